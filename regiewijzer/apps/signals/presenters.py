"""What pages show of lines that are followed and of their signals, in the language of the page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import (
    Line,
    LineInWords,
    NoSuchLine,
    address_of,
    change_in_words,
    line_in_words,
    why_not_followed,
)
from regiewijzer.apps.signals import queries
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.web.home import current_home, current_region


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal in a list."""

    signal: Signal
    text: str


@dataclass(frozen=True, slots=True)
class FollowView:
    """The button with which a line is followed, or no longer; `signals` are those that this reader may see of it.

    `why_not` says why there is no button.
    """

    name: LineInWords
    why_not: str
    follow_address: str
    subscription: Subscription | None
    signals: tuple[SignalRow, ...]


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """One line that someone follows. `rests` says why nobody looks at it now."""

    subscription: Subscription
    name: LineInWords | None
    address: str
    rests: str
    signals: tuple[SignalRow, ...]


def change_text(signal: Signal) -> str:
    """Return the change of a signal in words; nothing when its indicator is no longer defined."""
    try:
        return change_in_words(signal.series.line, signal.change)
    except NoSuchLine:
        return ""


def name_of(line: Line) -> LineInWords | None:
    """Return what a line is called, None when its indicator is no longer defined."""
    try:
        return line_in_words(line, current_home(), current_region())
    except NoSuchLine:
        return None


def _rows(subscription: Subscription) -> tuple[SignalRow, ...]:
    series = queries.series_of(subscription)
    return tuple(SignalRow(one, change_text(one)) for one in queries.signals_in(series)) if series else ()


def follow_view(line: Line, user: Any) -> FollowView | None:
    """Return the button for a line; None when the line is not defined."""
    name = name_of(line)
    if name is None:
        return None
    query = address_of(line).partition("?")[2]
    found = queries.subscription_on(line, user)
    return FollowView(
        name=name,
        why_not=why_not_followed(line),
        follow_address=reverse("signals:follow", args=[line.indicator_id]) + (f"?{query}" if query else ""),
        subscription=found,
        signals=_rows(found) if found else (),
    )


def _rests(subscription: Subscription, name: LineInWords | None) -> str:
    if name is None:
        return _("Dit cijfer bestaat niet meer.")
    if queries.series_of(subscription) is None:
        return _("Dit valt nu buiten wat u mag zien. Het wordt niet bekeken.")
    return ""


def followed_rows(user: Any) -> list[FollowedRow]:
    """Return what a user follows, with what was found."""
    rows = []
    for one in queries.subscriptions_of(user).select_related("user", "user__organisation"):
        name = name_of(one.line)
        rests = _rests(one, name)
        rows.append(FollowedRow(one, name, "" if rests else address_of(one.line), rests, () if rests else _rows(one)))
    return rows
