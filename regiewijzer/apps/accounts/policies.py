"""When someone may try to sign in, and who must take a second step."""

from datetime import datetime, timedelta
from functools import lru_cache

from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.roles import SERVICE_ROLES
from regiewijzer.apps.audit.service import count_events, last_event
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import Mode, load_installation
from regiewijzer.web.home import current_home

# NCSC advises to slow guessing down rather than to lock accounts: ten tries, then a quarter of an hour.
TRIES = 10
CODE_TRIES = 5  # a code of six digits is guessed sooner
RESETS = 3
WINDOW = timedelta(minutes=15)


def _has_few(event: str, *, subject: str, now: datetime, most: int, cleared_by: str) -> bool:
    since = now - WINDOW
    success = last_event(cleared_by, subject=subject)
    if success:
        since = max(since, success[1])
    return count_events(event, subject=subject, since=since) < most


def may_try_to_sign_in(username: str, *, now: datetime) -> bool:
    """Tell whether this name has failed fewer than ten times since its last success or quarter of an hour."""
    return _has_few("sign_in_failed", subject=username, now=now, most=TRIES, cleared_by="sign_in")


def may_try_a_code(username: str, *, now: datetime) -> bool:
    """Tell whether this user gave fewer than five wrong codes since the last success or quarter of an hour."""
    return _has_few("second_step_failed", subject=username, now=now, most=CODE_TRIES, cleared_by="sign_in")


def may_ask_a_reset(email: str, *, now: datetime) -> bool:
    """Tell whether few links were asked for this address: a mailbox must not be filled by a stranger."""
    return count_events("password_reset_asked", subject=email, since=now - WINDOW) < RESETS


@lru_cache(maxsize=4)
def _is_productive(home: Home, changed: int) -> bool:  # noqa: ARG001 (part of the key)
    return load_installation(home).mode is Mode.PRODUCTIVE


def is_productive() -> bool:
    """Tell whether this installation holds data of real persons."""
    home = current_home()
    changed = home.installation.stat().st_mtime_ns if home.installation.exists() else 0
    return _is_productive(home, changed)


def must_have_second_factor(user: User) -> bool:
    """Tell whether this user may only come in with a second step: whoever sees the whole region, where persons are real."""
    return user.role in SERVICE_ROLES and is_productive()
