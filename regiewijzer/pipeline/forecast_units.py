"""What is used of capacity per form of care: days, hours and parts of a day that were claimed in the last whole year."""

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf
from regiewijzer.pipeline.forecast_snapshot import successors_of

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("municipality", "care_form", "unit")),
        ("amount", pa.float64()),
        ("cents", pa.int64()),
    ]
)
PLACES, HOURS = "places", "hours"

# Months $3 to $4 by number: old enough to be claimed nearly whole. Days of stay (14) and parts of a day (16, two of them a day)
# are places; minutes (01) and hours (04) are hours. What is paid per piece or in euros tells nothing of capacity.
UNITS = """
WITH line AS (
    SELECT
        coalesce($2[nullif(list_position($1, municipality_code), 0)], municipality_code) AS municipality,
        coalesce(by_code.care_form, by_category.care_form, 'unknown') AS care_form,
        CASE WHEN unit IN ('14', '16') THEN 'places' WHEN unit IN ('01', '04') THEN 'hours' END AS unit,
        volume * sign(amount_cents) * CASE unit
            WHEN '14' THEN 1 / 365.25 WHEN '16' THEN 0.5 / 365.25 WHEN '01' THEN 1 / 60.0 WHEN '04' THEN 1.0
        END AS amount,
        amount_cents AS cents
    FROM claim_line AS line
    LEFT JOIN care_form AS by_code ON by_code.product_code = line.product_code
    LEFT JOIN care_form AS by_category
        ON by_category.product_category = line.product_category AND by_category.product_code IS NULL
    WHERE line_status NOT IN ('void', 'rejected')
        AND 12 * year(period_from) + month(period_from) - 1 BETWEEN $3 AND $4
)
SELECT municipality, care_form, unit, sum(amount)::DOUBLE AS amount, sum(cents)::BIGINT AS cents
FROM line
WHERE unit IS NOT NULL
GROUP BY GROUPING SETS ((care_form, unit), (municipality, care_form, unit))
ORDER BY ALL
"""
DELAY = 4  # months after which nearly all is claimed


def read_units(as_of: AsOf, vintage: int) -> pa.Table:
    """Return how much of each unit was claimed of a form in twelve months, and what it cost (SCHEMA); municipality null = region.

    places: so many were in use the whole year on average. hours: in the year.
    """
    pairs = successors_of(as_of)
    last = vintage - DELAY
    found = as_of.connection.execute(UNITS, [list(pairs), list(pairs.values()), last - 11, last])
    return found.to_arrow_table().cast(SCHEMA)
