"""A small ledger from tables written as text, loaded through the production code.

    load_text(home, {"care_start": '''
        youth_id | assignment_number | started_on | known_at
        anna     | 1                 | 2024-01-10 | 2024-01-12
    '''})

What a row leaves out is filled in: municipality 0901, provider 42420001, status of delivery 1, a message of its own,
the sender's date = the day it became known. A claim is named by `claim_number` in lines and decisions alike.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.append import Append
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region, write_region
from regiewijzer.ledger.schema import arriving_schema
from regiewijzer.vocabulary.events import BY_NAME, Kind

MUNICIPALITY = "0901"
PROVIDER = "42420001"
KNOWN_AT = datetime(2024, 1, 1)
LOADED_AT = datetime(2026, 1, 1)
FAR_AWAY = datetime(2100, 1, 1)

_DEFAULTS = {
    "municipality_code": MUNICIPALITY,
    "provider_code": PROVIDER,
    "delivery_status": "1",
    "sex": "0",
    "status": "accepted",
    "release": "3.2",
    "level": "claim",
}
SHORT_NAMES = {  # so that a table fits the page
    "assignment": "assignment_number",
    "category": "product_category",
    "claim": "claim_number",
    "line": "line_reference",
    "credits": "previous_reference",
}
Row = dict[str, object]


def parse_table(text: str) -> list[dict[str, str]]:
    """Return the rows of a table written as text: columns between bars, the first line names them."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines() if line.strip()]
    assert lines, "an empty table still needs its line of names"
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _read(kind: Kind, text: str) -> object:
    if text in ("", "-"):
        return None
    match kind:
        case Kind.DATE:
            return date.fromisoformat(text)
        case Kind.TIMESTAMP:
            return datetime.fromisoformat(text)
        case Kind.INTEGER:
            return int(text)
        case Kind.BOOLEAN:
            return text == "true"
        case Kind.DECIMAL:
            return Decimal(text)
        case _:
            return text


def _typed(table: str, row: Mapping[str, str], known_at: datetime) -> Row:
    kinds = {column.name: column.kind for column in BY_NAME[table].columns} | {
        "known_at": Kind.TIMESTAMP,
        "known_basis": Kind.TEXT,
    }
    named = {SHORT_NAMES.get(name, name): text for name, text in row.items()}
    typed: Row = {name: _read(kinds[name], text) for name, text in named.items()}
    defaults: Row = {name: value for name, value in _DEFAULTS.items() if name in kinds}
    return {"known_at": known_at, "known_basis": "received"} | defaults | typed


def _with_claim(table: str, row: Row) -> Row:
    """Name claims and assignments the way the messages do."""
    number, claim = row.get("assignment_number"), row.get("claim_number")
    if number is not None:
        row.setdefault("assignment_id", f"{row['municipality_code']}-{number}")
    if claim is not None:
        row.setdefault("claim_id", f"{row['provider_code']}-{claim}")
        row.setdefault({"claim_decision": "claim_identification", "claim": "identification"}.get(table, ""), claim)
    if table == "claim_line":
        amount = int(str(row.get("amount_cents") or 0))
        row.setdefault("sign", "C" if amount < 0 else "D")
    row.pop("", None)
    return row


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _complete(table: str, row: Mapping[str, str], known_at: datetime, place: int) -> Row:
    filled = _with_claim(table, _typed(table, row, known_at))
    known = filled["known_at"]
    assert isinstance(known, datetime), row
    filled.setdefault("dated_on", known.date())
    filled.setdefault("row_no", place)
    if table == "assignment":
        filled.setdefault("assigned_at", datetime.combine(filled["dated_on"], datetime.min.time()))  # type: ignore[arg-type]
    kind = "323" if table in ("claim", "claim_line") else table
    whole = filled["claim_number"] if kind == "323" and "claim_number" in filled else sorted(row.items())
    filled.setdefault("message_id", _hash(kind, whole, filled["provider_code"]))
    return filled


_FROM_MUNICIPALITY = ("assignment", "request_answer", "claim_decision")
_OF_MESSAGE = ("message_id", "municipality_code", "provider_code", "dated_on", "known_at", "known_basis")


def _message_of(table: str, row: Row) -> Row:
    sender = row["municipality_code" if table in _FROM_MUNICIPALITY else "provider_code"]
    kept = {key: row[key] for key in _OF_MESSAGE}
    message_type = BY_NAME[table].messages[0]
    return kept | {"message_type": message_type, "release": "3.2", "status": "accepted", "sender_code": sender}


def _messages(tables: Mapping[str, list[Row]]) -> list[Row]:
    """Return one accepted message for every message that some row belongs to."""
    known: dict[object, Row] = {}
    for name, rows in tables.items():
        for row in rows:
            known.setdefault(row["message_id"], _message_of(name, row))
    return list(known.values())


def _claims(lines: Sequence[Row]) -> list[Row]:
    """Return one claim for every claim that some line belongs to."""
    kept = ("message_id", "municipality_code", "provider_code", "claim_id", "claim_number", "dated_on", "known_at", "known_basis")
    claims: dict[object, Row] = {}
    for line in lines:
        claim = claims.setdefault(line["message_id"], {key: line[key] for key in kept} | {"row_no": 1, "total_cents": 0})
        claim["identification"] = line["claim_number"]
        claim["total_cents"] = int(str(claim["total_cents"])) + int(str(line.get("amount_cents") or 0))
    return list(claims.values())


def to_arrow(given: Mapping[str, str], *, known_at: datetime = KNOWN_AT) -> dict[str, pa.Table]:
    """Return the tables in kept form, with the messages and claims that the rows imply."""
    rows = {
        name: [_complete(name, row, known_at, place) for place, row in enumerate(parse_table(text), start=1)]
        for name, text in given.items()
    }
    if "claim_line" in rows and "claim" not in rows:
        rows["claim"] = _claims(rows["claim_line"])
    if "message" not in rows:
        rows["message"] = _messages(rows)
    return {name: pa.Table.from_pylist(some, arriving_schema(BY_NAME[name])) for name, some in rows.items()}


def append_tables(
    home: Home, tables: Mapping[str, pa.Table], *, loaded_at: datetime = LOADED_AT, findings: Sequence[Finding] = ()
) -> int:
    """Append one load through the production code and return its number."""
    with Append.begin(home, loaded_at=loaded_at, program_version="test") as append:
        append.add(tables, findings)
        return append.commit()


def load_text(home: Home, given: Mapping[str, str], *, known_at: datetime = KNOWN_AT, loaded_at: datetime = LOADED_AT) -> int:
    """Append one load of tables written as text and return its number."""
    return append_tables(home, to_arrow(given, known_at=known_at), loaded_at=loaded_at)


def make_home(path: Path, region: Region | None = None) -> Home:
    """Return a new home, with that region file when one is given."""
    home = Home(path).create()
    if region is not None:
        write_region(region, home.region)
    return home


def ask(home: Home, sql: str, *, moment: datetime = FAR_AWAY, snapshot: int | None = None) -> list[tuple[object, ...]]:
    """Return the rows of a query on the ledger as it stood at that moment."""
    with open_as_of(home, moment, snapshot) as as_of:
        return as_of.connection.execute(sql).fetchall()


def ask_text(home: Home, sql: str, *, moment: datetime = FAR_AWAY, snapshot: int | None = None) -> list[str]:
    """Return the rows of a query as texts like `anna | 2024-01-10 | -`."""
    return [
        " | ".join("-" if cell is None else str(cell) for cell in row) for row in ask(home, sql, moment=moment, snapshot=snapshot)
    ]
