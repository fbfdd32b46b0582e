"""From the ledger, as known at the end of a month, to the columns that the forecast engine works on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.snapshot import Cells, Claims, Snapshot, Spells, check
from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_sql import (
    CLAIMS,
    CLAIMS_SINCE,
    FUNDING,
    POPULATION,
    TARIFFS,
    TRAJECTORIES,
)
from regiewijzer.pipeline.forecast_successors import successors_of
from regiewijzer.vocabulary.periods import month_start

Columns = Mapping[str, Any]
Triple = tuple[str, str, str]  # municipality, product, provider


class NothingKnown(LookupError):
    """There are no claims at the moment, so there is nothing to forecast from."""


def moment_of(vintage: int) -> datetime:
    """Return the last moment of the month."""
    return datetime.combine(month_start(vintage + 1), datetime.min.time()) - timedelta(microseconds=1)


def _columns(as_of: AsOf, sql: str, parameters: Sequence[object] = ()) -> Columns:
    found: Columns = as_of.connection.execute(sql, parameters).fetchnumpy()
    return {name: np.ma.filled(column, _blank(column)) for name, column in found.items()}


def _blank(column: Any) -> Any:
    return np.nan if column.dtype.kind == "f" else "" if column.dtype.kind in "OU" else -1


class _Names(NamedTuple):
    """Municipality, product and provider of the rows of one table."""

    municipality: list[str]
    product: list[str]
    provider: list[str]

    def triples(self) -> list[Triple]:
        return list(zip(*self, strict=True))


def _names(rows: Columns, successors: Mapping[str, str]) -> _Names:
    municipality = [successors.get(str(code), str(code)) for code in rows["municipality_code"]]
    return _Names(municipality, [str(one) for one in rows["product"]], [str(one) for one in rows["provider_code"]])


def numbered_cells(triples: Iterable[Triple], lump_sum: frozenset[str]) -> tuple[Cells, dict[Triple, int]]:
    """Return the cells of municipality, product and provider, and the number of each; `lump_sum`: providers without claims."""
    ordered = sorted(set(triples))
    codes = [sorted({one[place] for one in ordered}) for place in range(3)]
    numbers = [{code: number for number, code in enumerate(names)} for names in codes]
    columns = [np.array([numbers[place][one[place]] for one in ordered], dtype=np.int64) for place in range(3)]
    claims = np.array([code not in lump_sum for code in codes[2]], dtype=np.bool_)
    arrays = [np.array(names, dtype=np.str_) for names in codes]
    return Cells(arrays[0], arrays[1], arrays[2], columns[0], columns[1], columns[2], claims), {
        one: number for number, one in enumerate(ordered)
    }


def _spells(rows: Columns, cell: IntArray) -> Spells:
    stop, planned = (np.asarray(rows[name], dtype=np.float64) for name in ("stop", "planned"))
    return Spells(
        cell,
        np.asarray(rows["start"], dtype=np.float64),
        np.where(np.isnan(stop), np.inf, stop),
        np.asarray(rows["value"], dtype=np.float64),
        np.asarray(rows["start_known"], dtype=np.int64),
        np.where(np.isnan(stop), -1, np.asarray(rows["stop_known"], dtype=np.int64)),
        np.where(np.isnan(planned), np.inf, planned),
    )


def _claims(rows: Columns, cell: IntArray) -> Claims:
    return Claims(
        cell,
        np.asarray(rows["month"], dtype=np.int64),
        np.asarray(rows["known"], dtype=np.int64),
        np.asarray(rows["cents"], dtype=np.float64),
    )


def _prices(rows: Columns, cells: Cells, first: int, vintage: int) -> FloatArray:
    """Return the tariff index (products, months) to the end of the last year of which a tariff is known."""
    until = np.asarray(rows["until"], dtype=np.int64)
    months = max(int(until.max(initial=vintage + 1)), vintage + 1) - first
    codes = sorted(set(rows["product_code"]))
    table = np.full((len(codes), months), np.nan)
    place = {code: number for number, code in enumerate(codes)}
    product: dict[str, str] = {}
    for name, code, since, end, amount in zip(
        rows["product"], rows["product_code"], rows["since"], until, rows["amount"], strict=True
    ):
        table[place[code], max(0, int(since) - first) : max(0, int(end) - first)] = amount
        product[code] = str(name)
    return _mean_index(table, np.array([product[code] for code in codes], dtype=np.str_), cells)


def _mean_index(table: FloatArray, product: Any, cells: Cells) -> FloatArray:
    result = np.full((len(cells.products), table.shape[1]), np.nan)
    for number, code in enumerate(cells.products):
        own = table[product == code]
        own = own[np.isfinite(own).any(axis=1)]
        if len(own):
            index = own / np.nanmean(own, axis=1, keepdims=True)
            told = np.isfinite(index).any(axis=0)
            result[number, told] = np.nanmean(index[:, told], axis=0)
    return result


def _population(rows: Columns, successors: Mapping[str, str], cells: Cells, first: int, vintage: int) -> FloatArray:
    """Return the young people under 18 per month (municipalities, months): the count of a year holds from its January."""
    place = {str(code): number for number, code in enumerate(cells.municipalities)}
    result = np.full((len(place), vintage - first + 1), np.nan)
    by_year: dict[tuple[int, int], float] = {}
    for code, month, people in zip(rows["municipality_code"], rows["month"], rows["people"], strict=True):
        number = place.get(successors.get(str(code), str(code)))
        if number is not None:
            by_year[int(month), number] = by_year.get((int(month), number), 0.0) + float(people)
    for (month, number), people in sorted(by_year.items()):
        result[number, max(0, month - first) :] = people
    return result


def read_snapshot(as_of: AsOf, vintage: int) -> Snapshot:
    """Return what the ledger knew at the end of month `vintage`; the connection must stand at `moment_of(vintage)`.

    `NothingKnown` when there are no claims yet.
    """
    since = as_of.connection.execute(CLAIMS_SINCE).fetchone()
    if since is None or since[0] is None or since[0] > vintage:
        raise NothingKnown(f"no claims are known at the end of {month_start(vintage):%Y-%m}")
    first, successors = int(since[0]), successors_of(as_of)
    care = _columns(as_of, TRAJECTORIES, [month_start(vintage), vintage, vintage])
    claimed = _columns(as_of, CLAIMS, [first])
    care_names, claim_names = _names(care, successors).triples(), _names(claimed, successors).triples()
    lump_sum = frozenset(code for code, funding in as_of.connection.execute(FUNDING).fetchall() if funding == "task")
    cells, place = numbered_cells([*care_names, *claim_names], lump_sum)
    snapshot = Snapshot(
        vintage,
        first,
        cells,
        _spells(care, np.array([place[one] for one in care_names], dtype=np.int64)),
        _claims(claimed, np.array([place[one] for one in claim_names], dtype=np.int64)),
        _prices(_columns(as_of, TARIFFS, [vintage]), cells, first, vintage),
        _population(_columns(as_of, POPULATION), successors, cells, first, vintage),
    )
    check(snapshot)
    return snapshot


def snapshot_of(home: Home, vintage: int, snapshot: int | None = None) -> Snapshot:
    """Return what the ledger of a region knew at the end of a month, in that snapshot of the ledger (None = the newest)."""
    with open_as_of(home, moment_of(vintage), snapshot) as as_of:
        return read_snapshot(as_of, vintage)
