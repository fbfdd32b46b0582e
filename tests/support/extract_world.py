"""A ledger with deliveries of extracts, written as text, without reading files.

    load_deliveries(home, delivery("provider_budget", '''
        provider_code | year       | budget_cents
        42420001      | 2024-01-01 | 100000
    ''', known_at="2024-01-12"))

Columns are those of the ledger; what a row leaves out is empty. A delivery is named by what it says and by `salt`.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.schema import arriving_schema
from regiewijzer.vocabulary.events import BY_NAME, Kind
from tests.support.ledger_world import LOADED_AT, append_tables, parse_table

Delivered = dict[str, pa.Table]


def _value(kind: Kind, text: str) -> object:
    if text in ("", "-"):
        return None
    match kind:
        case Kind.DATE:
            return date.fromisoformat(text)
        case Kind.INTEGER:
            return int(text)
        case Kind.BOOLEAN:
            return text == "true"
        case Kind.DECIMAL:
            return Decimal(text)
        case _:
            return text


def delivery(table: str, text: str, *, known_at: str, sender: str = "service", salt: str = "") -> Delivered:
    """Return one accepted delivery of a table, with its message, in arriving form."""
    extract = load_extract_tables()[table]
    events = extract.event_table()
    kinds = {column.name: column.kind for column in events.columns}
    message_id = hashlib.sha256(repr((table, sender, parse_table(text), salt)).encode()).hexdigest()[:32]
    known = {"message_id": message_id, "known_at": datetime.fromisoformat(known_at), "known_basis": "received"}
    rows = [
        {**known, "row_no": number, **{name: _value(kinds[name], cell) for name, cell in row.items()}}
        for number, row in enumerate(parse_table(text), start=1)
    ]
    said = {"message_type": extract.file_name, "sender_code": sender, "status": "accepted", "row_count": len(rows)}
    message = {**known, **said, "dated_on": known["known_at"].date()}
    return {
        "message": pa.Table.from_pylist([message], arriving_schema(BY_NAME["message"])),
        table: pa.Table.from_pylist(rows, arriving_schema(events)),
    }


def load_deliveries(home: Home, *deliveries: Delivered, loaded_at: datetime = LOADED_AT) -> int:
    """Append the deliveries as one load and return its number."""
    return append_tables(home, together(deliveries), loaded_at=loaded_at)


def together(deliveries: Sequence[Delivered]) -> Delivered:
    """Return the deliveries as one set of tables."""
    names = sorted({name for one in deliveries for name in one})
    return {name: pa.concat_tables([one[name] for one in deliveries if name in one]) for name in names}
