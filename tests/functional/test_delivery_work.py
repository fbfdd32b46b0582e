"""What becomes of a delivered file: read by the worker, told to the sender, and kept from everybody else."""

import io
import os
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.accounts.roles import OrganisationKind
from regiewijzer.apps.audit.models import AuditEvent, ProcessingRecord
from regiewijzer.apps.intake import actions_deliveries, returned, service, tasks_deliveries
from regiewijzer.apps.intake.actions import WrongState
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.states import DELIVERY_ALLOWED, DeliveryState
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.region import write_region
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline import deliveries
from regiewijzer.pipeline.load import bring_up_to_date
from tests.support.delivered_files import BUDGET, MUNICIPALITY, OTHER, PROVIDER, REGION, SPELL, budget, csv_file, spell, workbook
from tests.support.deliverers import FAULTY, FILE, GOOD, hand_in
from tests.support.ledger_world import ask_text
from tests.support.message_world import test_bsn as bsn
from tests.support.people import organisation

from .conftest import LOADED_AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def region(home, monkeypatch):
    """A small region; overviews and checks are not built after every file, for most tests look at none of them."""
    write_region(REGION, home.region)
    monkeypatch.setattr(deliveries, "bring_up_to_date", lambda *said: None)
    return home


@pytest.fixture
def whole(region, monkeypatch):
    """All that follows a delivery happens."""
    monkeypatch.setattr(deliveries, "bring_up_to_date", bring_up_to_date)


@pytest.fixture
def haven():
    return organisation(OrganisationKind.PROVIDER, PROVIDER)


@pytest.fixture
def kade():
    return organisation(OrganisationKind.PROVIDER, OTHER)


@pytest.fixture
def steward():
    return organisation(OrganisationKind.SERVICE_ORGANISATION)


def first(delivery, language="nl"):
    return service.findings_of_delivery(delivery, language)[1][0]


def test_a_good_file_is_in_the_ledger_and_leaves_the_inbox(whole, home, haven):
    delivery = hand_in(haven)

    assert (delivery.state, delivery.load_number, delivery.summary["findings"]) == ("done", 1, 0)
    [table] = delivery.summary["tables"]
    assert (table["table"], table["status"], table["accepted"]) == ("provider_budget", "accepted", 1)
    assert list(home.inbox.iterdir()) == []
    assert ask_text(home, "SELECT provider_code, budget_cents FROM provider_budget") == [f"{PROVIDER} | 10000"]
    events = AuditEvent.objects.filter(subject=str(delivery.id)).order_by("number")
    assert [one.event for one in events] == ["delivery_received", "delivery_started", "delivery_done"]
    assert ProcessingRecord.objects.filter(activity="ingest").count() == 1


def test_every_finding_says_where_what_and_how_to_mend(haven):
    delivery = hand_in(haven, FAULTY)

    assert delivery.state == "done"
    total, [found] = service.findings_of_delivery(delivery, "nl")
    assert (total, found.sheet, found.row, found.column, found.value) == (1, "aanbiederbegroting", 3, "E", "1.5")
    assert found.text
    assert found.mend
    assert not found.text.endswith(found.mend)
    assert first(delivery, "en").mend != found.mend


def test_a_check_keeps_nothing_in_the_ledger_but_tells_the_same(home, haven):
    checked = hand_in(haven, FAULTY, check_only=True)

    assert (checked.state, checked.load_number, latest_snapshot(home)) == ("done", None, 0)
    assert not any(home.archive.iterdir())
    delivered = hand_in(haven, FAULTY)
    assert service.findings_of_delivery(checked) == service.findings_of_delivery(delivered)


def test_the_same_file_twice_is_recognised_and_still_told(haven):
    hand_in(haven, FAULTY)
    again = hand_in(haven, FAULTY)

    assert (again.state, again.load_number) == ("done", None)
    assert all(table["already_known"] for table in again.summary["tables"])
    assert first(again).row == 3


