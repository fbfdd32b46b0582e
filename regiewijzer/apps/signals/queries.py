"""Everything that signals read."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from regiewijzer.apps.accounts.service import Permission, may, scope_of
from regiewijzer.apps.monitor.service import Line
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.apps.signals.series import Series, series_for
from regiewijzer.figures.scope import OutsideScope


def subscriptions_of(user: Any) -> QuerySet[Subscription]:
    """Return what a user follows."""
    return Subscription.objects.filter(user=user)


def subscription(subscription_id: int, user: Any) -> Subscription | None:
    """Return one subscription of this user, None for another's."""
    return subscriptions_of(user).filter(pk=subscription_id).first()


def subscription_on(line: Line, user: Any) -> Subscription | None:
    """Return the subscription of this user on a line, if there is one."""
    found = subscriptions_of(user).filter(indicator_id=line.indicator_id, outcome=line.outcome, choice=line.choice)
    return found.first()


def series_of(subscription: Subscription) -> Series | None:
    """Return what is worked out for a subscription; None when its line is no longer within what the person may see."""
    if not may(subscription.user, Permission.VIEW_FIGURES):
        return None
    try:
        return series_for(subscription.line, scope_of(subscription.user))
    except OutsideScope:
        return None


def followed() -> Mapping[Series, list[Subscription]]:
    """Return every series that someone follows and may see, with the subscriptions on it."""
    found: dict[Series, list[Subscription]] = {}
    for one in Subscription.objects.select_related("user", "user__organisation"):
        series = series_of(one)
        if series:
            found.setdefault(series, []).append(one)
    return found


def signals_in(series: Series) -> QuerySet[Signal]:
    """Return the signals of a series, newest first."""
    line = series.line
    return Signal.objects.filter(
        indicator_id=line.indicator_id,
        outcome=line.outcome,
        choice=line.choice,
        municipalities=series.municipalities,
        providers=series.providers,
        published_only=series.published_only,
    )


def signal_for(signal_id: Any, user: Any) -> Signal | None:
    """Return a signal, None when there is none that this user may see."""
    found = Signal.objects.select_related("remark").filter(pk=signal_id).first()
    return found if found and found.series.may_be_seen_in(scope_of(user)) else None
