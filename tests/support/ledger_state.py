"""What stands in a ledger after messages came in, to compare one home with another."""

from datetime import datetime

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import manifests, standing
from regiewijzer.ledger.rewrite import rows_of

NOW = datetime(2026, 11, 22, 9)
# Without pseudonyms: every home has a key of its own.
_STATE = {
    "message": "SELECT message_id, status FROM message",
    "assignment": "SELECT assignment_id, valid_from, valid_until FROM assignment_version",
    "delivery": "SELECT assignment_id, started_on, delivered_until, end_reason FROM delivery",
    "claim_account": "SELECT * FROM claim_account",
    "claim_line": "SELECT claim_id, line_reference, amount_cents FROM claim_line",
}


def state_of(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with open_as_of(home, NOW) as ledger:
        return {name: sorted(ledger.connection.execute(query).fetchall(), key=repr) for name, query in _STATE.items()}


# What differs between homes that hold the same: keys, and where and when it was read.
_OF_A_HOME = ("youth_id", "loaded_at", "source_file", "source_member", "load_number")


def recorded(home: Home) -> dict[str, list[str]]:
    """Return the rows of the record by table, but findings and messages that were refused. No overviews are built for it."""
    found: dict[str, list[str]] = {}
    for load in standing(manifests(home)):
        for table, rows in rows_of(home, load):
            kept = rows.drop_columns([name for name in _OF_A_HOME if name in rows.column_names]).to_pylist()
            found.setdefault(table, []).extend(repr(row) for row in kept if row.get("status") != "rejected")
    return {table: sorted(rows) for table, rows in found.items() if rows and table != "finding"}
