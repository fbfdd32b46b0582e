"""The rule for fixed publications: a value is exact or it is not there, and what is not there cannot be worked out.

What is sensitive is decided by the same gate as everywhere. Hidden values of sums, counts and quotients are protected by hiding
others; for that a quotient counts as what is divided, since who knows by what it is divided knows that too.
"""

from typing import NamedTuple

from regiewijzer.definitions.indicators_types import Aggregation, Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.disclosure.small_numbers import (
    MINIMUM_COUNT,
    ROUND_CENTS_TO,
    ROUND_HOURS_TO,
    WHOLE_EURO,
    protect_count,
    protect_mean,
    rounded,
)
from regiewijzer.figures.figure import Cell
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import HIDDEN, Value, ValueState, shown

MARGIN = 0.1  # part of a hidden amount that an attacker must stay away from, up and down

_QUOTIENTS = (Aggregation.SHARE, Aggregation.RATE, Aggregation.RATIO)
_ADDED = (Aggregation.COUNT_DISTINCT, Aggregation.COUNT, Aggregation.SUM)


class Amount(NamedTuple):
    """What of a value adds up, whether it must be hidden, and how far an attacker must be kept from it, up and down.

    `step`: two values of it that lie closer together than this give a small number away; nought when they never do.
    """

    value: float
    is_sensitive: bool
    up: float = 0.0
    down: float = 0.0
    step: float = 0.0


def is_sensitive(cell: MeasuredCell, *, by_provider: bool) -> bool:
    """Tell whether the gate hides the value for itself: few people, a whole group at 0 or 100 %, one provider behind money."""
    return through_gate(cell, detail=Detail.GATED, by_provider=by_provider).value.state is ValueState.HIDDEN


def added(cell: MeasuredCell) -> float | None:
    """Return what of the value adds up over municipalities, forms of care and the like; None when nothing does (a median)."""
    if cell.number is None or cell.is_limit:
        return None
    if cell.aggregation in _QUOTIENTS:
        return float(cell.part)
    if cell.aggregation is Aggregation.MEAN:
        return float(round(cell.number * cell.whole))
    return float(cell.number) if cell.aggregation in _ADDED or cell.aggregation is None else None


def _of_people(cell: MeasuredCell) -> bool:
    """Tell whether what adds up is a number of people, so that the threshold is about it."""
    is_count = cell.unit in (Unit.YOUTHS, Unit.PEOPLE, Unit.SHARE) or cell.aggregation is Aggregation.RATE
    return is_count and isinstance(cell.part if cell.aggregation in _QUOTIENTS else cell.number, int)


def _distance(cell: MeasuredCell, value: float) -> tuple[float, float]:
    """Return how far an attacker must be kept from a sensitive value: few people might be ten as well, or fewer."""
    if cell.beside_whole_group:
        return (float(MINIMUM_COUNT) if _of_people(cell) else 1.0), 0.0
    if not _of_people(cell):
        return (max(MARGIN * abs(value), 1.0),) * 2
    rest = cell.whole - value if cell.aggregation is Aggregation.SHARE else MINIMUM_COUNT
    up = MINIMUM_COUNT - value if value < MINIMUM_COUNT else 1.0
    return up, min(value, max(1.0, MINIMUM_COUNT - float(rest)))


_STEPS = {Unit.CENTS: MINIMUM_COUNT * ROUND_CENTS_TO, Unit.HOURS: MINIMUM_COUNT * ROUND_HOURS_TO, Unit.ORGANISATIONS: 0}


def _step(cell: MeasuredCell) -> float:
    """Return how far two values must lie apart: ten young people, or about what ten of them cost in a month."""
    return float(_STEPS.get(cell.unit, MINIMUM_COUNT)) if cell.is_personal else 0.0


def amount_of(cell: MeasuredCell, *, by_provider: bool) -> Amount | None:
    """Return what of the cell adds up, with the protection it needs; None when nothing of it does."""
    value = added(cell)
    if value is None:
        return None
    if not is_sensitive(cell, by_provider=by_provider):
        return Amount(value, is_sensitive=False, step=_step(cell))
    return Amount(value, True, *_distance(cell, value), _step(cell))


def _exact(cell: MeasuredCell) -> float | int:
    """Return the value as it is printed: exact, but no finer than a reader can use."""
    assert cell.number is not None, cell.series
    is_quotient = cell.is_quotient or cell.aggregation is Aggregation.SHARE
    match cell.unit:
        case Unit.SHARE:
            return round(float(cell.number), 3)
        case Unit.CENTS:
            return rounded(round(cell.number), WHOLE_EURO)
        case Unit.PER_1000 | Unit.PER_10000:
            return round(float(cell.number), 1)
        case Unit.YOUTHS | Unit.PEOPLE | Unit.ORGANISATIONS if not is_quotient:
            return round(cell.number)
        case Unit.DAYS:
            return round(cell.number)
        case _ if cell.is_limit:
            return round(float(cell.number), 2)
        case _ if is_quotient or cell.aggregation is Aggregation.MEDIAN_P90:
            return protect_mean(float(cell.number), MINIMUM_COUNT, float(cell.whole)) or 0.0
        case _:
            return round(cell.number)


def published(cell: MeasuredCell, *, is_hidden: bool) -> Cell:
    """Return the cell of a fixed publication. The number behind a value stays rounded: it is no part of what is protected."""
    if cell.number is None and not (is_hidden and cell.beside_whole_group):
        return Cell(cell.period, cell.dimensions, cell.series, Value(cell.state))
    if is_hidden:
        return Cell(cell.period, cell.dimensions, cell.series, HIDDEN, None if cell.base is None else HIDDEN)
    base = None if cell.base is None else protect_count(cell.base) if cell.is_personal else cell.base
    behind = None if cell.base is None else HIDDEN if base is None else shown(base)
    return Cell(cell.period, cell.dimensions, cell.series, shown(_exact(cell)), behind)