def test_a_file_that_is_no_table_is_refused(haven):
    delivery = hand_in(haven, b"hallo;daar\n1;2\n", file="notitie.csv")

    assert (delivery.state, delivery.summary["tables"], delivery.summary["has_titles"]) == ("refused", [], True)


def test_rows_in_another_s_name_are_held_back(haven):
    delivery = hand_in(haven, csv_file(BUDGET, budget(), budget(provider=OTHER)))

    assert [(one.row, one.column) for one in service.findings_of_delivery(delivery)[1]] == [(3, "A")]
    assert delivery.summary["tables"][0]["accepted"] == 1


def test_a_table_of_another_kind_of_sender_is_refused(haven):
    delivery = hand_in(haven, csv_file(("Gemeente", "Kwartaal"), (MUNICIPALITY, "2024-K1")), file="toegang.csv")

    assert delivery.state == "refused"


def test_the_service_organisation_delivers_for_everyone(steward):
    delivery = hand_in(steward, csv_file(BUDGET, budget(), budget(provider=OTHER)))

    assert (delivery.state, delivery.summary["tables"][0]["accepted"]) == ("done", 2)


def test_a_delivery_is_seen_by_its_organisation_and_the_service_organisation(haven, kade, steward):
    delivery = hand_in(haven)
    name = str(delivery.id)

    assert service.delivery_of(haven, name) == delivery
    assert service.delivery_of(steward, name) == delivery
    assert service.delivery_of(kade, name) is None
    assert service.delivery_of(haven, "geen-nummer") is None
    assert (list(service.deliveries_of(haven)), list(service.deliveries_of(kade))) == ([delivery], [])


def test_a_provider_and_a_board_with_one_code_do_not_see_each_other(haven):
    board = organisation(OrganisationKind.SCHOOL_BOARD, PROVIDER)
    delivery = hand_in(haven)

    assert service.delivery_of(board, str(delivery.id)) is None


def test_the_marked_workbook_comes_back_sealed_and_is_forgotten(home, haven):
    number = bsn(1)
    delivery = hand_in(
        haven, csv_file(SPELL, spell(number), spell(number, started_on="2024-02-30")), "beleidsinformatie_jeugdhulp.csv"
    )

    sheets = openpyxl.load_workbook(io.BytesIO(service.marked_of(delivery)))
    assert sheets.sheetnames[-1] == "Bevindingen"
    [folder] = (home.path / "returned").iterdir()
    assert all(number.encode() not in path.read_bytes() for path in folder.iterdir())
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))
    week_ago = (timezone.now() - returned.KEPT_FOR - timedelta(hours=1)).timestamp()
    os.utime(folder, (week_ago, week_ago))
    assert returned.kept(home, str(delivery.id), returned.Part.MARKED) is None, "also before it is deleted"
    tasks_deliveries.forget_returned.call()
    assert not folder.exists()
    assert openpyxl.load_workbook(io.BytesIO(service.marked_of(delivery))), "in a demonstration the archive still has it"


def test_forgetting_is_planned(haven):
    hand_in(haven, FAULTY)
    [planned] = DBTaskResult.objects.filter(task_path__endswith="forget_returned")
    assert planned.run_after > timezone.now() + returned.KEPT_FOR


def test_what_was_only_checked_is_forgotten(home, haven):
    checked = hand_in(haven, FAULTY, check_only=True)
    assert returned.forget_old(home, timezone.now() + timedelta(days=8)) == 1

    with pytest.raises(service.Forgotten):
        service.marked_of(checked)
    with pytest.raises(service.Forgotten):
        service.findings_of_delivery(checked)


