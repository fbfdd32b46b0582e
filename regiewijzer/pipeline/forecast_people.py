"""How many young people are behind every sum of a forecast: what tells whether the sum may be shown."""

import pyarrow as pa

from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_people_sql import PEOPLE
from regiewijzer.pipeline.forecast_snapshot import moment_of
from regiewijzer.pipeline.forecast_successors import successors_of

SCHEMA = pa.schema(
    [
        ("municipality", pa.string()),
        ("product", pa.string()),
        ("period", pa.string()),
        ("youths", pa.int64()),
        ("beside", pa.int64()),
    ]
)


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
