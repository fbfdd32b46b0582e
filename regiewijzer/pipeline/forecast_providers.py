"""What a forecast keeps per provider: how many young people are behind it, and from which no claim came lately (stilstand)."""

import numpy as np
import pyarrow as pa

from regiewijzer.forecast.silence import heard_until
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import Laws
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.pipeline.forecast_people_sql import PROVIDER_PEOPLE
from regiewijzer.pipeline.forecast_successors import successors_of
from regiewijzer.vocabulary.periods import month_start

PEOPLE = pa.schema([("municipality", pa.string()), ("provider", pa.string()), ("youths", pa.int64())])
SILENT = pa.schema([("municipality", pa.string()), ("provider", pa.string()), ("heard", pa.date32())])


def read_provider_people(as_of: AsOf, year: int) -> pa.Table:
    """Return the distinct young people in care in a year per provider (PEOPLE); municipality null = the region."""
    pairs = successors_of(as_of)
    found = as_of.connection.execute(PROVIDER_PEOPLE, [list(pairs), list(pairs.values()), year]).to_arrow_table()
    return found.cast(PEOPLE)


def silent_table(snapshot: Snapshot, law: Laws) -> pa.Table:
    """Return the providers with running care that used to claim regularly and were not heard of lately (SILENT).

    heard: the first day of the last month in which claims came in. One row for the region, and one per municipality where it
    has care that runs.
    """
    cells, heard = snapshot.cells, heard_until(snapshot, law.classes)
    runs = np.isinf(snapshot.spells.stop) & (snapshot.spells.start < snapshot.vintage + 1)
    there = {(int(cells.provider[cell]), int(cells.municipality[cell])) for cell in snapshot.spells.cell[runs]}
    silent = sorted(one for one in there if heard[one[0]] < snapshot.vintage and cells.claims[one[0]])
    rows = [
        {"municipality": code, "provider": str(cells.providers[provider]), "heard": month_start(int(heard[provider]))}
        for provider in sorted({one[0] for one in silent})
        for code in (None, *(str(cells.municipalities[place]) for who, place in silent if who == provider))
    ]
    return pa.Table.from_pylist(rows, SILENT)
