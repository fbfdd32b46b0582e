"""The tables of a forecast that are kept: every cell and month in parts, sums with intervals, and how good earlier ones were."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.backtest import COMBINED, PRACTICE, cases
from regiewijzer.forecast.care_replay import QUANTITIES as OF_QUANTITIES
from regiewijzer.forecast.conformal import LEVELS
from regiewijzer.forecast.hierarchy import Level
from regiewijzer.forecast.replay import SETTLED, Interval, Replay, Vintage
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import Projection
from regiewijzer.forecast.universe import BOTTOM, DIMENSIONS, Window, year_window
from regiewijzer.pipeline.forecast_published import Row
from regiewijzer.pipeline.forecast_words import OPINION, QUANTILES, QUANTITIES
from regiewijzer.vocabulary.periods import month_start

SUMMED: tuple[Level, ...] = ((), ("municipality",), ("product",), ("municipality", "product"))
OF_CARE: tuple[Level, ...] = SUMMED[:3]  # of both together there are too few trajectories to say much
MONTHS_AHEAD = 18
assert tuple(OF_QUANTITIES) == QUANTITIES, "the names of the quantities are those of the model"
assert tuple(f"q{1000 * level:03.0f}" for level in LEVELS) == QUANTILES, "the names of the quantiles are those of the model"


def _codes(level: Level, name: Sequence[str]) -> dict[str, str | None]:
    """Return the codes of a node by dimension; None where it is a sum over that dimension."""
    told = dict(zip(level, name, strict=True))
    return {dimension: told.get(dimension) for dimension in DIMENSIONS}


def _parts(projection: Projection, place: IntArray, raw: IntArray) -> dict[str, IntArray]:
    """Return the parts in whole cents (cells, months); with the opinion they add up to the raw row exactly."""
    parts = {}
    for name, values in projection.parts.items():
        parts[name] = np.zeros_like(raw)
        parts[name][place, : values.shape[1]] = np.rint(values).astype(np.int64)
    return {**parts, OPINION: raw - sum(parts.values())}


def cell_table(replay: Replay, row: Row, projection: Projection, place: IntArray, first: int, last: int) -> pa.Table:
    """Return raw and published cents with the parts per municipality, product, provider and month, from `first` to `last`."""
    months = slice(first - row.first, last + 1 - row.first)
    columns = {"raw": row.raw, "published": row.published, **_parts(projection, place, row.raw)}
    values = {name: column[:, months] for name, column in columns.items()}
    cell, month = np.nonzero(np.any([column != 0 for column in values.values()], axis=0))
    names = replay.universe.names(BOTTOM)
    told: dict[str, Any] = {
        dimension: pa.array([names[number][position] for number in cell], pa.string())
        for position, dimension in enumerate(DIMENSIONS)
    }
    told["month"] = pa.array([month_start(first + int(number)) for number in month], pa.date32())
    return pa.table(told | {name: pa.array(column[cell, month], pa.int64()) for name, column in values.items()})


def vintage_table(replay: Replay, rows: Sequence[Row]) -> pa.Table:
    """Return how the year of the newest vintage was published, and what the model said, at each vintage that reaches over it."""
    year = 12 * (replay.vintages[-1].vintage // 12)
    reaching = [
        (one.vintage, row)
        for one, row in zip(replay.vintages, rows, strict=True)
        if row.first <= year and year + 12 <= row.first + row.raw.shape[1]
    ]
    return pa.concat_tables(
        _vintage_rows(replay, level, vintage, row, slice(year - row.first, year + 12 - row.first))
        for level in SUMMED
        for vintage, row in reaching
    )


def _vintage_rows(replay: Replay, level: Level, vintage: int, row: Row, year: slice) -> pa.Table:
    codes = [_codes(level, name) for name in replay.universe.names(level)]
    columns = {one: pa.array([code[one] for code in codes], pa.string()) for one in DIMENSIONS}
    columns["vintage"] = pa.array([month_start(vintage)] * len(codes), pa.date32())
    for name, values in (("expected", row.published), ("raw", row.raw)):
        columns[name] = _cents(replay.universe.nodes(values[:, year].sum(axis=1).astype(np.float64), level))
    return pa.table(columns)


def windows_of(now: Vintage) -> Iterator[tuple[str, Window]]:
    """Yield the windows that get an interval, by name: this year and the next, and each month from five back."""
    reach = now.point.shape[1] - 1 - (now.vintage - now.first)
    for ahead in (0, 1):
        window = year_window(now.vintage, ahead)
        if now.vintage + window.start >= now.first and window.end <= reach:
            yield f"{month_start(now.vintage + window.start):%Y}", window
    for lead in range(-4, min(MONTHS_AHEAD, reach) + 1):
        if now.vintage + lead >= now.first:
            yield f"{month_start(now.vintage + lead):%Y-%m}", Window(lead, lead)


def _cents(values: FloatArray) -> pa.Array:
    return pa.array([None if np.isnan(one) else round(one) for one in values], pa.int64())


def _window_rows(replay: Replay, now: Vintage) -> Iterator[pa.Table]:
    for level in SUMMED:
        for label, window in windows_of(now):
            told = replay.interval(now, window, level)
            codes = [_codes(level, name) for name in told.names]
            columns = {one: pa.array([code[one] for code in codes], pa.string()) for one in DIMENSIONS}
            columns |= {"period": pa.array([label] * len(codes), pa.string()), "point": _cents(told.point)}
            yield pa.table(columns | {name: _cents(told.quantiles[:, place]) for place, name in enumerate(QUANTILES)})


def window_table(replay: Replay, now: Vintage) -> pa.Table:
    """Return point and quantiles in cents of years and months for region, municipality, product and both; null = cannot tell."""
    return pa.concat_tables(_window_rows(replay, now))


def _whole(values: FloatArray) -> pa.Array:
    return pa.array([None if np.isnan(one) else max(0, round(one)) for one in values], pa.int64())


def care_table(replays: Mapping[str, Replay]) -> pa.Table:
    """Return point and quantiles of what runs, begins and stops, in trajectories per sum and month; null = cannot tell."""
    return pa.concat_tables(_care_rows(replays))


def _care_rows(replays: Mapping[str, Replay]) -> Iterator[pa.Table]:
    for quantity, replay in replays.items():
        now = replay.vintages[-1]
        for level in OF_CARE:
            for label, window in _months_of(now):
                told = _care_interval(replay, now, window, level)
                codes = [_codes(level, name) for name in told.names]
                columns = {one: pa.array([code[one] for code in codes], pa.string()) for one in DIMENSIONS[:2]}
                columns["quantity"] = pa.array([quantity] * len(codes), pa.string())
                columns |= {"period": pa.array([label] * len(codes), pa.string()), "expected": _whole(told.point)}
                yield pa.table(columns | {name: _whole(told.quantiles[:, place]) for place, name in enumerate(QUANTILES)})


def _care_interval(replay: Replay, now: Vintage, window: Window, level: Level) -> Interval:
    """Return a month of a level; one that is settled is known and needs no interval."""
    if window.end > -SETTLED:
        return replay.interval(now, window, level)
    point = replay.universe.nodes(now.sums(now.point, window), level)
    return Interval(level, window, replay.universe.names(level), point, np.full((len(point), len(QUANTILES)), np.nan))


def _months_of(now: Vintage) -> Iterator[tuple[str, Window]]:
    """Yield every month of a forecast of care, by name: two years back and as far ahead as cost goes."""
    reach = now.point.shape[1] - 1 - (now.vintage - now.first)
    for lead in range(max(now.first - now.vintage + 1, -23), min(MONTHS_AHEAD, reach) + 1):
        yield f"{month_start(now.vintage + lead):%Y-%m}", Window(lead, lead)


def population_table(snapshot: Snapshot) -> pa.Table:
    """Return the young people under 18 per municipality as known at the vintage, null = not delivered; the region first.

    The region is known where every municipality is.
    """
    known = [None if np.isnan(one) else int(one) for one in snapshot.population[:, -1]]
    told = [one for one in known if one is not None]
    names = [None, *snapshot.cells.municipalities.tolist()]
    people = [sum(told) if told and len(told) == len(known) else None, *known]
    return pa.table({"municipality": pa.array(names, pa.string()), "people": pa.array(people, pa.int64())})


def _history_rows(replay: Replay) -> Iterator[pa.Table]:
    for level in SUMMED:
        for case in cases(replay, level):
            names = replay.universe.names(level)
            codes = [_codes(level, name) for name in names]
            columns = {one: pa.array([code[one] for code in codes], pa.string()) for one in DIMENSIONS}
            columns["vintage"] = pa.array([month_start(case.vintage)] * len(names), pa.date32())
            columns |= {"forecast": _cents(case.forecasts[COMBINED]), "truth": _cents(case.truth)}
            practice = case.forecasts.get(PRACTICE, np.full(len(names), np.nan))
            columns["practice"] = _cents(practice)
            yield pa.table(columns | {name: _cents(case.quantiles[:, place]) for place, name in enumerate(QUANTILES)})


def history_table(replay: Replay) -> pa.Table | None:
    """Return how each earlier vintage saw its own year, in cents per node, with what came true; None while no year is over.

    practice: last year's outcome per euro committed, times what is committed now; null where there is no year before.
    """
    tables = list(_history_rows(replay))
    return pa.concat_tables(tables) if tables else None
