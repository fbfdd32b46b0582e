"""The gate: the only place where a measured cell becomes a cell of a figure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from regiewijzer.definitions.indicators_types import Aggregation, Unit
from regiewijzer.disclosure.small_numbers import (
    MINIMUM_COUNT,
    ROUND_CENTS_TO,
    ROUND_TO,
    WHOLE_EURO,
    is_small,
    protect_amount,
    protect_count,
    protect_days,
    protect_hours,
    protect_mean,
    protect_mean_amount,
    protect_rate,
    protect_share,
)
from regiewijzer.figures.figure import Cell
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import HIDDEN, Value, ValueState, shown

Contributions = tuple[float, float]  # of the two largest providers, parts of an amount

_QUOTIENTS = (Aggregation.RATIO, Aggregation.RATE, Aggregation.MEAN)


class MeasuredCell(NamedTuple):
    """A cell before the gate: never shown, never stored. A tuple, for a page may make a hundred thousand.

    `number` is the exact value, None when there is none (then `state` says why). `part` and `whole` are the numbers
    behind a share, ratio or rate, which is their quotient times `per`. `youths` is the number of distinct youths (from ten
    on: at least so many), `people` that of people who were counted beforehand, `base` what the value is taken over (youths,
    trajectories, requests, lines), None when there is nothing to say.
    `largest_contribution` is the part of an amount that one provider brings, between 0 and 1, `second_contribution` that of the
    next. A value that is not about people (`is_personal`: budgets, organisations) has no threshold. `is_limit`: a limit of chance
    around the value; what was expected follows from it, so it is rounded, and hidden with the value. `beside`: the youths beside
    those of the largest organisation, where none is named: it knows its own. Of what is added up these are the youths that are in
    the rows of others. `beside_whole_group`: nobody is in it, and everyone of the group is in one other cell.
    """

    period: date
    dimensions: tuple[str, ...]
    series: str
    unit: Unit
    number: float | int | None
    youths: int = 0
    base: int | None = 0
    part: float | int = 0
    whole: float | int = 0
    largest_contribution: float = 0.0
    state: ValueState = ValueState.SHOWN
    people: int = 0
    is_personal: bool = True
    aggregation: Aggregation | None = None
    per: int = 1
    is_limit: bool = False
    beside: int | None = None
    second_contribution: float = 0.0
    beside_whole_group: bool = False

    @property
    def behind(self) -> int:
        """How many people are behind the value."""
        return self.youths + self.people

    @property
    def is_quotient(self) -> bool:
        """Whether it is a mean, ratio or rate."""
        return self.aggregation in _QUOTIENTS


def _share(cell: MeasuredCell) -> float | None:
    """Return a share; of hours or places, or beyond 100 %, it has no part and rest of people, only people behind it."""
    part, whole = cell.part, cell.whole
    if isinstance(part, int) and isinstance(whole, int) and 0 <= part <= whole:
        return protect_share(part, whole, cell.behind)
    assert cell.number is not None
    return None if cell.behind < MINIMUM_COUNT else round(cell.number, 2)


def _amount(cell: MeasuredCell, known: Contributions) -> int | None:
    """Return an amount; one per so many people is worked out from the rounded total, or the total would follow from it."""
    assert cell.number is not None, cell.series
    if cell.aggregation is Aggregation.MEAN:
        return protect_mean_amount(cell.number, cell.behind, *known)
    if cell.aggregation is not Aggregation.RATIO:
        return protect_amount(int(cell.number), cell.behind, *known)
    total = protect_amount(int(cell.part), cell.behind, *known)
    return None if total is None else round(total / cell.whole * cell.per / WHOLE_EURO) * WHOLE_EURO


def _number(cell: MeasuredCell) -> float | int | None:
    """Return a number without a unit: something counted, or a mean or quotient."""
    assert cell.number is not None, cell.series
    if not cell.is_quotient:
        return None if is_small(cell.behind) else protect_count(int(cell.number))
    if cell.is_limit:
        return None if cell.behind < MINIMUM_COUNT else round(cell.number, 2)
    return protect_mean(cell.number, cell.behind, float(cell.whole))


def _protected(cell: MeasuredCell, known: Contributions) -> float | int | None:
    """Return the number of a cell that is about people as it may be published."""
    assert cell.number is not None, cell.series
    match cell.unit:
        case Unit.YOUTHS | Unit.PEOPLE:
            return None if is_small(cell.behind) else protect_count(int(cell.number))
        case Unit.SHARE:
            return _share(cell)
        case Unit.DAYS:
            return protect_days(cell.number, cell.behind)
        case Unit.CENTS:
            return _amount(cell, known)
        case Unit.HOURS if not cell.is_quotient and cell.aggregation is not Aggregation.MEDIAN_P90:
            return protect_hours(cell.number, cell.behind)
        case Unit.HOURS | Unit.SCORE:
            return protect_mean(cell.number, cell.behind, float(cell.whole))
        case Unit.NUMBER:
            return _number(cell)
        case Unit.PER_1000 | Unit.PER_10000:
            return protect_rate(int(cell.part), float(cell.whole), cell.per)
        case Unit.ORGANISATIONS:
            return cell.number


def _unprotected(cell: MeasuredCell, known: Contributions) -> float | int | None:
    """Return the number of a cell that is about nobody: as it is, but money keeps the rule of dominance and its rounding."""
    assert cell.number is not None, cell.series
    if cell.unit is not Unit.CENTS or cell.aggregation is Aggregation.MEAN:
        return cell.number
    return _amount(cell, known)


def _value(number: float | int | None) -> Value:
    return HIDDEN if number is None else shown(number)


def _base(cell: MeasuredCell, value: Value) -> Value | None:
    if cell.base is None:
        return None
    if value is HIDDEN:
        return HIDDEN
    return _value(protect_count(cell.base)) if cell.is_personal else shown(cell.base)


def through_gate(cell: MeasuredCell, *, detail: Detail, by_provider: bool) -> Cell:
    """Return the cell as this detail may see it. `by_provider`: the reader asked per provider, so dominance tells nothing new."""
    if detail is not Detail.EXACT and (cell.beside_whole_group or (cell.beside is not None and is_small(cell.beside))):
        return Cell(cell.period, cell.dimensions, cell.series, HIDDEN, None if cell.base is None else HIDDEN)
    if cell.number is None:
        return Cell(cell.period, cell.dimensions, cell.series, Value(cell.state))
    if detail is Detail.EXACT:
        base = None if cell.base is None else shown(cell.base)
        return Cell(cell.period, cell.dimensions, cell.series, shown(cell.number), base)
    known = (0.0, 0.0) if by_provider else (cell.largest_contribution, cell.second_contribution)
    value = _value(_protected(cell, known) if cell.is_personal else _unprotected(cell, known))
    return Cell(cell.period, cell.dimensions, cell.series, value, _base(cell, value))


def gate_report(cells: Iterable[Cell], detail: Detail) -> Mapping[str, int | str]:
    """Return what the gate did, for the passport: rule, threshold, rounding, number of cells hidden."""
    if detail is Detail.EXACT:
        return {"rule": "exact", "hidden": 0}
    hidden = sum(cell.value.state is ValueState.HIDDEN for cell in cells)
    return {
        "rule": "threshold and rounding",
        "threshold": MINIMUM_COUNT,
        "rounding": ROUND_TO,
        "rounding_cents": ROUND_CENTS_TO,
        "hidden": hidden,
    }
