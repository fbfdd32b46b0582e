"""The gate: the only place where a measured cell becomes a cell of a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.small_numbers import (
    MINIMUM_COUNT,
    ROUND_CENTS_TO,
    ROUND_TO,
    protect_amount,
    protect_count,
    protect_days,
    protect_share,
)
from regiewijzer.figures.figure import Cell
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import HIDDEN, Value, ValueState, shown


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """A cell before the gate: never shown, never stored.

    `number` is the exact value, None when there is none (then `state` says why). `part` and `whole` are the numbers
    behind a share. `youths` is the number of distinct youths, `base` what the value is taken over (youths, trajectories,
    requests, lines). `largest_contribution` is the part of an amount that one provider brings, between 0 and 1.
    """

    period: date
    dimensions: tuple[str, ...]
    series: str
    unit: Unit
    number: float | int | None
    youths: int = 0
    base: int = 0
    part: int = 0
    whole: int = 0
    largest_contribution: float = 0.0
    state: ValueState = ValueState.SHOWN


def _protected(cell: MeasuredCell, *, by_provider: bool) -> float | int | None:
    assert cell.number is not None, cell.series
    match cell.unit:
        case Unit.YOUTHS:
            return protect_count(int(cell.number))
        case Unit.SHARE:
            return protect_share(cell.part, cell.whole, cell.youths)
        case Unit.DAYS:
            return protect_days(cell.number, cell.youths)
        case Unit.CENTS:
            return protect_amount(int(cell.number), cell.youths, 0.0 if by_provider else cell.largest_contribution)
        case _:
            raise NotImplementedError(cell.unit)


def _value(number: float | int | None) -> Value:
    return HIDDEN if number is None else shown(number)


def through_gate(cell: MeasuredCell, *, detail: Detail, by_provider: bool) -> Cell:
    """Return the cell as this detail may see it. `by_provider`: the reader asked per provider, so dominance tells nothing new."""
    if cell.number is None:
        return Cell(cell.period, cell.dimensions, cell.series, Value(cell.state))
    if detail is Detail.EXACT:
        return Cell(cell.period, cell.dimensions, cell.series, shown(cell.number), shown(cell.base))
    value = _value(_protected(cell, by_provider=by_provider))
    base = HIDDEN if value is HIDDEN else _value(protect_count(cell.base))
    return Cell(cell.period, cell.dimensions, cell.series, value, base)


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
