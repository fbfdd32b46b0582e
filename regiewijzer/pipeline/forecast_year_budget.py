"""Budgets of the year of a forecast and of later years, per form of care, with the money outside the claims (F6)."""

from typing import Any

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf
from regiewijzer.pipeline.forecast_snapshot import successors_of
from regiewijzer.pipeline.forecast_words import OUTSIDE

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("municipality", "care_form", "period", "version")),
        *((name, pa.int64()) for name in ("budget", *OUTSIDE)),
    ]
)

# Every year from $1 to $2. The newest version of the budget of a year counts; the accounts are no budget. Outside the claims a
# month counts as it was spent, else as planned; months of which nothing is known are the mean of the last twelve that are, raised
# by the yearly step of tariffs ($5) for each year between. care_form '' = booked without a form.
BUDGET = """
WITH place AS (
    SELECT municipality_code, coalesce($4[nullif(list_position($3, municipality_code), 0)], municipality_code) AS municipality
    FROM municipality
),
booked AS (
    SELECT
        municipality, year(year) AS year, version, coalesce(care_form, '') AS care_form, sum(amount_cents)::BIGINT AS budget
    FROM municipal_budget
    INNER JOIN place USING (municipality_code)
    WHERE year(year) BETWEEN $1 AND $2 AND direction = 'expenditure' AND version <> 'realised'
    GROUP BY ALL
),
newest AS (
    SELECT *
    FROM booked
    QUALIFY rank() OVER (
        PARTITION BY municipality, year ORDER BY CASE version WHEN 'autumn' THEN 1 WHEN 'spring' THEN 2 ELSE 3 END
    ) = 1
),
monthly AS (
    SELECT
        municipality, category, coalesce(care_form, '') AS care_form, month,
        sum(amount_cents) FILTER (WHERE basis = 'actual') AS actual,
        sum(amount_cents) FILTER (WHERE basis = 'planned') AS planned
    FROM other_spending
    INNER JOIN place USING (municipality_code)
    GROUP BY ALL
),
regular AS (
    SELECT
        *, year(month) AS year, coalesce(actual, planned) AS cents,
        row_number() OVER (PARTITION BY municipality, category, care_form ORDER BY month DESC) AS back
    FROM monthly
    WHERE category <> 'settlement_earlier_years' AND year(month) <= $2
),
usual AS (
    SELECT municipality, category, care_form, avg(cents) AS cents, max(year) AS known
    FROM regular
    WHERE back <= 12
    GROUP BY ALL
    HAVING max(year) >= $1 - 1
),
told AS (
    SELECT
        usual.municipality, usual.care_form, wanted.year,
        coalesce(sum(regular.actual), 0) AS actual,
        coalesce(sum(regular.planned) FILTER (WHERE regular.actual IS NULL), 0) AS planned,
        (12 - count(regular.month)) * any_value(usual.cents) * power(1 + $5, greatest(0, wanted.year - any_value(usual.known)))
            AS estimated
    FROM usual
    CROSS JOIN (SELECT unnest(range($1, $2 + 1)) AS year) AS wanted
    LEFT JOIN regular
        ON regular.municipality = usual.municipality AND regular.category = usual.category
        AND regular.care_form = usual.care_form AND regular.year = wanted.year
    GROUP BY usual.municipality, usual.category, usual.care_form, wanted.year
),
outside AS (
    SELECT
        municipality, care_form, year,
        sum(actual)::BIGINT AS actual, sum(planned)::BIGINT AS planned, round(sum(estimated))::BIGINT AS estimated
    FROM told
    GROUP BY ALL
),
settled AS (
    SELECT municipality, care_form, year(month) AS year, sum(coalesce(actual, planned))::BIGINT AS settlement
    FROM monthly
    WHERE category = 'settlement_earlier_years' AND year(month) BETWEEN $1 AND $2
    GROUP BY ALL
)
SELECT
    municipality, care_form, year::VARCHAR AS period, newest.version, newest.budget,
    outside.actual, outside.planned, outside.estimated, settled.settlement
FROM newest
FULL JOIN outside USING (municipality, care_form, year)
FULL JOIN settled USING (municipality, care_form, year)
ORDER BY municipality, care_form, period
"""
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
    found = as_of.connection.execute(BUDGET, [first, last, list(pairs), list(pairs.values()), step]).to_arrow_table()
    return pa.Table.from_pylist(with_sums(found.to_pylist()), SCHEMA)
