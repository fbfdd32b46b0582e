"""Looks at every line that someone follows, once per series, and keeps what is new."""

import logging
from collections.abc import Sequence

from regiewijzer.apps.monitor.service import Look, NoSuchLine, NothingLoaded, look_at
from regiewijzer.apps.signals import actions, queries, questions
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.apps.signals.series import Series
from regiewijzer.figures.scope import OffTheMenu, OutsideScope
from regiewijzer.indicators.change_detection import Signal as Change
from regiewijzer.ledger.home import Home
from regiewijzer.web.home import current_region

log = logging.getLogger(__name__)
TOLERANCE = 3  # periods: a month that comes in late moves where a change seems to begin
CANNOT_BE_ASKED = (NoSuchLine, NothingLoaded, OutsideScope, OffTheMenu)


def look_everywhere(home: Home) -> int:
    """Look at every series that is followed; return how many new signals there are."""
    found, errors = 0, []
    for series, followers in queries.followed().items():
        try:
            found += look(home, series, followers)
        except Exception as error:  # noqa: BLE001 (one that fails keeps no other from its turn; all are raised below)
            errors.append(error)
    if errors:
        raise ExceptionGroup("series that could not be looked at", errors)
    return found


def look(home: Home, series: Series, followers: Sequence[Subscription]) -> int:
    """Look at one series: what was known is seen again or missed, what is new becomes a signal; return how many."""
    try:
        seen = look_at(home, series.line, series.scope)
    except CANNOT_BE_ASKED as error:
        log.warning("not followed: %s (%s)", series.line.indicator_id, type(error).__name__)
        return 0
    known = list(queries.signals_in(series))
    if seen.changes is None:
        _doubt(known, seen)
        return 0
    new = _compare(known, seen, seen.changes)
    for change in new:
        words = questions.words_of(series.line, change, home, current_region())
        actions.open_signal(series=series, change=change, day=seen.day, words=words, followers=followers)
    return len(new)


def _doubt(known: Sequence[Signal], seen: Look) -> None:
    for signal in known:
        actions.doubt(signal=signal, day=seen.day)


def _compare(known: Sequence[Signal], seen: Look, changes: Sequence[Change]) -> list[Change]:
    """Settle what became of every known signal; return the changes that are new and not of long ago."""
    left = list(known)
    new = []
    for change in changes:
        same = [one for one in left if _is_same(one, change, seen)]
        if same:
            nearest = min(same, key=lambda one: abs(one.began - change.began))
            left.remove(nearest)
            actions.see_again(signal=nearest, change=change, day=seen.day)
        elif seen.is_news(change):
            new.append(change)
    for signal in left:
        actions.miss(signal=signal, day=seen.day)
    return new


def _is_same(signal: Signal, change: Change, seen: Look) -> bool:
    return signal.direction == change.direction and seen.is_same(signal.began, change.began, TOLERANCE)
