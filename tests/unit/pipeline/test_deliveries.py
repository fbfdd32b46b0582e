"""A delivered extract: what was accepted, what not and why, the same file twice, and the file with its faults marked."""

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.extracts.mapping import ColumnMapping
from regiewijzer.ledger.archive import entries
from regiewijzer.ledger.installation import InstallationIncomplete
from regiewijzer.ledger.record import load_numbers
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.deliveries import NotArchived, check, deliver, history, marked
from tests.support.delivered_files import BUDGET, OTHER, PROVIDER, SPELL, budget, csv_file, extract_home, sender, spell, workbook
from tests.support.ledger_world import ask_text
from tests.support.message_world import test_bsn as bsn

NOW = datetime(2026, 11, 22, 9)
FILE = "aanbiederbegroting.csv"
AMOUNTS = "SELECT provider_code, budget_cents FROM provider_budget ORDER BY ALL"


@pytest.fixture
def home(tmp_path):
    return extract_home(tmp_path / "home")


def hand_in(home, content, *, days=0, code=PROVIDER, file=FILE, **more):
    return deliver(home, content, file=file, sender=sender(home, code), now=NOW + timedelta(days), **more)


def test_what_is_in_order_is_in_the_ledger_and_the_rest_is_told(home):
    result = hand_in(home, csv_file(BUDGET, budget(), budget("1.5", year="2025"), budget(provider=OTHER)))

    assert (result.load_number, result.accepted, result.held_back, result.is_in_order) == (1, 1, 2, False)
    assert {(one.line, one.path.partition("!")[2], one.owner_code) for one in result.findings} == {
        (3, "E3", PROVIDER),
        (4, "A4", PROVIDER),
    }
    assert ask_text(home, AMOUNTS) == [f"{PROVIDER} | 10000"]


def test_a_check_keeps_nothing(home):
    content = csv_file(BUDGET, budget())
    result = check(home, content, file=FILE, sender=sender(home, PROVIDER), today=date(2026, 11, 22))

    assert (result.load_number, result.accepted, result.is_in_order, latest_snapshot(home)) == (None, 1, True, 0)


def test_the_same_file_twice_is_known_also_in_another_form(home):
    hand_in(home, csv_file(BUDGET, budget()))

    for again in (csv_file(BUDGET, budget()), workbook({"aanbiederbegroting": [BUDGET, budget()]})):
        result = hand_in(home, again, days=1)
        assert (result.load_number, result.accepted, result.already_known) == (None, 0, True)
        assert check(home, again, file=FILE, sender=sender(home, PROVIDER), today=date(2026, 11, 24)).already_known
    assert latest_snapshot(home) == 1


def test_what_was_replaced_since_can_be_delivered_again_and_then_holds(home):
    right, wrong = csv_file(BUDGET, budget("100,00")), csv_file(BUDGET, budget("200,00"))
    held = []
    for day, content in enumerate([right, wrong, right, right, wrong, right]):
        hand_in(home, content, days=day)
        held.append(ask_text(home, AMOUNTS)[0].rpartition(" ")[2])

    assert held == ["10000", "20000", "10000", "10000", "20000", "10000"]
    assert latest_snapshot(home) == 5  # the fourth said nothing new
    assert ask_text(home, AMOUNTS, moment=NOW + timedelta(days=1.5)) == [f"{PROVIDER} | 20000"]


def test_a_file_that_is_no_table_is_told_and_nothing_of_it_is_kept(home):
    result = hand_in(home, b"hallo;daar\n1;2\n", file="notitie.csv")

    assert (result.deliveries, result.is_in_order, [one.owner_code for one in result.findings]) == ((), False, [PROVIDER])
    assert list(entries(home)) == []
    with pytest.raises(NotArchived):
        marked(home, 1, "notitie.csv")
    hand_in(home, b"hallo;daar\n1;2\n", file="notitie.csv")
    assert latest_snapshot(home) == 1


def test_a_table_and_a_mapping_can_be_named(home):
    mapping = ColumnMapping("provider_budget", (("Bedrag in euro", "budget_cents"),))
    titles = tuple("Bedrag in euro" if title == "Budget" else title for title in BUDGET)

    result = hand_in(home, csv_file(titles, budget()), file="export.csv", as_table="provider_budget", mapping=mapping)

    assert (result.accepted, result.deliveries[0].table) == (1, "provider_budget")


def test_a_workbook_with_two_tables_is_two_deliveries_and_one_original(home):
    book = workbook({"aanbiederbegroting": [BUDGET, budget()], "beleidsinformatie_jeugdhulp": [SPELL, spell(bsn(10))]})

    result = hand_in(home, book, file="levering.xlsx")

    assert {one.table for one in result.deliveries} == {"provider_budget", "cbs_care"}
    with_persons = next(one for one in result.deliveries if one.table == "cbs_care")
    assert [entry.name for entry in entries(home)] == [with_persons.message_id]


def test_history_is_of_the_sender_newest_first(home):
    hand_in(home, csv_file(BUDGET, budget()))
    hand_in(home, csv_file(BUDGET, budget("1.5"), budget(year="2025")), days=1)
    hand_in(home, csv_file(BUDGET, budget(provider=OTHER)), code=OTHER, days=2)

    told = [(one.load_number, one.table, one.status, one.rows, one.held_back) for one in history(home, PROVIDER)]
    assert told == [(2, "provider_budget", "partial", 1, 1), (1, "provider_budget", "accepted", 1, 0)]
    assert len(history(home)) == 3
    assert [one.sender_code for one in history(home, load_number=3)] == [OTHER]


def test_the_file_comes_back_with_its_faults_marked(home):
    hand_in(home, csv_file(BUDGET, budget(), budget("1.5", year="2025")))

    book = openpyxl.load_workbook(io.BytesIO(marked(home, 1, FILE)))

    assert book["aanbiederbegroting"]["E3"].comment is not None
    assert book["aanbiederbegroting"]["E2"].comment is None


def test_a_productive_installation_takes_no_table_without_terms(home):
    home.installation.write_text("mode: productive\n", "utf-8")
    with pytest.raises(InstallationIncomplete):
        hand_in(home, csv_file(BUDGET, budget()))
    assert load_numbers(home) == ()


def test_the_history_tells_senders_of_one_code_apart(home):
    hand_in(home, csv_file(BUDGET, budget()))

    for kind, found in ((SenderKind.PROVIDER, 1), (SenderKind.CERTIFIED_INSTITUTION, 1), (SenderKind.MUNICIPALITY, 0)):
        assert len(history(home, PROVIDER, kind=kind)) == found
    assert history(home, PROVIDER, kind=SenderKind.SCHOOL_BOARD) == ()
    assert len(history(home, PROVIDER)) == 1
