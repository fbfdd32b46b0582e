"""Everything that writes about contracts; one transaction and one audit event each."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.contracts.encoding import operations_to_json
from regiewijzer.apps.contracts.models import Change, Document, HeldRow, TariffRound
from regiewijzer.apps.contracts.queries import touched
from regiewijzer.apps.contracts.states import CHANGE_ALLOWED, ROUND_ALLOWED, ChangeState, RoundState, WrongState
from regiewijzer.contracting.changes import Operation


class AlreadyChanging(Exception):
    """Somebody else's change of one of these rows waits for the worker."""


def ask_change(*, table: str, operations: Sequence[Operation], reason: str, by: str) -> Change:
    """Keep a change and let the worker deliver it; AlreadyChanging when one of its rows waits for another change."""
    from regiewijzer.apps.contracts.tasks import deliver_change

    try:
        with transaction.atomic():
            change = Change.objects.create(
                table=table, operations=operations_to_json(list(operations)), reason=reason, created_by=by
            )
            HeldRow.objects.bulk_create(HeldRow(change=change, table=table, row_id=one) for one in sorted(touched(change)))
            details = {"table": table, "rows": len(operations), "reason": reason}
            record_event("register_change_asked", actor=by, subject=str(change.pk), details=details)
            deliver_change.enqueue(str(change.pk))
    except IntegrityError as error:
        raise AlreadyChanging(table) from error
    return change


def _finish(change: Change, state: ChangeState) -> None:
    if state not in CHANGE_ALLOWED[ChangeState(change.state)]:
        raise WrongState(f"change {change.pk}: {change.state} -> {state}")
    change.state, change.finished_at = state, timezone.now()
    change.save()
    change.held.all().delete()


@transaction.atomic
def finish_change(*, change: Change, load_number: int | None) -> None:
    """Note that the change stands in the ledger; None: it stood there already."""
    change.load_number = load_number
    _finish(change, ChangeState.DONE)
    record_event(
        "register_changed", actor="worker", subject=str(change.pk), details={"load": load_number, "by": change.created_by}
    )


@transaction.atomic
def refuse_change(*, change: Change, text: str) -> None:
    """Note why the change could not be made; nothing of it is in the ledger."""
    change.refusal = text
    _finish(change, ChangeState.REFUSED)
    record_event("register_change_refused", actor="worker", subject=str(change.pk), details={"by": change.created_by})


class SamePerson(Exception):
    """Who prepared a round cannot approve it."""


@transaction.atomic
def prepare_round(*, by: str, **said: Any) -> TariffRound:
    """Keep a round for another to decide; nothing changes yet."""
    found = TariffRound.objects.create(created_by=by, **said)
    record_event("tariff_round_prepared", actor=by, subject=str(found.pk), details={"title": found.title})
    return found


def _decide(found: TariffRound, state: RoundState, by: str) -> None:
    if state not in ROUND_ALLOWED[RoundState(found.state)]:
        raise WrongState(f"round {found.pk}: {found.state} -> {state}")
    found.state, found.decided_by, found.decided_at = state, by, timezone.now()
    found.save()
    record_event(f"tariff_round_{state.value}", actor=by, subject=str(found.pk), details={"title": found.title})


@transaction.atomic
def approve_round(*, round_id: int, operations: Sequence[Operation], by: str) -> TariffRound:
    """Approve a round and let the worker deliver its tariffs; SamePerson, WrongState, AlreadyChanging."""
    found = TariffRound.objects.select_for_update().get(pk=round_id)
    if found.created_by == by:
        raise SamePerson(by)
    found.change = ask_change(table="tariff", operations=operations, reason=found.title, by=by)
    _decide(found, RoundState.APPROVED, by)
    return found


@transaction.atomic
def close_round(*, round_id: int, by: str) -> TariffRound:
    """Withdraw one's own round, or reject another's."""
    found = TariffRound.objects.select_for_update().get(pk=round_id)
    _decide(found, RoundState.WITHDRAWN if found.created_by == by else RoundState.REJECTED, by)
    return found


@transaction.atomic
def add_document(*, contract_number: str, title: str, address: str, by: str) -> Document:
    """Keep a link to a document of a contract."""
    found = Document.objects.create(contract_number=contract_number, title=title, address=address, added_by=by)
    record_event("contract_document_added", actor=by, subject=contract_number, details={"title": title})
    return found


@transaction.atomic
def remove_document(*, document: Document, by: str) -> None:
    """Take a link away; that it was there stays in the audit log."""
    details = {"title": document.title, "address": document.address}
    record_event("contract_document_removed", actor=by, subject=document.contract_number, details=details)
    document.delete()
