"""Everything that writes about the relation with a provider; one transaction and one audit event each."""

from datetime import date
from typing import Any

from django.db import transaction

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.contracts.models import Agreement, Contact, Conversation


@transaction.atomic
def add_contact(*, provider: str, by: str, **said: Any) -> Contact:
    """Keep a contact of a provider."""
    found = Contact.objects.create(provider_code=provider, **said)
    record_event("provider_contact_added", actor=by, subject=provider)
    return found


@transaction.atomic
def remove_contact(*, contact: Contact, by: str) -> None:
    """Forget a contact: of somebody who left nothing is kept."""
    record_event("provider_contact_removed", actor=by, subject=contact.provider_code)
    contact.delete()


@transaction.atomic
def add_conversation(*, provider: str, by: str, **said: Any) -> Conversation:
    """Keep what was said in a conversation; both sides read it."""
    found = Conversation.objects.create(provider_code=provider, written_by=by, **said)
    record_event("provider_conversation_added", actor=by, subject=provider)
    return found


@transaction.atomic
def add_agreement(*, provider: str, by: str, **said: Any) -> Agreement:
    """Keep an agreement with a provider."""
    found = Agreement.objects.create(provider_code=provider, written_by=by, **said)
    record_event("provider_agreement_added", actor=by, subject=provider, details={"due": said["due_on"].isoformat()})
    return found


@transaction.atomic
def finish_agreement(*, agreement: Agreement, day: date, by: str) -> None:
    """Note that what was agreed was done; once."""
    if agreement.done_on is None:
        agreement.done_on = day
        agreement.save(update_fields=["done_on"])
        record_event("provider_agreement_done", actor=by, subject=agreement.provider_code, details={"agreement": agreement.pk})
