"""The budgets of municipalities and the money outside the claims, as known at a vintage: what a forecast is held against (F6)."""

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_budget_sql import BUDGET
from regiewijzer.pipeline.forecast_snapshot import moment_of
from regiewijzer.pipeline.forecast_successors import successors_of
from regiewijzer.pipeline.forecast_words import OUTSIDE

SCHEMA = pa.schema(
    [
        ("municipality", pa.string()),
        ("version", pa.string()),
        *((name, pa.int64()) for name in ("budget", *OUTSIDE)),
    ]
)


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
