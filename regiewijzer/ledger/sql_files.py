"""The SQL of the ledger, one SELECT per file: `kept/` builds the cache's tables, `views/` stand on them at a moment."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent

# In the order in which they read each other.
KEPT_TABLES = (
    "calendar_month",
    "person_pair",
    "delivery_key",
    "assignment",
    "care_start",
    "care_stop",
    "youth",
    "youth_birth_month",
    "youth_district_code",
    "claim_verdict",
    "line_standing",
    "line_credit",
    "claim_line",
    "claimed_product",
    "claiming_provider",
    "known_day",
    "finding",
)
COPIED_TABLES = ("message", "return_code", "assignment_request", "request_answer", "claim", "claim_decision")
SCAFFOLDING = ("delivery_key", "claim_verdict", "line_standing", "line_credit")
"""Tables that only other tables are built from."""

VIEWS = (
    "message",
    "return_code",
    "youth",
    "assignment",
    "assignment_version",
    "assignment_request",
    "request_answer",
    "care_start",
    "care_start_all",
    "care_stop",
    "care_stop_all",
    "claim",
    "claim_line",
    "claim_decision",
    "finding",
    "care_form",
    "municipality",
    "provider",
    "calendar_month",
    "horizon",
    "started_delivery",
    "delivered_product",
    "spell",
    "delivery",
    "trajectory",
    "claim_account",
)
MARTS = ("spell", "delivery", "trajectory", "claim_account")
"""Views that the cache also holds worked out for the newest moment, in the order in which they read each other."""


@cache
def kept_sql(table: str) -> str:
    """Return the SELECT that builds a table of the cache from the record."""
    return (_FOLDER / "kept" / f"{table}.sql").read_text("utf-8")


@cache
def view_sql(view: str) -> str:
    """Return the SELECT of a view that stands at the moment asked."""
    return (_FOLDER / "views" / f"{view}.sql").read_text("utf-8")
