"""What to expect of every indicator when nothing changes: worked out by the worker, from figures as readers see them.

The series are figures after the disclosure gate: what is hidden in one leaves no forecast of it, and a forecast of what is shown
tells nothing that was not shown. The newest periods may still change, so they are expected rather than known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Grain, Indicator, Unit
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import REGION
from regiewijzer.forecast.series import expected, fewest_periods
from regiewijzer.indicators.periods import MONTHS
from regiewijzer.indicators.settled import first_provisional, is_provisional, local_day
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures import compute_figures
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.vocabulary.periods import add_months, first_of_month

AHEAD = 12  # months after the newest whole one
MOST = 60  # periods that count
_COUNTED = (Unit.YOUTHS, Unit.PEOPLE, Unit.ORGANISATIONS)
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("indicator", "definition", "outcome", "municipality")),
        ("period", pa.date32()),
        *((name, pa.float64()) for name in ("expected", *QUANTILES)),
    ]
)


class _Series(NamedTuple):
    """A series of an indicator that can be forecast: its values up to `newest`, and the bounds of its unit."""

    outcome: str
    municipality: str | None
    unit: Unit
    newest: date
    values: tuple[float, ...]


class _Alike(NamedTuple):
    """What series must share to be forecast together."""

    newest: date
    length: int
    lowest: float | None
    highest: float | None


def requests_for(indicator: Indicator, moment: datetime, snapshot: int) -> list[Request]:
    """Return the requests for the past of an indicator: of the region, and per municipality where it is told apart."""
    first = add_months(first_of_month(local_day(moment)), -MOST * MONTHS[indicator.grain] - AHEAD)
    per = ((), ("municipality",)) if "municipality" in indicator.dimensions else ((),)
    return [Request(indicator.id, moment, snapshot=snapshot, by=by, first_period=first) for by in per]


def _known(figure: Figure, indicator: Indicator, moment: datetime) -> Mapping[tuple[str, str | None], dict[date, float]]:
    """Return the numbers that no longer change, by outcome and municipality."""
    since = first_provisional(moment, indicator.provisional.months)
    found: dict[tuple[str, str | None], dict[date, float]] = defaultdict(dict)
    for cell in figure.cells:
        if cell.value.number is not None and not is_provisional(cell.period, indicator.grain, since):
            found[cell.series, cell.dimensions[0] if cell.dimensions else None][cell.period] = float(cell.value.number)
    return found


def _tail(known: Mapping[date, float], grain: Grain) -> tuple[float, ...]:
    """Return the numbers of the newest periods that follow each other without a gap."""
    found: list[float] = []
    period = max(known)
    while period in known and len(found) < MOST:
        found.append(known[period])
        period = add_months(period, -MONTHS[grain])
    return tuple(reversed(found))


def _series(figures: Iterable[Figure], indicator: Indicator, moment: datetime) -> Iterator[_Series]:
    fewest = fewest_periods(12 // MONTHS[indicator.grain])
    for figure in figures:
        for (outcome, municipality), known in _known(figure, indicator, moment).items():
            values = _tail(known, indicator.grain)
            if len(values) >= fewest:
                yield _Series(outcome, municipality, indicator.outcome(outcome).unit, max(known), values)


def _alike(one: _Series) -> _Alike:
    lowest = None if min(one.values) < 0 else 0.0
    return _Alike(one.newest, len(one.values), lowest, 1.0 if one.unit is Unit.SHARE and max(one.values) <= 1 else None)


def _steps(newest: date, indicator: Indicator, moment: datetime, ahead: int) -> int:
    """Return how many periods lie between the newest that no longer changes and `ahead` months from the last whole month."""
    last = add_months(first_of_month(local_day(moment) + timedelta(1)), ahead - 1)
    months = (last.year - newest.year) * 12 + last.month - newest.month
    return max(1, months // MONTHS[indicator.grain])


def _number(value: float, unit: Unit) -> float:
    """Return a number as it is told: people are counted in fives, as in the figures that it follows from."""
    return float(5 * round(value / 5)) if unit in _COUNTED else float(value)


def _rows(
    together: Sequence[_Series], alike: _Alike, indicator: Indicator, moment: datetime, ahead: int
) -> Iterator[dict[str, object]]:
    step = MONTHS[indicator.grain]
    told = expected(
        np.array([one.values for one in together]),
        _steps(alike.newest, indicator, moment, ahead),
        period=12 // step,
        lowest=alike.lowest,
        highest=alike.highest,
    )
    for number, one in enumerate(together):
        about: dict[str, object] = {"indicator": indicator.id, "definition": indicator.definition_version}
        about |= {"outcome": one.outcome, "municipality": one.municipality}
        for place in range(told.point.shape[1]):
            period = add_months(one.newest, (place + 1) * step)
            likely = zip(QUANTILES, told.quantiles[number, place], strict=True)
            quantiles = {name: _number(value, one.unit) for name, value in likely}
            yield {**about, "period": period, "expected": _number(told.point[number, place], one.unit), **quantiles}


def expected_rows(
    home: Home, indicator: Indicator, moment: datetime, snapshot: int, *, ahead: int = AHEAD
) -> Iterator[dict[str, object]]:
    """Yield what is expected of one indicator (rows as in SCHEMA) up to `ahead` months after the newest whole one."""
    figures = compute_figures(home, requests_for(indicator, moment, snapshot), REGION)
    groups: dict[_Alike, list[_Series]] = defaultdict(list)
    for one in _series(figures, indicator, moment):
        groups[_alike(one)].append(one)
    for alike, together in groups.items():
        yield from _rows(together, alike, indicator, moment, ahead)


def expected_table(home: Home, moment: datetime, snapshot: int) -> pa.Table:
    """Return what is expected of every monthly and quarterly indicator, of the region and per municipality (SCHEMA).

    As known at `moment` (UTC, without zone) in that snapshot. A series with a gap or too short a history is not in it.
    """
    wanted = [one for one in load_indicators().values() if one.grain is not Grain.YEAR]
    rows = [row for one in wanted for row in expected_rows(home, one, moment, snapshot)]
    return pa.Table.from_pylist(rows, SCHEMA)
