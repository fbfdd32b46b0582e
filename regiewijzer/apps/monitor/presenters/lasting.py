"""A change that lasts: in words that ask a question and accuse nobody."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.presenters.subject import Subject, series_of
from regiewijzer.definitions.indicators_types import Aggregation, Grain, Outcome
from regiewijzer.indicators.change_detection import FEWEST_REFERENCE, Direction, Observed, Signal, can_be_told, changes_of
from regiewijzer.web import numbers

REFERENCE = 24  # periods that are the course to compare with, where there are twice as many
COUNTS = (Aggregation.COUNT_DISTINCT, Aggregation.COUNT)


def _observed(subject: Subject, outcome: Outcome) -> Iterator[Observed]:
    """Yield the settled periods with what was counted and over what; what is hidden or unknown is no observation."""
    aggregation = series_of(subject.indicator, outcome.code).aggregation
    for cell in subject.figure.cells:
        number, base = cell.value.number, cell.base.number if cell.base else None
        if cell.series != outcome.code or number is None or subject.is_provisional(cell.period):
            continue
        if aggregation in COUNTS:
            yield Observed(cell.period, float(number))
        elif aggregation is Aggregation.SHARE and base:
            yield Observed(cell.period, float(number) * base, float(base))
        elif aggregation is Aggregation.RATE and base and number:
            yield Observed(cell.period, float(base), base / float(number))


def can_be_judged(aggregation: Aggregation) -> bool:
    """Tell whether the rule can judge numbers that are worked out in this way: counts, shares and rates."""
    return aggregation in (*COUNTS, Aggregation.SHARE, Aggregation.RATE)


def lasting_changes(subject: Subject, outcome: Outcome) -> tuple[Signal, ...] | None:
    """Return the changes of this outcome that are more than chance and last, oldest first; None when nothing can be told."""
    observed = sorted(_observed(subject, outcome), key=lambda one: one.period)
    reference = max(FEWEST_REFERENCE, min(REFERENCE, len(observed) // 2))
    if not can_be_told(observed, reference_periods=reference):
        return None
    return changes_of(observed, reference_periods=reference)


def lasting_change(subject: Subject, outcome: Outcome) -> Signal | None:
    """Return the newest change that lasts; None when there is none, or nothing can be told."""
    return next(reversed(lasting_changes(subject, outcome) or ()), None)


def in_words(signal: Signal, grain: Grain) -> str:
    """Return the change in a sentence, with how large it is; what it comes from is not said, for nobody knows yet."""
    size = numbers.percent(abs(signal.ratio - 1), 0)
    text = _("blijvend hoger sinds %(period)s, ongeveer %(size)s")
    if signal.direction is Direction.DOWN:
        text = _("blijvend lager sinds %(period)s, ongeveer %(size)s")
    return text % {"period": grains.label(signal.began, grain), "size": size}
