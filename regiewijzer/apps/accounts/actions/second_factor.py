"""The second step of signing in: enrolled, used, dropped."""

from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.accounts import totp
from regiewijzer.apps.accounts.models import Authenticator, RecoveryCode, User
from regiewijzer.apps.accounts.sealing import seal, unseal
from regiewijzer.apps.audit.service import record_event


@transaction.atomic
def enrol(*, user: User, secret: str, step: int) -> list[str]:
    """Keep the app of a user whose first code was right; return recovery codes, shown this once."""
    Authenticator.objects.update_or_create(
        user=user, defaults={"sealed_secret": seal(secret), "last_step": step, "confirmed_at": timezone.now()}
    )
    record_event("second_factor_enrolled", actor=user.username, subject=user.username)
    return _fresh_codes(user)


def _fresh_codes(user: User) -> list[str]:
    codes = totp.new_recovery_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=totp.hash_of(code)) for code in codes)
    return codes


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Replace the recovery codes; return the new ones, shown this once."""
    record_event("recovery_codes_renewed", actor=user.username, subject=user.username)
    return _fresh_codes(user)


@transaction.atomic
def use_code(*, user: User, code: str) -> bool:
    """Tell whether a code of the app or a recovery code is right; it is used up. Rows are held: no code works twice."""
    app = Authenticator.objects.select_for_update().filter(user=user).first()
    if app is None:
        return False
    step = totp.step_of(unseal(app.sealed_secret), code, after=app.last_step, at=timezone.now())
    if step is not None:
        app.last_step = step
        app.save(update_fields=["last_step"])
        return True
    paper = RecoveryCode.objects.select_for_update().filter(user=user, hash=totp.hash_of(code), used_at=None).first()
    if paper is None:
        return False
    paper.used_at = timezone.now()
    paper.save(update_fields=["used_at"])
    record_event("recovery_code_used", actor=user.username, subject=user.username)
    return True


@transaction.atomic
def refuse_second_step(*, user: User) -> None:
    """Record a wrong code."""
    record_event("second_step_failed", actor="", subject=user.username)


@transaction.atomic
def drop_second_factor(*, user: User, by: str) -> None:
    """Forget the app and the recovery codes of a user, for instance because the telephone is lost."""
    Authenticator.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    record_event("second_factor_dropped", actor=by, subject=user.username)
