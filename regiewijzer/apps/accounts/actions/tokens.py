"""Tokens for programs: issued, used, revoked."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.accounts.models import ApiToken, Organisation
from regiewijzer.apps.accounts.tokens import new_token
from regiewijzer.apps.audit.service import record_event


@transaction.atomic
def issue_token(
    *, organisation: Organisation, name: str, may_read: bool, may_deliver: bool, expires_at: datetime, by: str
) -> tuple[ApiToken, str]:
    """Make a token; return it with its text, which is shown this once."""
    fresh = new_token()
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        prefix=fresh.prefix,
        hash=fresh.hash,
        may_read=may_read,
        may_deliver=may_deliver,
        expires_at=expires_at,
        created_by=by,
    )
    details = {"code": organisation.code, "read": may_read, "deliver": may_deliver, "until": expires_at.date().isoformat()}
    record_event("token_issued", actor=by, subject=fresh.prefix, details=details)
    return token, fresh.text


@transaction.atomic
def revoke_token(*, token: ApiToken, by: str) -> None:
    """End a token at once."""
    token.revoked_at, token.revoked_by = timezone.now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])
    record_event("token_revoked", actor=by, subject=token.prefix)


@transaction.atomic
def note_use(*, token: ApiToken, today: date) -> None:
    """Keep the day on which a token was last used: once a day, so that asking stays cheap."""
    ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    record_event("token_used", actor=token.prefix, subject=token.prefix)