@pytest.mark.parametrize(
    ("file", "content", "table", "code"),
    [
        (FILE, b"", "", "empty"),
        ("brief.docx", b"x", "", "wrong_type"),
        ("oud.xls", b"x", "", "wrong_type"),
        (FILE, GOOD, "access_workforce", "unknown_table"),
        (FILE, GOOD, "nergens", "unknown_table"),
    ],
)
def test_what_cannot_be_a_delivery_is_refused_at_the_door(home, haven, file, content, table, code):
    with pytest.raises(service.NotDeliverable) as refused:
        service.receive_delivery(organisation=haven, file_name=file, content=content, by="test", table=table)
    assert refused.value.code == code
    assert not Delivery.objects.exists()
    assert list(home.inbox.iterdir()) == []


def test_a_file_that_is_too_large_is_refused(haven, monkeypatch):
    monkeypatch.setattr("regiewijzer.apps.intake.arrivals.LARGEST", 10)
    with pytest.raises(service.NotDeliverable, match="groter dan"):
        hand_in(haven)


def test_who_only_looks_delivers_nothing():
    council = organisation(OrganisationKind.COUNCIL)
    with pytest.raises(service.NotDeliverable, match="levert geen bestanden"):
        hand_in(council)


def test_a_delivery_waits_while_a_load_runs(home, haven):
    delivery = service.receive_delivery(organisation=haven, file_name=FILE, content=GOOD, by="test")
    with load_lock(home.lock, since=LOADED_AT):
        tasks_deliveries.work_on_delivery.call(str(delivery.id))
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WAITING
    tasks_deliveries.work_on_delivery.call(str(delivery.id))
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DONE


def test_a_delivery_whose_worker_died_is_read_after_all(haven):
    delivery = service.receive_delivery(organisation=haven, file_name=FILE, content=GOOD, by="test")
    actions_deliveries.start(delivery_id=str(delivery.id))
    assert service.queue_interrupted() == 1
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WAITING


def test_an_unforeseen_failure_is_noted_without_its_text(home, haven, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("Anna 123456782")

    monkeypatch.setattr(tasks_deliveries, "deliver", fail)
    delivery = service.receive_delivery(organisation=haven, file_name=FILE, content=GOOD, by="test")
    with pytest.raises(RuntimeError):
        tasks_deliveries.work_on_delivery.call(str(delivery.id))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == ("failed", "RuntimeError")
    assert list(home.inbox.iterdir()) == []


def test_rows_in_the_ledger_are_told_of_also_when_the_marked_file_fails(haven, monkeypatch):
    monkeypatch.setattr("regiewijzer.apps.intake.tasks_deliveries.keep_for_sender", lambda *said: 1 / 0)
    delivery = service.receive_delivery(organisation=haven, file_name=FILE, content=GOOD, by="test")
    with pytest.raises(ZeroDivisionError):
        tasks_deliveries.work_on_delivery.call(str(delivery.id))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.load_number) == ("done", 1)


def test_every_state_has_its_row_and_ended_is_final(haven):
    assert set(DELIVERY_ALLOWED) == set(DeliveryState)
    delivery = hand_in(haven)
    with pytest.raises(WrongState):
        actions_deliveries.start(delivery_id=str(delivery.id))


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "C:\\map\\a\x00b.csv", "x" * 400 + ".csv"])
def test_a_hostile_file_name_is_only_a_name(home, haven, name):
    delivery = hand_in(haven, file=name)
    assert "/" not in delivery.file_name
    assert delivery.file_name.endswith(".csv")
    assert delivery.file_name.isprintable()
    assert list(home.inbox.iterdir()) == []


def test_a_workbook_with_two_tables_is_one_delivery(haven):
    content = workbook(
        {"aanbiederbegroting": [BUDGET, budget()], "personeel": [("Aanbieder", "Kwartaal"), (PROVIDER, "2024-K1")]}
    )
    delivery = hand_in(haven, content, "kwartaal.xlsx")
    assert {one["table"]: one["status"] for one in delivery.summary["tables"]} == {
        "provider_budget": "accepted",
        "workforce": "rejected",
    }
