"""Everything that signals write: one transaction and one audit event each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.monitor.service import Line
from regiewijzer.apps.post.service import Topic, notify
from regiewijzer.apps.remarks.service import add_note
from regiewijzer.apps.signals import questions
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.apps.signals.series import Series
from regiewijzer.apps.signals.states import State
from regiewijzer.indicators.change_detection import Signal as Change


@transaction.atomic
def follow(*, user: Any, line: Line) -> Subscription:
    """Follow a line; who follows it already goes on doing so."""
    found, made = Subscription.objects.get_or_create(
        user=user, indicator_id=line.indicator_id, outcome=line.outcome, choice=line.choice
    )
    if made:
        details = {"outcome": line.outcome, "choice": line.choice}
        record_event("line_followed", actor=user.username, subject=line.indicator_id, details=details)
    return found


@transaction.atomic
def stop(*, subscription: Subscription, by: Any) -> None:
    """Follow a line no longer. Its signals stay."""
    line = subscription.line
    subscription.delete()
    details = {"outcome": line.outcome, "choice": line.choice}
    record_event("line_left", actor=by.username, subject=line.indicator_id, details=details)


@transaction.atomic
def open_signal(
    *, series: Series, change: Change, day: date, words: questions.Words, followers: Sequence[Subscription]
) -> Signal:
    """Keep a new change, ask what it is about, and tell everyone who follows the line, each once."""
    signal = Signal.objects.create(
        indicator_id=series.line.indicator_id,
        outcome=series.line.outcome,
        choice=series.line.choice,
        municipalities=series.municipalities,
        providers=series.providers,
        published_only=series.published_only,
        direction=change.direction,
        began=change.began,
        seen_in=change.period,
        ratio=change.ratio,
        found_on=day,
        looked_on=day,
    )
    signal.remark = questions.ask(signal, words, [one.user for one in followers])
    signal.save(update_fields=["remark"])
    record_event("signal_opened", actor="worker", subject=str(signal.pk), details={"indicator": signal.indicator_id})
    _tell(signal, words, followers)
    return signal


def _tell(signal: Signal, words: questions.Words, followers: Sequence[Subscription]) -> None:
    for one in followers:
        notify(
            users=[one.user],
            topic=Topic.SIGNAL,
            subject=f"Een verandering die aanhoudt / a change that lasts: {words.title}",
            address=reverse("signals:signal", args=[signal.pk]),
            stop_address=reverse("signals:stop", args=[one.pk]),
        )


@transaction.atomic
def see_again(*, signal: Signal, change: Change, day: date) -> None:
    """Note that a change is (again) in the figures, with where it seems to begin now."""
    signal.began, signal.seen_in, signal.ratio = change.began, change.period, change.ratio
    _move(signal, State.VISIBLE, day)


@transaction.atomic
def miss(*, signal: Signal, day: date) -> None:
    """Note that a change is no longer in the figures, also at its question. The signal stays: someone was told of it."""
    was_there = signal.state != State.GONE
    _move(signal, State.GONE, day)
    if was_there and signal.remark:
        add_note(remark=signal.remark, text=questions.gone(day))


@transaction.atomic
def doubt(*, signal: Signal, day: date) -> None:
    """Note that it cannot be told now whether the change is there: too little of the line is shown."""
    if signal.state != State.GONE:
        _move(signal, State.UNCLEAR, day)


def _move(signal: Signal, state: State, day: date) -> None:
    if signal.state != state:
        record_event(f"signal_{state.value}", actor="worker", subject=str(signal.pk))
    signal.state, signal.looked_on = state, day
    signal.save()
