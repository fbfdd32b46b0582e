"""How many young people are behind every sum of a forecast: what tells whether the sum may be shown."""

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_snapshot import moment_of, successors_of

SCHEMA = pa.schema(
    [
        ("municipality", pa.string()),
        ("product", pa.string()),
        ("period", pa.string()),
        ("youths", pa.int64()),
        ("beside", pa.int64()),
    ]
)

# A period is a year ("2026") or a month ("2026-10"). Months are numbers here: 12 x year + month - 1. Care without an end, and
# care that ends later, is there up to and including the vintage ($2); what comes after it has nobody behind it yet.
PEOPLE = """
WITH care AS (
    SELECT
        youth_id,
        coalesce($4[nullif(list_position($3, municipality_code), 0)], municipality_code) AS municipality,
        coalesce(product_category, '') AS product,
        provider_code AS provider,
        greatest(12 * year(started_on) + month(started_on) - 1, $1) AS since,
        least(coalesce(12 * year(delivered_until - 1) + month(delivered_until - 1) - 1, $2), $2) AS until
    FROM trajectory
),
monthly AS (
    SELECT youth_id, municipality, product, provider, unnest(range(since, until + 1)) AS month
    FROM care
    WHERE since <= until
),
placed AS (
    SELECT DISTINCT youth_id, municipality, product, provider, printf('%04d-%02d', month // 12, month % 12 + 1) AS period
    FROM monthly
    UNION ALL
    SELECT DISTINCT youth_id, municipality, product, provider, printf('%04d', month // 12) FROM monthly
),
counted AS (
    SELECT municipality, product, period, count(DISTINCT youth_id) AS youths
    FROM placed
    GROUP BY GROUPING SETS ((period), (municipality, period), (product, period), (municipality, product, period))
),
of_provider AS (
    SELECT municipality, product, period, provider, count(DISTINCT youth_id) AS youths
    FROM placed
    GROUP BY GROUPING SETS (
        (provider, period), (municipality, provider, period), (product, provider, period),
        (municipality, product, provider, period)
    )
),
of_one AS (
    SELECT municipality, product, period, max(youths) AS youths FROM of_provider GROUP BY ALL
    UNION ALL
    SELECT NULL, product, period, max(youths) FROM counted WHERE municipality IS NOT NULL GROUP BY ALL
)
SELECT counted.municipality, counted.product, counted.period, counted.youths, counted.youths - max(of_one.youths) AS beside
FROM counted
INNER JOIN of_one
    ON
        counted.municipality IS NOT DISTINCT FROM of_one.municipality
        AND counted.product IS NOT DISTINCT FROM of_one.product
        AND counted.period = of_one.period
GROUP BY counted.municipality, counted.product, counted.period, counted.youths
ORDER BY ALL
"""


PRODUCT = "coalesce(product_category, '') AS product"
FORM = "care_form AS product"
assert PRODUCT in PEOPLE


def read_people(as_of: AsOf, first: int, vintage: int, kind: str = PRODUCT) -> pa.Table:
    """Return the distinct young people in care per sum and period, months `first` up to and including `vintage` by number.

    `kind`: what stands in the column of products, PRODUCT or FORM.

    Columns as SCHEMA; municipality or product null = the sum over it. `beside`: how many at least are left when one provider, or
    of the region one municipality, takes off its own. The connection must stand at `moment_of(vintage)`.
    """
    pairs = successors_of(as_of)
    found = as_of.connection.execute(PEOPLE.replace(PRODUCT, kind), [first, vintage, list(pairs), list(pairs.values())])
    return found.to_arrow_table().cast(SCHEMA)


def people_of(home: Home, first: int, vintage: int, snapshot: int | None = None) -> pa.Table:
    """Return what `read_people` reads, from the ledger of a region as it was known at the end of the vintage."""
    with open_as_of(home, moment_of(vintage), snapshot) as as_of:
        return read_people(as_of, first, vintage)
