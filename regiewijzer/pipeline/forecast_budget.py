"""The budgets of municipalities and the money outside the claims, as known at a vintage: what a forecast is held against (F6)."""

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_snapshot import moment_of, successors_of
from regiewijzer.pipeline.forecast_words import OUTSIDE

SCHEMA = pa.schema(
    [
        ("municipality", pa.string()),
        ("version", pa.string()),
        *((name, pa.int64()) for name in ("budget", *OUTSIDE)),
    ]
)

# The newest version of the budget of the year ($1) counts; the accounts are no budget. Outside the claims a month counts as it
# was spent, else as it was planned; months of the year of which nothing is known are taken as the last twelve that are known.
BUDGET = """
WITH place AS (
    SELECT municipality_code, coalesce($3[nullif(list_position($2, municipality_code), 0)], municipality_code) AS municipality
    FROM municipality
),
version AS (
    SELECT
        municipality, version, sum(amount_cents)::BIGINT AS budget,
        CASE version WHEN 'original' THEN 1 WHEN 'spring' THEN 2 ELSE 3 END AS place
    FROM municipal_budget
    INNER JOIN place USING (municipality_code)
    WHERE year(year) = $1 AND direction = 'expenditure' AND version <> 'realised'
    GROUP BY ALL
),
newest AS (
    SELECT municipality, arg_max(version, place) AS version, arg_max(budget, place) AS budget FROM version GROUP BY municipality
),
monthly AS (
    SELECT
        municipality, category, month,
        sum(amount_cents) FILTER (WHERE basis = 'actual') AS actual,
        sum(amount_cents) FILTER (WHERE basis = 'planned') AS planned
    FROM other_spending
    INNER JOIN place USING (municipality_code)
    GROUP BY ALL
),
regular AS (
    SELECT
        *, coalesce(actual, planned) AS cents, year(month) = $1 AS is_now,
        row_number() OVER (PARTITION BY municipality, category ORDER BY month DESC) AS back
    FROM monthly
    WHERE category <> 'settlement_earlier_years' AND year(month) <= $1
),
by_category AS (
    SELECT
        municipality, category,
        coalesce(sum(actual) FILTER (WHERE is_now), 0) AS actual,
        coalesce(sum(planned) FILTER (WHERE is_now AND actual IS NULL), 0) AS planned,
        (12 - count(*) FILTER (WHERE is_now)) * avg(cents) FILTER (WHERE back <= 12) AS estimated
    FROM regular
    GROUP BY municipality, category
    HAVING max(year(month)) >= $1 - 1
),
outside AS (
    SELECT
        municipality,
        sum(actual)::BIGINT AS actual, sum(planned)::BIGINT AS planned, round(sum(estimated))::BIGINT AS estimated
    FROM by_category
    GROUP BY municipality
),
settled AS (
    SELECT municipality, sum(coalesce(actual, planned))::BIGINT AS settlement
    FROM monthly
    WHERE category = 'settlement_earlier_years' AND year(month) = $1
    GROUP BY municipality
)
SELECT
    municipality, newest.version, newest.budget, outside.actual, outside.planned, outside.estimated,
    coalesce(settled.settlement, 0)::BIGINT AS settlement
FROM newest
FULL JOIN outside USING (municipality)
LEFT JOIN settled USING (municipality)
ORDER BY municipality
"""


def read_budgets(as_of: AsOf, year: int) -> pa.Table:
    """Return budget and money outside the claims of each municipality in a year, in cents; null = not delivered (SCHEMA).

    `actual`, `planned` and `estimated` add up to what is spent outside the claims in the year; `settlement` of earlier years
    stands apart.
    """
    pairs = successors_of(as_of)
    found = as_of.connection.execute(BUDGET, [year, list(pairs), list(pairs.values())]).to_arrow_table().cast(SCHEMA)
    return _with_region(found)


def _with_region(found: pa.Table) -> pa.Table:
    """Put the region in front: a sum where every municipality delivered, and nothing where one did not."""
    rows = found.to_pylist()
    amounts = ("budget", *OUTSIDE)
    whole = {
        name: sum(row[name] for row in rows) if rows and all(row[name] is not None for row in rows) else None for name in amounts
    }
    versions = {row["version"] for row in rows}
    region = {"municipality": None, "version": versions.pop() if len(versions) == 1 else None, **whole}
    return pa.Table.from_pylist([region, *rows], SCHEMA)


def budgets_of(home: Home, vintage: int, snapshot: int | None = None) -> pa.Table:
    """Return what `read_budgets` reads for the year of the vintage, as known at its end."""
    with open_as_of(home, moment_of(vintage), snapshot) as as_of:
        return read_budgets(as_of, vintage // 12)
