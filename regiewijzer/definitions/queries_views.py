"""The views a definition may read, with their columns: what stands open after `open_as_of`."""

from collections.abc import Mapping

from regiewijzer.definitions.tables import RECORDED
from regiewijzer.vocabulary.events import Kind, Table

Views = Mapping[str, Mapping[str, Kind]]

KNOWN = {"known_at": Kind.TIMESTAMP, "known_basis": Kind.TEXT, "load_number": Kind.INTEGER}

_EXTRA: Mapping[str, dict[str, Kind]] = {"claim_line": {"line_status": Kind.TEXT, "credited": Kind.BOOLEAN}}


def _columns(words: str) -> dict[str, Kind]:
    """Return columns written as "name name:date name:integer"; text when no type is named."""
    pairs = (word.partition(":") for word in words.split())
    return {name: Kind(kind or "text") for name, _, kind in pairs}


_PERIOD = "started_on:date delivered_until:date end_reason ended_by"
_DERIVED: Mapping[str, Mapping[str, Kind]] = {
    "finding": _columns(
        "rule level:integer severity source_file source_member message_id message_type return_code path ordinal:integer"
        " line:integer value owner_role owner_code detail"
    )
    | KNOWN,
    "care_form": _columns("product_category product_code care_form"),
    "care_form_kind": _columns("care_form residence:boolean family_like:boolean secure:boolean weight:integer"),
    "calendar_month": _columns("month:date next_month:date"),
    "region_setting": _columns("trajectory_gap_days:integer"),
    "delivery": _columns(
        f"youth_id municipality_code provider_code assignment_id product_category product_code care_form {_PERIOD}"
    ),
    "trajectory": _columns(
        f"trajectory_id youth_id municipality_code provider_code care_form product_category {_PERIOD} spell_count:integer"
    ),
    "care_stretch": _columns(
        "trajectory_id youth_id municipality_code provider_code assignment_id product_category care_form started_on:date"
        " delivered_until:date trajectory_started_on:date trajectory_until:date end_reason ended_by"
    ),
    "care_path_step": _columns(
        "trajectory_id youth_id provider_code care_form started_municipality_code started_product_category started_assignment_id"
        f" municipality_code product_category {_PERIOD} days_without_care_before:integer days_without_care_after:integer"
        " next_trajectory_id next_care_form next_started_on:date"
    ),
    "trajectory_referrer": _columns("trajectory_id referrer_type"),
    "claim_account": _columns(
        "provider_code municipality_code month:date submitted_cents:integer approved_cents:integer rejected_cents:integer"
        " open_cents:integer"
    ),
    "municipality": _columns("municipality_code name valid_from:date valid_until:date successor_code subregion"),
    "municipality_term": _columns("municipality_code term valid_from:date valid_until:date"),
    "provider": _columns("provider_code name funding"),
}


def _event_view(table: Table) -> Mapping[str, Kind]:
    return {column.name: column.kind for column in table.columns} | KNOWN | _EXTRA.get(table.name, {})


_EVENTS = {table.name: _event_view(table) for table in RECORDED}

VIEWS: Views = {**_EVENTS, "assignment_version": _EVENTS["assignment"], **_DERIVED}

_DUCKDB_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.DATE: "DATE",
    Kind.TIMESTAMP: "TIMESTAMP",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.DECIMAL: "DECIMAL(18,2)",
}


def sql_type(kind: Kind) -> str:
    """Return the DuckDB type of a kind of column."""
    return _DUCKDB_TYPES[kind]


def sql_schema(views: Views) -> dict[str, dict[str, str]]:
    """Return views and columns with their types as sqlglot wants them."""
    return {view: {name: sql_type(kind) for name, kind in columns.items()} for view, columns in views.items()}
