"""From a measure to the number of each outcome of a series, and to the cell that the gate gets."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from regiewijzer.definitions.indicators_types import Aggregation, Outcome, Series
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.grouping import Measure, Number
from regiewijzer.indicators.levels import Dimensions
from regiewijzer.indicators.limits import funnel_limits

Found = float | int | None


def plain(number: Number | float | None) -> Found:
    """Return a number of the database as one of Python: whole when it is whole."""
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else float(number)
    return number


def _quotient(series: Series, part: Number | None, whole: Number | None) -> Found:
    """Return the quotient; it does not exist without a denominator."""
    if part is None or not whole:
        return None
    return float(Decimal(part) / Decimal(whole) * series.per)


def _funnel(whole: Number | None) -> Sequence[Found]:
    return funnel_limits(float(whole)) if whole else (None,) * 4


def numbers(series: Series, measure: Measure | None) -> Sequence[Found]:
    """Return the number of each outcome of the series; without facts a count or sum is zero, anything else does not exist."""
    if measure is None:
        is_counted = series.aggregation in (Aggregation.COUNT_DISTINCT, Aggregation.SUM, Aggregation.COUNT)
        return (0 if is_counted else None,) * len(series.outcomes)
    match series.aggregation:
        case Aggregation.COUNT_DISTINCT:
            return (measure.youths,)
        case Aggregation.COUNT:
            return (measure.units,)
        case Aggregation.SUM:
            return (plain(measure.total),)
        case Aggregation.SHARE:
            return (_quotient(series, measure.total, measure.facts),)
        case Aggregation.MEAN:
            return (_quotient(series, measure.total, measure.amounts),)
        case Aggregation.RATE:
            return (_quotient(series, measure.youths, measure.weight),)
        case Aggregation.RATIO:
            limits = _funnel(measure.weight) if series.funnel else ()
            return (_quotient(series, measure.total, measure.weight), *limits)
        case Aggregation.MEDIAN_P90:
            return (measure.median, measure.p90)


def _base(series: Series, measure: Measure) -> int:
    """Return the number behind a value: people where it is about people, else what was counted."""
    match series.aggregation:
        case Aggregation.COUNT_DISTINCT | Aggregation.RATE:
            return measure.youths
        case Aggregation.COUNT:
            return measure.units
        case Aggregation.RATIO if measure.is_personal:
            return measure.told + measure.people
        case Aggregation.RATIO if measure.youths:
            return measure.youths
        case _:
            return measure.people or measure.facts


def _behind(number: Number | None) -> Found:
    """Return a number behind a quotient; a decimal (jobs, hours, places) is no count of people, also when it is whole."""
    return float(number) if isinstance(number, Decimal) else number


def _parts(series: Series, measure: Measure) -> tuple[Found, Found]:
    """Return the numbers behind a quotient: what is divided, and by what."""
    match series.aggregation:
        case Aggregation.SHARE:
            return plain(measure.total), measure.facts
        case Aggregation.RATE:
            return measure.youths, plain(measure.weight)
        case Aggregation.RATIO:
            return _behind(measure.total), _behind(measure.weight)
        case Aggregation.MEAN:
            return 0, measure.amounts
        case _:
            return 0, measure.facts


def _state(series: Series, number: Found, measure: Measure) -> ValueState:
    """Return why there is no number: a quotient of nothing does not exist, facts without a value were not delivered."""
    if number is not None:
        return ValueState.SHOWN
    is_of_nothing = series.aggregation in (Aggregation.RATIO, Aggregation.RATE) and measure.weight == 0
    return ValueState.NOT_APPLICABLE if is_of_nothing else ValueState.UNKNOWN


def cell(
    series: Series, outcome: Outcome, period: date, dimensions: Dimensions, number: Found, measure: Measure | None
) -> MeasuredCell:
    """Return the cell before the gate; `measure` is None when there were no facts."""
    if measure is None:
        state = ValueState.NOT_APPLICABLE if number is None else ValueState.SHOWN
        return MeasuredCell(period, dimensions, outcome.code, outcome.unit, number, state=state)
    part, whole = _parts(series, measure)
    return MeasuredCell(
        period,
        dimensions,
        outcome.code,
        outcome.unit,
        number,
        youths=measure.youths,
        base=None if outcome.is_limit else _base(series, measure),
        part=part or 0,
        whole=whole or 0,
        largest_contribution=measure.contributions[0],
        state=_state(series, number, measure),
        people=measure.people,
        is_personal=measure.is_personal,
        aggregation=series.aggregation,
        per=series.per,
        is_limit=outcome.is_limit,
        beside=measure.beside,
        second_contribution=measure.contributions[1],
    )


def undecided(outcome: Outcome, period: date, dimensions: Dimensions) -> MeasuredCell:
    """Return the cell of a period of which nothing can be said yet."""
    return MeasuredCell(period, dimensions, outcome.code, outcome.unit, None, state=ValueState.UNKNOWN)
