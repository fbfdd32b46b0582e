"""A small world for a check: tables written as text, loaded into DuckDB as if they were the views of the ledger.

What a row leaves out is filled in: municipality 0901, provider 42420001, youth anna, the day 2024-01-05, a standing debit line.
Views that follow from others (the messages, what holds of assignments, starts and stops) are worked out when they are not given.
"""

from collections.abc import Mapping
from datetime import date

import duckdb

from regiewijzer.checks.aids import AID_VIEWS
from regiewijzer.checks.definitions import CHECK_VIEWS
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.queries_views import sql_type
from regiewijzer.vocabulary.events import Kind
from regiewijzer.vocabulary.periods import first_of_month, months_between, next_month
from tests.support.text_table import read_table

Row = dict[str, str]
Given = Mapping[str, str]

_MESSAGE_TYPES = {
    "assignment_version": "301",
    "care_start": "305",
    "care_start_all": "305",
    "care_stop": "307",
    "care_stop_all": "307",
    "request_answer": "319",
    "claim": "323",
    "claim_line": "323",
    "claim_decision": "325",
}
_BY_MUNICIPALITY = ("301", "319", "325")
_DEFAULTS = {
    "municipality_code": "0901",
    "provider_code": "42420001",
    "youth_id": "anna",
    "dated_on": "2024-01-05",
    "delivery_status": "1",
    "product_category": "45",
    "product_code": "45A04",
    "started_on": "2024-01-01",
    "release": "3.2",
    "status": "accepted",
    "known_basis": "received",
}
_ASSIGNED = {"dated_on": "2023-12-20", "valid_from": "2024-01-01"}
_LINE = {
    "line_status": "approved",
    "credited": "false",
    "unit": "84",
    "volume": "1",
    "tariff_cents": "100",
    "period_from": "2024-01-01",
    "period_until": "2024-02-01",
    "amount_cents": "100",
}


def _rows(text: str) -> list[Row]:
    table = read_table(text)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _of_claim(view: str, row: Row) -> Row:
    derived = {"claim_id": f"{row['provider_code']}-{row['claim_number']}"} if row.get("claim_number") else {}
    if view == "claim_line":
        derived["sign"] = "C" if row["amount_cents"].startswith("-") else "D"
        derived["claim_month"] = str(first_of_month(date.fromisoformat(row["period_from"])))
    return derived


def _filled(view: str, row: Row, place: int) -> Row:
    columns = CHECK_VIEWS[view]
    base = {name: text for name, text in _DEFAULTS.items() if name in columns} | (_LINE if view == "claim_line" else {})
    if view == "assignment_version":
        base |= _ASSIGNED
    row = base | {"row_no": str(place)} | row
    if view == "assignment_version":
        row = {"assigned_at": f"{row['dated_on']} 09:00"} | row
    if row.get("assignment_number"):
        row = {"assignment_id": f"{row['municipality_code']}-{row['assignment_number']}"} | row
    return {name: text for name, text in (_of_claim(view, row) | row).items() if text}


def _read(given: Given) -> dict[str, list[Row]]:
    return {view: [_filled(view, row, place) for place, row in enumerate(_rows(text), 1)] for view, text in given.items()}


def _message_type(view: str, row: Row) -> str:
    if view == "assignment_request":
        return "315" if row["line_kind"] == "new" else "317"
    return _MESSAGE_TYPES[view]


def _messages(world: Mapping[str, list[Row]]) -> list[Row]:
    found: dict[str, Row] = {}
    for view in (*_MESSAGE_TYPES, "assignment_request"):
        for row in world.get(view, ()):
            kind = _message_type(view, row)
            sender = row["municipality_code" if kind in _BY_MUNICIPALITY else "provider_code"]
            names = ("message_id", "municipality_code", "provider_code", "dated_on", "release", "identification")
            message = {name: row[name] for name in names if name in row} | {"message_type": kind, "sender_code": sender}
            found[row["message_id"]] = {"status": "accepted", "known_basis": "received", "release": "3.2"} | message
    for name, table in load_extract_tables().items():
        for row in (one for one in world.get(name, ()) if "message_id" in one):
            delivered = {"message_id": row["message_id"], "message_type": table.file_name, "dated_on": _DEFAULTS["dated_on"]}
            found[row["message_id"]] = {"status": "accepted", "known_basis": "received"} | delivered
    return list(found.values())


def _horizon(messages: list[Row]) -> list[Row]:
    days = [row["dated_on"] for row in messages if "dated_on" in row]
    return [{"known_on": max(days)}] if days else []


def _current_assignments(versions: list[Row]) -> list[Row]:
    last = {row["assignment_id"]: row for row in sorted(versions, key=lambda row: (row["assigned_at"], row["message_id"]))}
    return [row for row in last.values() if row.get("change_reason") != "13"]


_KEY = ("municipality_code", "provider_code", "youth_id", "assignment_number", "product_category", "product_code", "started_on")


def _current_statements(history: list[Row], key: tuple[str, ...]) -> list[Row]:
    ordered = sorted(history, key=lambda row: (row["dated_on"], row["delivery_status"], row["message_id"]))
    last = {tuple(row.get(name) for name in key): row for row in ordered}
    return [row for row in last.values() if row["delivery_status"] != "3"]


def _calendar() -> list[Row]:
    months = months_between(date(2020, 1, 1), date(2025, 1, 1))
    return [{"month": str(month), "next_month": str(next_month(month))} for month in months]


def _with_derived(world: dict[str, list[Row]]) -> dict[str, list[Row]]:
    stops = world.get("care_stop_all", [])
    derived = {
        "message": _messages(world),
        "assignment": _current_assignments(world.get("assignment_version", [])),
        "care_start": _current_statements(world.get("care_start_all", []), _KEY),
        "care_stop": _current_statements(stops, (*_KEY, "end_reason", "delivered_until")),
        "calendar_month": _calendar(),
    }
    derived["horizon"] = _horizon(world.get("message", derived["message"]))
    return derived | world


def _create(connection: duckdb.DuckDBPyConnection, view: str, rows: list[Row]) -> None:
    columns = CHECK_VIEWS[view]
    connection.execute(f"CREATE TABLE {view} ({', '.join(f'{name} {sql_type(kind)}' for name, kind in columns.items())})")
    unknown = {name for row in rows for name in row} - columns.keys() - {"release", "row_no"}
    assert not unknown, (view, unknown)
    if rows:
        values = ", ".join(f"({', '.join(_literal(row.get(name), kind) for name, kind in columns.items())})" for row in rows)
        connection.execute(f"INSERT INTO {view} VALUES {values}")  # one statement: executemany took half a second per world


def _literal(text: str | None, kind: Kind) -> str:
    return "NULL" if text is None else f"CAST('{text}' AS {sql_type(kind)})"


def open_check_world(given: Given) -> duckdb.DuckDBPyConnection:
    """Return a connection in which every view that a check may read exists."""
    world = _with_derived(_read(given))
    connection = duckdb.connect(":memory:")
    for view in CHECK_VIEWS:
        if view in AID_VIEWS and view not in world:
            continue  # the engine adds it
        _create(connection, view, world.get(view, []))
    return connection
