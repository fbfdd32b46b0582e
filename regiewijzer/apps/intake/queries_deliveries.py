"""Everything that is read about deliveries."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from regiewijzer.apps.intake import returned
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.returned import Part
from regiewijzer.apps.intake.returning import returned_findings
from regiewijzer.apps.intake.senders import is_service, sender_of
from regiewijzer.figures.finding import Finding, OwnerRole
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import KeyTrouble
from regiewijzer.pipeline import loads
from regiewijzer.pipeline.deliveries import Delivered, NotArchived, history, marked


class Forgotten(LookupError):
    """What was returned of a file that was only checked is gone after some days, and so is what cannot be read back."""


def deliveries_of(organisation: Any) -> QuerySet[Delivery]:
    """Return the deliveries that people of an organisation may see, newest first: the own, of the service organisation all."""
    found = Delivery.objects.select_related("organisation")
    return found if is_service(organisation) else found.filter(organisation=organisation)


def delivery_of(organisation: Any, delivery_id: str) -> Delivery | None:
    """Return a delivery that this organisation may see; None when there is none of that id, or it is another's."""
    try:
        return deliveries_of(organisation).filter(pk=delivery_id).first()
    except (ValueError, ValidationError):
        return None


def findings_of(home: Home, delivery: Delivery, offset: int, limit: int) -> tuple[int, Sequence[Finding]]:
    """Return how many findings there are and one page of them; Forgotten when they are no longer kept."""
    if delivery.load_number is not None:
        found, total = loads.findings_of(home, delivery.load_number, offset=offset, limit=limit)
        return total, found
    if not delivery.summary.get("findings"):
        return 0, ()
    kept = returned_findings(home, delivery)
    if kept is None:
        raise Forgotten(str(delivery.id))
    return len(kept), kept[offset : offset + limit]


def marked_of(home: Home, delivery: Delivery) -> bytes:
    """Return the delivered file with its faults marked, as it was kept for the sender or else from the archive.

    Forgotten when there is nothing to mark, or it is no longer kept and the archive has no such file or its key is elsewhere.
    """
    kept = returned.kept(home, str(delivery.id), Part.MARKED)
    if kept is not None:
        return kept
    if delivery.load_number is None or not delivery.summary.get("findings"):
        raise Forgotten(str(delivery.id))
    try:
        return marked(home, delivery.load_number, delivery.file_name, language=delivery.language)
    except (NotArchived, KeyTrouble, loads.UnknownLoad) as error:
        raise Forgotten(str(delivery.id)) from error


def recorded_for(home: Home, organisation: Any, load_number: int | None = None) -> Sequence[Delivered]:
    """Return what the record holds of an organisation, newest first, by whatever way it came; of everyone for the service one."""
    if is_service(organisation):
        return history(home, load_number=load_number)
    sender = sender_of(organisation)
    found = history(home, sender.code, kind=sender.kind, load_number=load_number)
    if sender.role is not OwnerRole.DELIVERER:
        return found
    # The record knows the other kinds by their code alone, and two of them may have the same: what was handed in here is sure.
    own = set(deliveries_of(organisation).values_list("load_number", flat=True))
    return [one for one in found if one.load_number in own]


def findings_of_recorded(home: Home, organisation: Any, number: int, offset: int, limit: int) -> tuple[int, Sequence[Finding]]:
    """Return how many findings of a load wait for an organisation and one page of them; of everyone for the service one."""
    sender = None if is_service(organisation) else sender_of(organisation)
    owner = (str(sender.role), sender.code) if sender else None
    found, total = loads.findings_of(home, number, owner=owner, offset=offset, limit=limit)
    return total, found
