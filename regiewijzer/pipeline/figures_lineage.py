"""From a figure to the elements of the messages: lineage through the views and tables of the ledger."""

import re
from collections.abc import Collection, Mapping
from functools import cache

import sqlglot
from sqlglot import exp

from regiewijzer.definitions.queries import DIALECT, Query
from regiewijzer.definitions.queries_lineage import Field, Lineage, Sources, at_the_bottom, lineage, message_elements
from regiewijzer.definitions.queries_views import VIEWS, sql_schema
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.indicators.dimensions import Lookup, lookups
from regiewijzer.indicators.facts import Measurable
from regiewijzer.ledger import sql_files
from regiewijzer.ledger.region import Region
from regiewijzer.ledger.schema import KEPT_SCHEMAS

_PARAMETER = re.compile(r"\$\d+")
# Reference data that the ledger takes from files, not from messages.
_FROM_FILES = ("care_form", "care_form_kind", "municipality", "municipality_term", "region_setting", "provider")


@cache
def ledger_sources() -> Sources:
    """Return the SQL of the ledger by name, down to the tables of the record."""
    copied = {f"kept.{table}": f"SELECT * FROM record.{table}" for table in sql_files.COPIED_TABLES}  # noqa: S608
    # What is read while others are built stands in the schema of the record.
    schemas = {table: "record" if table in sql_files.READ_ONCE else "kept" for table in sql_files.KEPT_TABLES}
    kept = {f"{schema}.{table}": sql_files.kept_sql(table) for table, schema in schemas.items()}
    views = {view: sql_files.view_sql(view) for view in sql_files.VIEWS}
    known = sql_schema(VIEWS)
    record = {table: {column.name: "VARCHAR" for column in schema} for table, schema in KEPT_SCHEMAS.items()}
    bottom = at_the_bottom({"record": record, "kept": {name: known[name] for name in _FROM_FILES}})
    return Sources(bottom, copied | kept | views)


_FOUND: dict[tuple[str, str], Lineage] = {}


def lineage_of(query: Query) -> Lineage:
    """Return the fields of the record that the query uses, through every view; worked out once per process."""
    key = (query.file, query.sql)
    if key not in _FOUND:
        _FOUND[key] = lineage(query, ledger_sources())
    return _FOUND[key]


def settings_of(query: Query, region: Region) -> Mapping[str, int]:
    """Return the settings of the region that the query depends on, through every view."""
    names = (column for table, column in sorted(lineage_of(query).fields) if table == "region_setting")
    return {name: getattr(region, name) for name in names}


def event_tables(query: Query) -> tuple[str, ...]:
    """Return the tables of events that the query itself reads, not those that views read to decide over them."""
    return tuple(sorted({table for table, _ in lineage_of(query).values if table in BY_NAME}))


def fields_of_sql(sql: str, name: str) -> frozenset[Field]:
    """Return the fields of the record that a query of the program uses; `name` is what to call it when it cannot be bound."""
    sql = _PARAMETER.sub("(NULL)", sql)  # "$3[...]" reads as the beginning of a text, and a parameter is no field anyway
    statement = sqlglot.parse_one(sql, read=DIALECT)
    assert isinstance(statement, exp.Query), name
    return lineage(Query(name, sql, tuple(statement.named_selects), frozenset(), statement), ledger_sources()).fields


@cache
def looked_up(lookup: Lookup) -> frozenset[Field]:
    """Return the fields of the record behind what the engine looks up for a dimension."""
    return fields_of_sql(lookup.select, lookup.name)


def fields_of(definition: Measurable, names: Collection[str] = ()) -> frozenset[Field]:
    """Return the fields of the record that a figure uses: those of the query, and of what is looked up for these dimensions."""
    own = lineage_of(definition.query).fields
    return own.union(*(looked_up(lookup) for lookup in lookups(names)))


def elements_of(definition: Measurable, names: Collection[str] = ()) -> Mapping[str, str]:
    """Return "table.column" -> the element of the messages, or the file, that fills it."""
    return message_elements(fields_of(definition, names))
