"""Whatever is wrong with a file: what, where, whose it is and how to mend it, in Dutch. The rest goes in."""

from pathlib import Path

import pytest

from regiewijzer.definitions.rules import load_rules
from regiewijzer.figures.finding import OwnerRole
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from regiewijzer.pipeline.loads import findings_of
from tests.integration.bad_input.conftest import NOW, Taken
from tests.support import bad_messages
from tests.support.bad_messages import Bad, across_messages, bad_files
from tests.support.small_delivery import ANNA, BEN, MUNICIPALITY, PROVIDER, good_messages

every_file = pytest.mark.parametrize("bad", bad_files(), ids=lambda bad: bad.file)


@every_file
def test_is_told_with_place_and_owner(bad: Bad, taken: Taken):
    found = taken.about(bad.file, bad.member)
    assert bad.rule in [one.rule for one in found], found
    first = next(one for one in found if one.rule == bad.rule)
    assert (first.owner_role, first.owner_code) == (bad.owner, bad.owner_code)
    assert (first.line is not None) >= bad.line
    assert first.path.startswith(bad.path)


@every_file
def test_is_explained_in_dutch_with_how_to_mend_it(bad: Bad):
    rule = load_rules()[bad.rule]
    for text in (rule.title, rule.explanation, rule.mend):
        assert len(text.nl.split()) > 1
        assert text.nl != text.en


@every_file
def test_nothing_of_a_person_is_told(bad: Bad, taken: Taken):
    told = repr(taken.about(bad.file, bad.member))
    for personal in (ANNA.bsn, BEN.bsn, bad_messages.world.valid_bsn_outside_the_test_range(1), "Voorb"):
        assert personal not in told


def test_good_part_goes_in(taken: Taken):
    good = len(good_messages()) + len(across_messages()) + 1  # the good member of the mixed ZIP
    assert taken.result.accepted == good
    with open_as_of(taken.home, NOW) as ledger:
        read = "SELECT count(*) FROM message WHERE status = 'accepted'"
        assert ledger.connection.execute(read).fetchone() == (good,)
        assert ledger.connection.execute("SELECT count(*) FROM delivery").fetchone() == (
            3,
        )  # two starts, and a stop whose start is lost
        claimed = ledger.connection.execute("SELECT sum(submitted_cents) FROM claim_account").fetchone()
        assert claimed == ((8 + 6 + 8) * 8000,)


def test_refused_messages_are_counted_and_reach_no_figure(taken: Taken):
    assert taken.result.rejected == 4  # code, municipality, stop before start, real person
    assert taken.result.unread == 10
    assert taken.result.ignored == 1
    assert taken.result.has_refusals
    with open_as_of(taken.home, NOW) as ledger:
        numbers = "SELECT assignment_number FROM assignment ORDER BY 1"
        assert [number for (number,) in ledger.connection.execute(numbers).fetchall()] == [1, 2, 3, 5, 83]


ACROSS = [
    ("zelfde-identificatie.xml", "TR056", OwnerRole.MUNICIPALITY, MUNICIPALITY, "T2"),
    ("zonder-toewijzing.xml", "TR338", OwnerRole.PROVIDER, PROVIDER, "999"),
    ("stop-zonder-start.xml", "TR382", OwnerRole.PROVIDER, PROVIDER, "2024-02-02"),
    ("andere-regio.xml", "RW-REG-01", OwnerRole.SERVICE_ORGANISATION, None, "0599"),
]


@pytest.mark.parametrize(("file", "rule", "role", "code", "value"), ACROSS, ids=[one[0] for one in ACROSS])
def test_rules_across_messages_name_file_owner_and_value(file, rule, role, code, value, taken: Taken):
    (found,) = [one for one in read_checks(taken.home).findings if one.source_file == str(taken.folder / file)]
    assert (found.rule, found.owner_role, found.owner_code, found.value) == (rule, role, code, value)
    assert load_rules()[rule].mend.nl


def test_member_of_a_zip_that_cannot_be_read_is_a_refusal(taken: Taken):
    mixed = next(file for file in taken.result.files if file.file.endswith("gemengd.zip"))
    assert (mixed.accepted, mixed.unreadable, mixed.unread) == (1, 1, False)


def test_ten_thousand_faults_are_told_and_bounded(tmp_path: Path, taken: Taken):
    file = tmp_path / "tienduizend.xml"
    file.write_bytes(bad_messages.many_faults(10_000))
    home = Home(tmp_path / "home")
    result = load(home, [file], known_at=KnownAt(), now=NOW, workers=0)
    assert (result.accepted, result.rejected) == (0, 1)
    assert result.number is not None
    findings, total = findings_of(home, result.number, limit=100_000)
    lines = [one.line for one in findings if one.rule == "RW-XSD-05"]
    assert len(set(lines)) == len(lines) > 100  # each at its own line
    assert {one.rule for one in findings} == {"RW-XSD-05", "RW-XSD-99"}
    assert total < 2_000  # the rest in one finding that says how many more
