"""Persons in extracts: what holds for messages holds for them (access, erasure, retention, a new key)."""

from datetime import date, datetime

import pytest

from regiewijzer.ledger.access_request import access_report
from regiewijzer.ledger.archive import ArchiveWriter, originals_with
from regiewijzer.ledger.erasure import forget
from regiewijzer.ledger.installation import Installation, TableTerms
from regiewijzer.ledger.keys import custodian_recipient, read_pseudonym_key
from regiewijzer.ledger.person_register import RegisterWriter
from regiewijzer.ledger.retention import apply_retention
from regiewijzer.ledger.rotation import rotate_key
from tests.support.extract_world import delivery, load_deliveries
from tests.support.kept_text import files_with
from tests.support.ledger_world import ask, ask_text
from tests.support.person_world import ANNA, BRAM, NOW, VERSION, Original, make_person_world

HEAD = "provider_code | half_year | youth_id | started_on | stopped_until\n"
SPELLS = "SELECT started_on FROM cbs_care ORDER BY 1"


def spell(youth_id, started_on, until="-"):
    return f"42420001 | 2023-01-01 | {youth_id} | {started_on} | {until}\n"


@pytest.fixture
def world(tmp_path):
    """Both in the first delivery; in the second, which takes its place, Anna alone."""
    world = make_person_world(tmp_path)
    anna, bram = world.youth_id(ANNA), world.youth_id(BRAM)
    register = RegisterWriter(world.keys, custodian_recipient(world.home))
    register.note(anna, ANNA)
    register.note(bram, BRAM)
    register.finish()
    rows = spell(anna, "2023-02-01", "2023-03-01") + spell(bram, "2023-04-01")
    first = delivery("cbs_care", HEAD + rows, known_at="2023-07-20", sender="42420001")
    second = delivery("cbs_care", HEAD + spell(anna, "2023-02-02", "2023-03-01"), known_at="2023-09-01", sender="42420001")
    for number, (one, persons) in enumerate([(first, (ANNA, BRAM)), (second, (ANNA,))], start=1):
        [message_id] = one["message"].column("message_id").to_pylist()
        archive = ArchiveWriter(world.home, number, read_pseudonym_key(world.keys, 1), received_on=date(2023, 9, 1))
        archive.add([Original(message_id, f"Burgerservicenummer\n{chr(10).join(persons)}".encode())])
        archive.finish()
        load_deliveries(world.home, one)
    return world


def test_an_access_request_shows_the_rows_and_where_they_came_from(world):
    report = access_report(world.home, ANNA, keys=world.keys, now=NOW)

    assert [row["started_on"] for row in report.tables["cbs_care"].sort_by("started_on").to_pylist()] == [
        date(2023, 2, 1),
        date(2023, 2, 2),
    ]
    assert report.tables["message"].num_rows == 2
    assert len(report.originals) == 2


def test_who_is_forgotten_is_nowhere_and_no_older_delivery_comes_back(world):
    anna = world.youth_id(ANNA)
    assert ask_text(world.home, SPELLS) == ["2023-02-02"]

    result = forget(world.home, ANNA, keys=world.keys, now=NOW, program_version=VERSION)

    assert result.rows == {"cbs_care": 2}
    assert ask_text(world.home, SPELLS) == []  # and not Bram, whom the second delivery left out
    assert ask_text(world.home, SPELLS, moment=datetime(2023, 8, 1)) == ["2023-04-01"]
    assert files_with([anna, ANNA], world.home.path, world.keys) == {}


def test_a_term_runs_from_the_end_of_the_care(world):
    installation = Installation(
        keys=world.keys, tables={"cbs_care": TableTerms(retention_months=24, retention_from="stopped_until")}
    )

    result = apply_retention(world.home, installation, now=NOW, program_version=VERSION)

    assert result.rows == {"cbs_care": 2}
    assert ask_text(world.home, SPELLS) == []
    assert ask_text(world.home, "SELECT count(*) FROM delivered_slice") == ["2"]


def test_a_new_key_gives_everyone_in_extracts_a_new_name(world):
    before = ask(world.home, "SELECT youth_id FROM cbs_care")

    rotate_key(world.home, keys=world.keys, identity=world.identity, now=NOW, program_version=VERSION)

    assert ask(world.home, "SELECT youth_id FROM cbs_care") == [(world.youth_id(ANNA),)] != before
    assert len(originals_with(world.home, world.youth_id(ANNA))) == 2
    assert len(originals_with(world.home, world.youth_id(BRAM))) == 1
