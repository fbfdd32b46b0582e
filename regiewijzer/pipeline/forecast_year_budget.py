"""Budgets of the year of a forecast and of later years, per form of care, with the money outside the claims (F6)."""

from typing import Any

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf
from regiewijzer.pipeline.forecast_budget_sql import YEAR_BUDGET
from regiewijzer.pipeline.forecast_successors import successors_of
from regiewijzer.pipeline.forecast_words import OUTSIDE

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("municipality", "care_form", "period", "version")),
        *((name, pa.int64()) for name in ("budget", *OUTSIDE)),
    ]
)

_AMOUNTS = ("budget", *OUTSIDE)


def _sum(rows: list[dict[str, Any]], name: str) -> int | None:
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known else None


def _of(rows: list[dict[str, Any]], keys: dict[str, Any], municipalities: set[str]) -> dict[str, Any]:
    """Return one row of many. Known only where every municipality told anything of it in that year."""
    versions = {row["version"] for row in rows if row["version"]}
    told: dict[str, Any] = {**keys, "version": versions.pop() if len(versions) == 1 else None}
    for name in _AMOUNTS:
        whole = {row["municipality"] for row in rows if row[name] is not None} >= municipalities
        told[name] = _sum(rows, name) if whole or name == "settlement" else None
    return told


def with_sums(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with those of all forms together (care_form None), and of the region (municipality None).

    A form without a budget has a budget of nought where the municipality has one for the year, and money outside the claims of
    nought where it has any: what is not booked on it is not there for it.
    """
    rows = []
    places = {row["municipality"] for row in found}
    periods = sorted({row["period"] for row in found})
    forms = sorted({row["care_form"] for row in found})
    for period in periods:
        own = []
        for place in sorted(places):
            of_place = [row for row in found if row["municipality"] == place and row["period"] == period]
            whole = _of(of_place, {"municipality": place, "care_form": None, "period": period}, {place})
            by_form = [_filled(of_place, whole, form) for form in forms]
            own += [whole, *by_form]
        for form in (None, *forms):
            of_form = [row for row in own if row["care_form"] == form]
            rows.append(_of(of_form, {"municipality": None, "care_form": form, "period": period}, places))
        rows += own
    return rows


def _filled(rows: list[dict[str, Any]], whole: dict[str, Any], form: str) -> dict[str, Any]:
    own = next((row for row in rows if row["care_form"] == form), {})
    keys = {**{name: whole[name] for name in ("municipality", "period", "version")}, "care_form": form}
    amounts = {name: own.get(name) if own.get(name) is not None else None if whole[name] is None else 0 for name in _AMOUNTS}
    return {**keys, **amounts}


def read_year_budgets(as_of: AsOf, first: int, last: int, step: float) -> pa.Table:
    """Return budget and money outside the claims per municipality, form and year from first to last, in cents (SCHEMA).

    `step`: yearly rise of tariffs, 0.03 = 3 %. care_form null = all together, municipality null = the region.
    """
    pairs = successors_of(as_of)
    found = as_of.connection.execute(YEAR_BUDGET, [first, last, list(pairs), list(pairs.values()), step]).to_arrow_table()
    return pa.Table.from_pylist(with_sums(found.to_pylist()), SCHEMA)
