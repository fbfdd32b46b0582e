"""From measured figures to the tables that a release ties together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.disclosure.fixed import Amount
from regiewijzer.disclosure.tables import Codes, Dimensions, Table
from regiewijzer.figures.figure import Request
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import chosen_snapshot
from regiewijzer.pipeline.figures import MeasuredFigure, find_definition, measured_figures

Place = tuple[str, date, Dimensions]  # series, period, codes
Named = tuple[str, str, date, Codes]  # family, series, period and codes: one thing, in whatever table it stands


def where_of(request: Request) -> dict[str, str]:
    """Return the codes that a question is narrowed to, one per dimension."""
    return {name: codes[0] for name, codes in request.where}


def leaders_of(indicator: Indicator) -> dict[str, str]:
    """Return per outcome the one whose value adds up: a limit or a percentile is shown and hidden with it."""
    return {outcome.code: next(iter(series.outcomes)).code for series in indicator.series for outcome in series.outcomes}


def family_of(indicator_id: str, definition_version: str) -> str:
    """Return the name under which the series of an indicator stand together."""
    return f"{indicator_id} {definition_version}"


def named(table: Table, key: Dimensions) -> dict[str, Any]:
    """Return a cell in words that an audit can keep."""
    return {
        "indicator": table.family.partition(" ")[0],
        "series": table.series,
        "period": table.period.isoformat(),
        "dimensions": {**table.where, **dict(zip(table.by, key, strict=True))},
        "release": table.release,
    }


def tables_of(
    request: Request,
    family: str,
    amounts: Iterable[tuple[Place, Amount]],
    *,
    release: int = 0,
    hidden: frozenset[Place] = frozenset(),
) -> Iterator[Table]:
    """Yield one table per series and period."""
    found: dict[tuple[str, date], dict[Dimensions, Amount]] = {}
    for (series, period, key), amount in amounts:
        found.setdefault((series, period), {})[key] = amount
    for (series, period), cells in found.items():
        own = frozenset(key for key in cells if (series, period, key) in hidden)
        yield Table(family, series, period, request.by, cells, where_of(request), release, own)


def measured(home: Home, requests: Sequence[Request], versions: Sequence[str | None]) -> list[MeasuredFigure]:
    """Return what was measured for each request; those that share definition, moment and snapshot are measured together."""
    asked = [replace(one, snapshot=chosen_snapshot(home, one.snapshot)) for one in requests]
    together: dict[tuple[Any, ...], list[int]] = {}
    for number, (one, version) in enumerate(zip(asked, versions, strict=True)):
        together.setdefault((one.indicator, version, one.moment, one.snapshot), []).append(number)
    found: dict[int, MeasuredFigure] = {}
    for (indicator, version, *_), numbers in together.items():
        definition = find_definition(indicator, version)
        found |= zip(numbers, measured_figures(home, definition, [asked[one] for one in numbers], REGION), strict=True)
    return [found[number] for number in range(len(asked))]


def values_by_cell(tables: Iterable[Table]) -> dict[Named, Amount]:
    """Return the amounts by what they are of."""
    return {(one.family, one.series, one.period, one.codes(key)): found for one in tables for key, found in one.cells.items()}
