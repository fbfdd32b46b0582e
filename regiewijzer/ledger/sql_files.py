"""The SQL of the ledger, one SELECT per file: `kept/` builds the cache's tables, `views/` stand on them at a moment.

Extract tables have no files: theirs is made from the definition (`extract_sql`).
"""

from functools import cache
from pathlib import Path

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.ledger import extract_sql

_FOLDER = Path(__file__).parent

EXTRACT_TABLES = tuple(load_extract_tables())
# In the order in which they read each other.
KEPT_TABLES = (
    "calendar_month",
    "person_pair",
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
    "delivered_slice",
    *EXTRACT_TABLES,
)
COPIED_TABLES = ("message", "return_code", "assignment_request", "request_answer", "claim", "claim_decision")
READ_ONCE = ("line_standing",)
"""Of these: read while others are built, never stored. Six million claim lines written twice took a quarter of the rebuild."""
SCAFFOLDING = ("claim_verdict", "line_credit")
"""Of these: only other tables are built from them."""

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
    "delivered_slice",
    *EXTRACT_TABLES,
    "care_form",
    "care_form_kind",
    "municipality",
    "municipality_term",
    "region_setting",
    "provider",
    "message_since",
    "calendar_month",
    "horizon",
    "started_delivery",
    "delivered_product",
    "spell",
    "delivery",
    "trajectory",
    "care_stretch",
    "care_path_step",
    "trajectory_referrer",
    "claim_account",
)
MARTS = ("spell", "delivery", "trajectory", "care_stretch", "care_path_step", "trajectory_referrer", "claim_account")
"""Views that the cache also holds worked out for the newest moment, in the order in which they read each other."""


@cache
def kept_sql(table: str) -> str:
    """Return the SELECT that builds a table of the cache from the record."""
    extract = load_extract_tables().get(table)
    return extract_sql.kept_sql(extract) if extract else (_FOLDER / "kept" / f"{table}.sql").read_text("utf-8")


@cache
def view_sql(view: str) -> str:
    """Return the SELECT of a view that stands at the moment asked."""
    extract = load_extract_tables().get(view)
    return extract_sql.view_sql(extract) if extract else (_FOLDER / "views" / f"{view}.sql").read_text("utf-8")


def all_files() -> tuple[Path, ...]:
    """Return the files of this SQL, in order of name."""
    return tuple(sorted((*(_FOLDER / "kept").glob("*.sql"), *(_FOLDER / "views").glob("*.sql"))))
