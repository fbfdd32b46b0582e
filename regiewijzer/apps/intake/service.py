"""What the worker and other apps may use of intake."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from regiewijzer.apps.intake import actions_deliveries, queries_deliveries, returned
from regiewijzer.apps.intake.arrivals import NotDeliverable, check_file, check_table, clean_name
from regiewijzer.apps.intake.findings import DeliveryFinding, in_words
from regiewijzer.apps.intake.forms import FilesField, FilesInput
from regiewijzer.apps.intake.models import Delivery, Upload
from regiewijzer.apps.intake.owners import from_choice as owner_from_choice
from regiewijzer.apps.intake.owners import owner_name
from regiewijzer.apps.intake.owners import to_choice as owner_to_choice
from regiewijzer.apps.intake.presenters import finding_groups, severity_name
from regiewijzer.apps.intake.queries import load_is_running
from regiewijzer.apps.intake.queries import status as ledger_status
from regiewijzer.apps.intake.queries_deliveries import Forgotten
from regiewijzer.apps.intake.states import DeliveryState, UploadState
from regiewijzer.definitions.rules import load_rules
from regiewijzer.web.home import current_home

__all__ = [
    "Delivery",
    "DeliveryFinding",
    "FilesField",
    "FilesInput",
    "Forgotten",
    "NotDeliverable",
    "count_leftovers",
    "deliveries_of",
    "delivery_of",
    "finding_groups",
    "findings_of_delivery",
    "forget_leftovers",
    "ledger_status",
    "marked_of",
    "owner_from_choice",
    "owner_name",
    "owner_to_choice",
    "queue_interrupted",
    "receive_delivery",
    "severity_name",
]


def receive_delivery(
    *,
    organisation: Any,
    file_name: str,
    content: bytes,
    by: str,
    table: str | None = None,
    check_only: bool = False,
    language: str = "nl",
) -> Delivery:
    """Take in one file for the worker to read, or to check without keeping anything of it (`check_only`).

    `table` is the name of an extract table (its own, such as workforce) for a file that does not tell. NotDeliverable when the
    file is empty, too large or of a wrong kind, or when this organisation does not deliver such a table.
    """
    name = clean_name(file_name)
    check_table(table or "", organisation)
    check_file(name, len(content))
    return actions_deliveries.receive(
        home=current_home(),
        organisation=organisation,
        file_name=name,
        content=content,
        by=by,
        table=table or "",
        check_only=check_only,
        language=language,
    )


def delivery_of(organisation: Any, delivery_id: str) -> Delivery | None:
    """Return a delivery that the organisation may see: its own, and for the service organisation any. None otherwise."""
    return queries_deliveries.delivery_of(organisation, delivery_id)


def deliveries_of(organisation: Any) -> QuerySet[Delivery]:
    """Return the deliveries that the organisation may see, newest first."""
    return queries_deliveries.deliveries_of(organisation)


def findings_of_delivery(
    delivery: Delivery, language: str = "nl", offset: int = 0, limit: int = 100
) -> tuple[int, list[DeliveryFinding]]:
    """Return how many findings a delivery has, and one page of them in words, the worst first.

    Forgotten when nothing of it was recorded (a check, or a file that was known) and its days are over.
    """
    total, found = queries_deliveries.findings_of(current_home(), delivery, offset, limit)
    rules = load_rules()
    return total, [in_words(one, language, rules) for one in found]


def marked_of(delivery: Delivery) -> bytes:
    """Return the file as a workbook (xlsx) with its faults marked; Forgotten when it can no longer be made."""
    return queries_deliveries.marked_of(current_home(), delivery)


def count_leftovers(now: datetime) -> int:
    """Return of how many deliveries what goes back to the sender is past its days."""
    return returned.count_old(current_home(), now)


def forget_leftovers(now: datetime) -> int:
    """Delete what goes back to senders and is past its days; return of how many deliveries. `now` has a zone."""
    return returned.forget_old(current_home(), now)


def queue_interrupted() -> int:
    """Queue uploads and deliveries again whose worker is gone; return how many. Loading is idempotent, so nothing doubles."""
    if load_is_running(current_home()):
        return 0
    return _uploads_put_back() + _deliveries_put_back()


def _uploads_put_back() -> int:
    from regiewijzer.apps.intake.tasks import put_back

    return _each(put_back, list(Upload.objects.filter(state=UploadState.RUNNING)))


def _deliveries_put_back() -> int:
    from regiewijzer.apps.intake.tasks_deliveries import put_back

    return _each(put_back, list(Delivery.objects.filter(state=DeliveryState.RUNNING)))


def _each(put_back: Any, interrupted: Sequence[Any]) -> int:
    for one in interrupted:
        put_back(one)
    return len(interrupted)
