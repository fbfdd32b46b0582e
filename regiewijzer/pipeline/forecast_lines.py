"""The lines of a forecast: every sum that may be asked for, per month and year, with what decides whether it may be shown.

A line is about the region, a municipality, a product category, or both. It is kept exact, inside the region; what leaves goes
through `forecast_shown`.
"""

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa

from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.pipeline.forecast_words import PARTS
from regiewijzer.vocabulary.periods import month_start

_SETS = """
GROUP BY GROUPING SETS (({0}), (municipality, {0}), (product, {0}), (municipality, product, {0}))
"""
# What the largest and second largest provider bring, as parts of what all bring; of one line or of all lines of a period.
_CONTRIBUTIONS = """
    coalesce(max(abs(by_provider.cents)) / nullif(sum(abs(by_provider.cents)), 0), 0)::DOUBLE AS largest,
    coalesce(max(abs(by_provider.cents), 2)[2] / nullif(sum(abs(by_provider.cents)), 0), 0)::DOUBLE AS second
"""
_SAME = """
    {0}.municipality IS NOT DISTINCT FROM {1}.municipality
    AND {0}.product IS NOT DISTINCT FROM {1}.product
    AND {0}.period = {1}.period
"""

_LINES = f"""
WITH placed AS (
    SELECT *, strftime(month, '%Y-%m') AS period FROM cells
    UNION ALL
    SELECT *, strftime(month, '%Y') AS period FROM cells WHERE list_contains($1, year(month))
),
by_provider AS (
    SELECT municipality, product, period, provider, sum(published) AS cents
    FROM placed {_SETS.format("period, provider")}
),
known AS (
    SELECT municipality, product, period, {_CONTRIBUTIONS} FROM by_provider GROUP BY ALL
),
line AS (
    SELECT
        municipality, product, period, sum(published)::BIGINT AS expected, sum(raw)::BIGINT AS raw,
        {", ".join(f"sum({name})::BIGINT AS {name}" for name in PARTS)}
    FROM placed {_SETS.format("period")}
)
SELECT
    line.*, windows.* EXCLUDE (municipality, product, provider, period, point),
    coalesce(people.youths, of_now.youths, 0) AS youths, coalesce(people.beside, of_now.beside, 0) AS beside,
    known.largest, known.second
FROM line
INNER JOIN known ON {_SAME.format("line", "known")}
LEFT JOIN windows ON {_SAME.format("line", "windows")}
LEFT JOIN people ON {_SAME.format("line", "people")}
LEFT JOIN people AS of_now
    ON
        of_now.municipality IS NOT DISTINCT FROM line.municipality
        AND of_now.product IS NOT DISTINCT FROM line.product
        AND of_now.period = $2
ORDER BY line.municipality NULLS FIRST, line.product NULLS FIRST, line.period
"""  # noqa: S608 - the parts are ours

_HISTORY = f"""
WITH by_provider AS (
    SELECT municipality, product, period, provider, sum(cents) AS cents
    FROM claimed {_SETS.format("period, provider")}
),
known AS (
    SELECT municipality, product, period, {_CONTRIBUTIONS} FROM by_provider GROUP BY ALL
),
earlier AS (
    SELECT *, strftime(vintage, '%Y') AS period FROM history
)
SELECT
    earlier.* EXCLUDE (period),
    coalesce(people.youths, 0) AS youths, coalesce(people.beside, 0) AS beside,
    coalesce(known.largest, 1) AS largest, coalesce(known.second, 0) AS second
FROM earlier
LEFT JOIN known ON {_SAME.format("earlier", "known")}
LEFT JOIN people ON {_SAME.format("earlier", "people")}
ORDER BY earlier.municipality NULLS FIRST, earlier.product NULLS FIRST, earlier.vintage
"""  # noqa: S608 - the parts are ours


_CARE = f"""
SELECT
    care.*,
    coalesce(people.youths, of_now.youths, 0) AS youths, coalesce(people.beside, of_now.beside, 0) AS beside
FROM care
LEFT JOIN people ON {_SAME.format("care", "people")}
LEFT JOIN people AS of_now
    ON
        of_now.municipality IS NOT DISTINCT FROM care.municipality
        AND of_now.product IS NOT DISTINCT FROM care.product
        AND of_now.period = $1
ORDER BY care.quantity, care.municipality NULLS FIRST, care.product NULLS FIRST, care.period
"""  # noqa: S608 - the parts are ours


def _run(sql: str, parameters: Sequence[object], **tables: pa.Table) -> pa.Table:
    with duckdb.connect(config={"threads": 1}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return connection.execute(sql, parameters).to_arrow_table()


def line_table(cells: pa.Table, windows: pa.Table, people: pa.Table, *, vintage: int, first: int, last: int) -> pa.Table:
    """Return the lines, in cents: per sum and period what is published, what the model says, its parts and quantiles.

    `first` to `last` are the months in the cells, by number: a year is told when all of it is there. `youths` of a period that
    is still to come is that of the vintage; `largest` and `second` are the parts that two providers bring.
    """
    whole = [year for year in range(first // 12, last // 12 + 1) if first <= 12 * year and 12 * year + 11 <= last]
    return _run(_LINES, [whole, f"{month_start(vintage):%Y-%m}"], cells=cells, windows=windows, people=people)


def _claimed(snapshot: Snapshot) -> pa.Table:
    """Return what was claimed per cell and year."""
    cells, claims = snapshot.cells, snapshot.claims
    years = np.char.mod("%d", claims.month // 12)
    keys = {name: pa.array(codes[claims.cell], pa.string()) for name, codes in cells.keys.items()}
    return pa.table({**keys, "period": pa.array(years, pa.string()), "cents": pa.array(claims.cents, pa.float64())})


def judged_history(history: pa.Table, snapshot: Snapshot, people: pa.Table) -> pa.Table:
    """Return the history with the young people and providers behind the year of each row, from what was claimed of it."""
    return _run(_HISTORY, [], history=history, claimed=_claimed(snapshot), people=people)


def judged_care(care: pa.Table, people: pa.Table, *, vintage: int) -> pa.Table:
    """Return the care that is expected with the young people behind each month; of a month still to come those of the vintage."""
    return _run(_CARE, [f"{month_start(vintage):%Y-%m}"], care=care, people=people)
