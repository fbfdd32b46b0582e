"""Reads the query of a definition: one whole SELECT over known views, in the subset of SQL that is portable."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import OptimizeError, ParseError, TokenError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from regiewijzer.definitions.queries_linter import line_of, refusals
from regiewijzer.definitions.queries_views import VIEWS, Views, sql_schema

DIALECT = "duckdb"


class QueryError(ValueError):
    """A query may not be used; the text starts with file and line."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was checked. `qualified` is the same statement with every column bound to its view."""

    file: str
    sql: str
    columns: tuple[str, ...]
    views: frozenset[str]
    qualified: exp.Query


def _single_select(sql: str, file: str) -> exp.Query:
    try:
        statements = [one for one in sqlglot.parse(sql, read=DIALECT) if one is not None]
    except (ParseError, TokenError) as error:
        place = getattr(error, "errors", None) or [{}]
        raise QueryError(file, int(place[0].get("line") or 1), f"not SQL: {place[0].get('description') or error}") from error
    if len(statements) != 1:
        raise QueryError(file, 1, f"one SELECT was expected, found {len(statements)} statements")
    statement = statements[0]
    if not isinstance(statement, exp.Select | exp.SetOperation):
        raise QueryError(file, line_of(statement), f"one SELECT was expected, found {statement.key.upper()}")
    return statement


def _sources(statement: exp.Query, file: str, views: Views) -> frozenset[str]:
    """Return the names of the views it reads; a name that is neither a view nor a CTE is refused."""
    local = {cte.alias: cte for cte in statement.find_all(exp.CTE)}
    for name, cte in local.items():
        if name in views:
            raise QueryError(file, line_of(cte), f"a CTE may not have the name of a view: {name}")
    read = set()
    for table in statement.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier) or table.db or table.catalog:
            raise QueryError(file, line_of(table), f"only views can be read, not {table.sql(DIALECT)}")
        if table.name not in views and table.name not in local:
            raise QueryError(file, line_of(table), f"unknown view {table.name}; known are {', '.join(sorted(views))}")
        read |= {table.name} & views.keys()
    return frozenset(read)


def _whole_row(statement: exp.Query, file: str, views: Views) -> None:
    """Refuse a column with the name of a source: it is the whole row, and lineage would miss its fields."""
    names = {table.alias_or_name for table in statement.find_all(exp.Table, exp.Subquery, exp.CTE)}
    columns = {column for view in views.values() for column in view} | {one.alias for one in statement.find_all(exp.Alias)}
    for column in statement.find_all(exp.Column):
        if not column.table and column.name in names - columns:
            raise QueryError(file, line_of(column), f"name the columns: {column.name} is a whole row")


def _line_of_unresolved(statement: exp.Query, message: str) -> int:
    """Return the line of the column that could not be bound; the optimizer names it but not always its place."""
    names = {word.strip("'\".,") for word in message.split()}
    return min((line_of(one) for one in statement.find_all(exp.Column) if one.name in names), default=1)


def _qualified(statement: exp.Query, file: str, views: Views) -> exp.Query:
    schema: dict[str, object] = dict(sql_schema(views))
    try:
        bound = qualify(statement.copy(), schema=schema, dialect=DIALECT)
        typed = annotate_types(bound, schema=schema, dialect=DIALECT)
    except OptimizeError as error:
        reason = str(error).split(" Line:")[0].strip()
        raise QueryError(file, _line_of_unresolved(statement, reason), reason) from error
    assert isinstance(typed, exp.Query), typed
    return typed


def _output(statement: exp.Query, file: str, expected: Sequence[str], optional: Sequence[str]) -> tuple[str, ...]:
    """Return the output columns: those expected, then any of the optional ones in their order."""
    found = list(statement.named_selects)
    more = [name for name in optional if name in found]
    if found != [*expected, *more]:
        line = line_of(statement.selects[0]) if statement.selects else 1
        may = f" (then, as needed: {', '.join(optional)})" if optional else ""
        raise QueryError(file, line, f"columns expected: {', '.join(expected)}{may}; found: {', '.join(found)}")
    return tuple(found)


def parse_query(
    sql: str,
    *,
    file: str,
    output: Sequence[str],
    optional: Sequence[str] = (),
    views: Views = VIEWS,
    also: tuple[type[exp.Expr], ...] = (),
) -> Query:
    """Return the checked query. `output` are its columns in order, `optional` those that may follow.

    `also` are kinds of expression that its caller allows.

    Raises QueryError with file and line when it is not exactly one SELECT, reads something else than known columns
    of known views, has other output columns, or says what does not mean the same on every engine.
    """
    statement = _single_select(sql, file)
    for line, reason in refusals(statement, also):
        raise QueryError(file, line, reason)
    read = _sources(statement, file, views)
    _whole_row(statement, file, views)
    bound = _qualified(statement, file, {name: views[name] for name in read})
    for line, reason in refusals(bound, also):
        raise QueryError(file, line, reason)
    columns = _output(statement, file, output, optional)
    return Query(file=file, sql=sql, columns=columns, views=read, qualified=bound)
