"""Four years after this one: cost and care per municipality and form of care, with the ageing of the population.

This year and the next are what is published. Later years follow the model from next year on, with an interval that widens.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from regiewijzer.forecast.ageing import monthly
from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio
from regiewijzer.forecast.forms import Forms, divided, form_cells, possible
from regiewijzer.forecast.hierarchy import Level
from regiewijzer.forecast.replay import Replay
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import cost, in_care, laws, starts, stops
from regiewijzer.forecast.universe import Window, year_window
from regiewijzer.forecast.years import YEAR, aged, horizon, widened, widening, years_of
from regiewijzer.pipeline.forecast_ageing import Ageing
from regiewijzer.pipeline.forecast_forms import FORM, LEVELS, Divisions, by_forms
from regiewijzer.pipeline.forecast_published import Row
from regiewijzer.pipeline.forecast_words import COST, QUANTILES, QUANTITIES
from regiewijzer.vocabulary.periods import month_start

WHOLE: tuple[Level, ...] = ((), ("municipality",))
MOST_GROWTH = 5.0  # times next year: beyond it a category of next to nothing would explode
_KEYS = ("quantity", "municipality", FORM, "period")
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in _KEYS),
        *((name, pa.float64()) for name in ("expected", *QUANTILES)),
    ]
)
AGEING = pa.schema([("municipality", pa.string()), ("period", pa.string()), ("people", pa.int64()), ("basis", pa.string())])


@dataclass(frozen=True)
class Base:
    """What is published, in the numbering of the replays: cents per cell, and the replays of cost and care with their forms."""

    snapshot: Snapshot
    place: IntArray
    row: Row
    replays: Mapping[str, Replay]
    by_form: Mapping[str, Replay]


def _factors(snapshot: Snapshot, ageing: Ageing, ahead: int) -> FloatArray:
    """Return the starts over those of the vintage that follow from the ages (cells, horizon)."""
    found = monthly(ageing.growth(), ageing.first_year, snapshot.vintage, ahead)
    return np.asarray(found[snapshot.cells.municipality, snapshot.cells.product])


def _per_year(values: FloatArray, quantity: str, snapshot: Snapshot, years: Sequence[int]) -> FloatArray:
    """Return values (cells, months) per year (cells, years): a sum, but of what runs the end of December."""
    found = np.zeros((len(values), len(years)))
    for place, year in enumerate(years):
        first = YEAR * year - snapshot.first
        months = values[:, max(0, first) : first + YEAR]
        found[:, place] = months[:, -1] if quantity == "in_care" else months.sum(axis=1)
    return found


def modelled(snapshot: Snapshot, ageing: Ageing) -> dict[str, FloatArray]:
    """Return what the model says of each quantity per year (cells, years), the year of the vintage first."""
    ahead = horizon(snapshot.vintage)
    law = laws(snapshot, ahead)
    older, law = aged(snapshot, law, _factors(snapshot, ageing, ahead))
    care, began = in_care(older, law), starts(older, law)
    told = {COST: cost(older, law), "in_care": care, "starts": began, "stops": stops(care, began)}
    return {name: _per_year(one.total, name, snapshot, years_of(snapshot.vintage)) for name, one in told.items()}


def _pairs(snapshot: Snapshot) -> IntArray:
    """Return the number of municipality x product of each cell."""
    return snapshot.cells.municipality * len(snapshot.cells.products) + snapshot.cells.product


def continued(snapshot: Snapshot, near: FloatArray, model: FloatArray) -> FloatArray:
    """Return the later years (cells, years - 2): next year as published (cells,), times the growth in the model after it.

    model (cells, years), this year first. Growth is that of municipality x product: of a cell alone it is mostly chance. A pair
    of which the model expects nothing next year follows the model itself.
    """
    pair = _pairs(snapshot)
    total = np.zeros((int(pair.max(initial=-1)) + 1, model.shape[1]))
    np.add.at(total, pair, model)
    following = np.repeat(total[:, 1:2], model.shape[1] - 2, axis=1)
    grown = np.clip(ratio(total[:, 2:], following, otherwise=1.0), 0.0, MOST_GROWTH)[pair]
    return np.where(following[pair] > 0, near[:, None] * grown, model[:, 2:])


def _published(base: Base, quantity: str) -> FloatArray:
    """Return what is published of this year and the next (universe, 2)."""
    replay = base.replays[quantity]
    now = replay.vintages[-1]
    values = base.row.published.astype(np.float64) if quantity == COST else now.point
    return _per_year(values, quantity, base.snapshot, years_of(now.vintage)[:2])


def yearly(base: Base, quantity: str, model: FloatArray) -> FloatArray:
    """Return the expectation per cell and year (universe, years), cost in whole cents."""
    near = _published(base, quantity)
    found = np.zeros((len(near), model.shape[1]))
    found[:, :2] = near
    found[base.place, 2:] = continued(base.snapshot, near[base.place, 1], model)
    return np.rint(found) if quantity == COST else found


def _forms_of_years(base: Base, quantity: str, values: FloatArray, forms: Forms, cells: Any) -> FloatArray:
    """Return values (universe, years) per pair of cell and form (pairs, years), with the same sums."""
    vintage = base.snapshot.vintage
    if quantity == COST:  # this year and the next to the cent as their months are
        first, published = base.row.first, base.row.published
        months = by_forms(forms, cells, published, first, vintage).astype(np.float64)
        near = _per_year(months, quantity, base.snapshot, years_of(vintage)[:2])
        later = by_forms(forms, cells, values[:, 2:].astype(np.int64), vintage + 1, vintage)
        return np.concatenate([near, later], axis=1)
    cell, form = possible(forms, cells)
    return np.asarray(divided(forms, cells, values, vintage + 1, vintage)[cell, form])


def _window(quantity: str, vintage: int, ahead: int) -> Window:
    year = year_window(vintage, ahead)
    return Window(year.end, year.end) if quantity == "in_care" else year


def _quantiles(replay: Replay, quantity: str, level: Level, point: FloatArray, history: float) -> FloatArray:
    """Return the quantiles (nodes, years, levels) of what is expected (nodes, years); NaN where too few vintages came true."""
    now = replay.vintages[-1]
    found = np.full((*point.shape, len(QUANTILES)), np.nan)
    for ahead in (0, 1):
        window = _window(quantity, now.vintage, ahead)
        if now.vintage - now.first + window.end < now.point.shape[1] and now.vintage + window.start >= now.first:
            found[:, ahead] = replay.interval(now, window, level).quantiles
    for ahead in range(2, point.shape[1]):
        factor = widening(now.vintage, ahead, history)
        found[:, ahead] = widened(point[:, ahead], point[:, 1], found[:, 1], factor)
    return found


def _rows(
    quantity: str, replay: Replay, level: Level, values: FloatArray, years: Sequence[int], history: float
) -> Iterator[dict[str, Any]]:
    point = replay.universe.nodes(values, level)
    likely = _quantiles(replay, quantity, level, point, history)
    for number, name in enumerate(replay.universe.names(level)):
        told = dict(zip(level, name, strict=True))
        for place, year in enumerate(years):
            limits = zip(QUANTILES, likely[number, place], strict=True)
            known = {one: None if np.isnan(value) else float(value) for one, value in limits}
            keys = {"quantity": quantity, "municipality": told.get("municipality"), FORM: told.get("product")}
            keys["period"] = str(year)
            yield {**keys, "expected": float(point[number, place]), **known}


def _in_universe(replay: Replay, cells: Any, values: FloatArray) -> FloatArray:
    """Return values of cells in the numbering of a replay."""
    place = replay.universe.place(cells)
    found = np.zeros((len(replay.universe), values.shape[1]))
    np.add.at(found, place, values)
    return found


def year_rows(base: Base, ageing: Ageing, divisions: Divisions, cells: Any) -> tuple[pa.Table, pa.Table]:
    """Return the years (SCHEMA), exact; and the cents per municipality, form, provider and year, which tell whose they are."""
    years, model = years_of(base.snapshot.vintage), modelled(base.snapshot, ageing)
    rows: list[dict[str, Any]] = []
    history = base.snapshot.months / YEAR
    by_provider = None
    for quantity in (COST, *QUANTITIES):
        forms = divisions.cost if quantity == COST else divisions.care
        values = yearly(base, quantity, model[quantity])
        pairs = form_cells(forms, cells)
        parts = _forms_of_years(base, quantity, values, forms, cells)
        if quantity == COST:
            by_provider = _by_provider(pairs, parts, years)
        for level in WHOLE:
            rows += _rows(quantity, base.replays[quantity], level, values, years, history)
        replay = base.by_form[quantity]
        for level in LEVELS:
            rows += _rows(quantity, replay, level, _in_universe(replay, pairs, parts), years, history)
    assert by_provider is not None
    return pa.Table.from_pylist(rows, SCHEMA), by_provider


def _by_provider(pairs: Any, parts: FloatArray, years: Sequence[int]) -> pa.Table:
    pair, year = np.nonzero(parts)
    told: dict[str, Any] = {name: pa.array(codes[pair], pa.string()) for name, codes in pairs.keys.items()}
    periods = np.array([str(one) for one in years])
    return pa.table({**told, "period": pa.array(periods[year], pa.string()), "cents": pa.array(parts[pair, year], pa.float64())})


_JUDGED = """
WITH by_provider AS (
    SELECT municipality, product, period, provider, sum(cents) AS cents
    FROM told
    GROUP BY GROUPING SETS (
        (period, provider), (municipality, period, provider), (product, period, provider),
        (municipality, product, period, provider)
    )
),
known AS (
    SELECT
        municipality, product, period,
        coalesce(max(abs(cents)) / nullif(sum(abs(cents)), 0), 0)::DOUBLE AS largest,
        coalesce(max(abs(cents), 2)[2] / nullif(sum(abs(cents)), 0), 0)::DOUBLE AS second
    FROM by_provider
    GROUP BY ALL
)
SELECT
    years.*, coalesce(people.youths, 0) AS youths, coalesce(people.beside, 0) AS beside,
    coalesce(known.largest, 1) AS largest, coalesce(known.second, 0) AS second
