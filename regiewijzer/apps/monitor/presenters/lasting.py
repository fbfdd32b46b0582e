"""A change that lasts: in words that ask a question and accuse nobody."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.presenters.subject import Subject, series_of
from regiewijzer.definitions.indicators_types import Aggregation, Grain, Outcome, Series, Unit
from regiewijzer.figures.figure import Cell
from regiewijzer.indicators.change_detection import FEWEST_REFERENCE, Direction, Observed, Signal, can_be_told, changes_of
from regiewijzer.indicators.change_detection_measured import Measured, measured_can_be_told, measured_changes_of
from regiewijzer.web import numbers

REFERENCE = 24  # periods that are the course to compare with, where there are twice as many
COUNTS = (Aggregation.COUNT_DISTINCT, Aggregation.COUNT)
_PEOPLE = (Unit.YOUTHS, Unit.PEOPLE)
_ROUNDED_TO = {Unit.DAYS: 1.0, Unit.SHARE: 0.01, Unit.HOURS: 1.0, Unit.NUMBER: 0.01, Unit.SCORE: 0.1}


class Rule(StrEnum):
    """By which rule a line is judged: what chance does follows from what is counted, or is learned from the course itself."""

    COUNTED = "counted"
    MEASURED = "measured"


class NotJudged(StrEnum):
    """Why no rule judges a line."""

    YEARLY = "yearly"  # five years are five numbers
    LIMIT = "limit"  # it moves with the value that it is around


def rule_for(series: Series, outcome: Outcome, grain: Grain) -> Rule | NotJudged:
    """Return by which rule an outcome is judged, or why by none."""
    if grain is Grain.YEAR:
        return NotJudged.YEARLY
    if outcome.is_limit:
        return NotJudged.LIMIT
    is_count_of_people = series.aggregation is Aggregation.SUM and outcome.unit in _PEOPLE
    is_counted = series.aggregation in (*COUNTS, Aggregation.SHARE, Aggregation.RATE) or is_count_of_people
    return Rule.COUNTED if is_counted else Rule.MEASURED


def _settled(subject: Subject, outcome: Outcome) -> list[Cell]:
    """Return the settled periods of which the value is shown, in order; what is hidden or unknown is no observation."""
    cells = (cell for cell in subject.figure.cells if cell.series == outcome.code and cell.value.number is not None)
    return sorted((cell for cell in cells if not subject.is_provisional(cell.period)), key=lambda cell: cell.period)


def _observed(cells: Sequence[Cell], aggregation: Aggregation) -> Iterator[Observed]:
    """Yield what was counted and over what."""
    for cell in cells:
        number, base = cell.value.number or 0, cell.base.number if cell.base else None
        if aggregation is Aggregation.SHARE:
            if base:
                yield Observed(cell.period, float(number) * base, float(base))
        elif aggregation is not Aggregation.RATE:
            yield Observed(cell.period, float(number))
        elif base and number:
            yield Observed(cell.period, float(base), base / float(number))


def _reference(periods: Sequence[object]) -> int:
    return max(FEWEST_REFERENCE, min(REFERENCE, len(periods) // 2))


def lasting_changes(subject: Subject, outcome: Outcome) -> tuple[Signal, ...] | None:
    """Return the changes of this outcome that are more than chance and last, oldest first; None when nothing can be told."""
    series = series_of(subject.indicator, outcome.code)
    cells, rule = _settled(subject, outcome), rule_for(series, outcome, subject.grain)
    if rule is Rule.COUNTED:
        counted = list(_observed(cells, series.aggregation))
        periods = _reference(counted)
        return changes_of(counted, reference_periods=periods) if can_be_told(counted, reference_periods=periods) else None
    if rule is not Rule.MEASURED:
        return None
    step = _ROUNDED_TO.get(outcome.unit, 0.0)
    measured = [Measured(cell.period, float(cell.value.number or 0), step) for cell in cells]
    periods = _reference(measured)
    told = measured_can_be_told(measured, reference_periods=periods)
    return measured_changes_of(measured, reference_periods=periods) if told else None


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
