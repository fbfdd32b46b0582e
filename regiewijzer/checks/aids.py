"""What checks read beside the ledger: the working days that terms are counted in, and who should send what every month.

They are temporary tables of the connection: the ledger itself cannot be written, and neither belongs to what was delivered.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from regiewijzer.definitions.queries_views import Views
from regiewijzer.ledger.region import ExpectedSender
from regiewijzer.vocabulary.events import Kind
from regiewijzer.vocabulary.working_days import is_working_day

WORKING_DAY, EXPECTED_SENDER = "working_day", "expected_sender"
AID_VIEWS: Views = {
    # Every day of the calendar; `ordinal` counts the working days up to and including it, so a difference is a term.
    WORKING_DAY: {"day": Kind.DATE, "ordinal": Kind.INTEGER},
    EXPECTED_SENDER: {
        "sender_code": Kind.TEXT,
        "message_type": Kind.TEXT,
        "first_month": Kind.DATE,
        "until_month": Kind.DATE,
    },
}
_FIRST, _LAST = date(2014, 1, 1), date(2040, 12, 31)  # from before the law of 2015 to beyond any assignment


def add_aids(connection: duckdb.DuckDBPyConnection, expected: Iterable[ExpectedSender] = ()) -> None:
    """Put the aids into a connection that lacks them; those that are there already stay as they are."""
    for name in AID_VIEWS:
        if _is_there(connection, name):
            continue
        connection.register("aid_rows", working_days() if name == WORKING_DAY else _expected(expected))
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM aid_rows")  # noqa: S608 - one of two fixed names
        connection.unregister("aid_rows")


def _is_there(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    row = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name]).fetchone()
    return row is not None


def working_days() -> pa.Table:
    """Return the days with the number of working days up to and including each."""
    days = [_FIRST + timedelta(place) for place in range((_LAST - _FIRST).days + 1)]
    ordinals, counted = [], 0
    for day in days:
        counted += is_working_day(day)
        ordinals.append(counted)
    return pa.table({"day": pa.array(days, pa.date32()), "ordinal": pa.array(ordinals, pa.int64())})


def _expected(expected: Iterable[ExpectedSender]) -> pa.Table:
    rows = [(one.code, kind, one.first_month, one.until_month) for one in expected for kind in one.messages]
    kinds = (pa.string(), pa.string(), pa.date32(), pa.date32())
    columns = [pa.array([row[place] for row in rows], kind) for place, kind in enumerate(kinds)]
    return pa.Table.from_arrays(columns, names=list(AID_VIEWS[EXPECTED_SENDER]))