FROM years
LEFT JOIN known
    ON known.municipality IS NOT DISTINCT FROM years.municipality
    AND known.product IS NOT DISTINCT FROM years.care_form AND known.period = years.period
LEFT JOIN people
    ON people.municipality IS NOT DISTINCT FROM years.municipality
    AND people.product IS NOT DISTINCT FROM years.care_form
    AND people.period = CASE WHEN years.period = $1 THEN $1 ELSE $2 END
ORDER BY years.quantity, years.municipality NULLS FIRST, years.care_form NULLS FIRST, years.period
"""


def judged_years(years: pa.Table, by_provider: pa.Table, people: pa.Table, vintage: int) -> pa.Table:
    """Return the years with who is behind them: of this year all of it, of later years those of the vintage."""
    with duckdb.connect(config={"threads": 1}) as connection:
        for name, table in (("years", years), ("told", by_provider), ("people", people)):
            connection.register(name, table)
        periods = [f"{month_start(vintage):%Y}", f"{month_start(vintage):%Y-%m}"]
        return connection.execute(_JUDGED, periods).to_arrow_table()


def ageing_table(ageing: Ageing, municipalities: Sequence[str], years: Sequence[int]) -> pa.Table:
    """Return the people under 18 on 1 January of each year, of the region first (AGEING); null where nobody counted.

    basis: "projection" as delivered, "cohorts" who grow older, of the region "projection" only where all have one.
    """
    people = ageing.under_18()
    own = ["projection" if one else "cohorts" for one in ageing.projected]
    whole = "projection" if len(own) and ageing.projected.all() else "cohorts"
    rows = []
    for code, basis, counts in ((None, whole, people.sum(axis=0)), *zip(municipalities, own, people, strict=True)):
        for year in years:
            place = year - ageing.first_year
            count = counts[place] if 0 <= place < len(counts) else np.nan
            told = None if np.isnan(count) else round(float(count))
            rows.append({"municipality": code, "period": str(year), "people": told, "basis": basis if told is not None else None})
    return pa.Table.from_pylist(rows, AGEING)
