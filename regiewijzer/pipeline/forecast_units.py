"""What is used of capacity per form of care: days, hours and parts of a day that were claimed in the last whole year."""

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf
from regiewijzer.pipeline.forecast_successors import successors_of
from regiewijzer.pipeline.forecast_years_sql import UNITS

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("municipality", "care_form", "unit")),
        ("amount", pa.float64()),
        ("cents", pa.int64()),
    ]
)
PLACES, HOURS = "places", "hours"

DELAY = 4  # months after which nearly all is claimed


def read_units(as_of: AsOf, vintage: int) -> pa.Table:
    """Return how much of each unit was claimed of a form in twelve months, and what it cost (SCHEMA); municipality null = region.

    places: so many were in use the whole year on average. hours: in the year.
    """
    pairs = successors_of(as_of)
    last = vintage - DELAY
    found = as_of.connection.execute(UNITS, [list(pairs), list(pairs.values()), last - 11, last])
    return found.to_arrow_table().cast(SCHEMA)
