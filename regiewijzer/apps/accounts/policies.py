"""When someone may try to sign in."""

from datetime import datetime, timedelta

from regiewijzer.apps.audit.service import count_events, last_event

# NCSC advises to slow guessing down rather than to lock accounts: ten tries, then a quarter of an hour.
TRIES = 10
WINDOW = timedelta(minutes=15)


def may_try_to_sign_in(username: str, *, now: datetime) -> bool:
    """Tell whether this name has failed fewer than ten times since its last success or quarter of an hour."""
    since = now - WINDOW
    success = last_event("sign_in", subject=username)
    if success:
        since = max(since, success[1])
    return count_events("sign_in_failed", subject=username, since=since) < TRIES
