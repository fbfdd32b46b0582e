"""Both logs: events in a chain, processings without users."""

import pytest
from django.db import transaction

from regiewijzer.apps.audit.activities import REGISTER, Activity
from regiewijzer.apps.audit.models import AuditEvent, AuditHead, ProcessingRecord
from regiewijzer.apps.audit.service import processing, record_event, verify_chain

pytestmark = pytest.mark.django_db


def test_events_form_a_chain_that_can_be_read_back():
    for number in range(3):
        record_event("looked", actor=f"user{number}", subject="é" * 300, details={"codes": ("a", "b"), "n": 1.5})
    verdict = verify_chain()
    assert (verdict.events, verdict.broken_at) == (3, None)
    assert verdict.last == AuditEvent.objects.first().hash


def test_an_event_that_was_changed_or_removed_in_the_database_is_found():
    for number in range(3):
        record_event("looked", actor=f"user{number}")
    AuditEvent.objects.filter(number=2).update(actor="niemand")
    assert (verify_chain().broken_at, verify_chain().reason) == (2, "changed")
    AuditEvent.objects.filter(number=2).delete()
    assert (verify_chain().broken_at, verify_chain().reason) == (2, "missing")


def test_a_log_that_lost_its_end_is_found():
    for number in range(3):
        record_event("looked", actor=f"user{number}")
    AuditEvent.objects.filter(number=3).delete()
    assert verify_chain().reason == "cut off"


def test_an_event_of_a_transaction_that_failed_leaves_no_hole(transactional_db):
    @transaction.atomic
    def undone() -> None:
        record_event("undone", actor="a")
        raise RuntimeError

    record_event("first", actor="a")
    with pytest.raises(RuntimeError):
        undone()
    record_event("second", actor="a")
    assert list(AuditEvent.objects.order_by("number").values_list("number", "event")) == [(1, "first"), (2, "second")]
    assert verify_chain().broken_at is None


def test_every_activity_has_an_address_with_its_version():
    assert REGISTER.keys() == set(Activity)
    assert REGISTER[Activity.MATERIAL_CONTROL].address(Activity.MATERIAL_CONTROL) == "verwerkingen/material-control/1"


def test_a_processing_is_logged_before_it_begins_and_with_its_outcome():
    with processing(Activity.ACCESS_REQUEST) as operation:
        begun = ProcessingRecord.objects.get()
        assert (begun.status, begun.finished_at) == (ProcessingRecord.Status.UNSET, None)
        operation.subjects = 1
        record_event("access_report_made", actor="privacy officer", operation=operation.id)
    done = ProcessingRecord.objects.get()
    assert (done.status, done.subjects, done.operation.hex) == (ProcessingRecord.Status.OK, 1, operation.id)
    assert AuditEvent.objects.get().operation == operation.id, "the logs are linked by the operation"


def test_a_failure_is_an_outcome_too():
    with pytest.raises(RuntimeError), processing(Activity.ERASURE):
        raise RuntimeError
    assert ProcessingRecord.objects.get().status == ProcessingRecord.Status.ERROR


def test_the_processing_log_names_no_user():
    names = {field.name for field in ProcessingRecord._meta.get_fields()}
    assert names == {
        *("operation", "activity", "activity_id", "subject_category", "subjects", "started_at", "finished_at", "status")
    }


def test_there_is_one_end():
    record_event("a", actor="")
    record_event("b", actor="")
    assert AuditHead.objects.count() == 1
