"""Which fields a query really uses: as value, or only to choose, join and order rows.

`sqlglot.lineage` follows values and misses what stands only in WHERE, JOIN, PARTITION or ORDER. So: bind every column
to its source, push projections down until nothing unused is left, and collect the base columns of every scope.
Derived views are put in place first, so that the fields are those of the event tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from regiewijzer.definitions.queries import DIALECT, Query
from regiewijzer.definitions.queries_views import VIEWS, Views, sql_schema
from regiewijzer.vocabulary.events import BY_NAME

Field = tuple[str, str]  # view, column


@dataclass(frozen=True, slots=True)
class Lineage:
    """The fields a query uses: those whose value comes out, and those that only decide which rows count."""

    values: frozenset[Field]
    conditions: frozenset[Field]

    @property
    def fields(self) -> frozenset[Field]:
        """Every field it uses."""
        return self.values | self.conditions


def _with_views(statement: exp.Query, view_sql: Mapping[str, str]) -> exp.Query:
    """Return the statement with derived views replaced by what they are made of, down to the tables."""
    local = {cte.alias for cte in statement.find_all(exp.CTE)}
    for table in list(statement.find_all(exp.Table)):
        if table.name in view_sql and table.name not in local and not table.db:
            below = {name: sql for name, sql in view_sql.items() if name != table.name}
            inner = sqlglot.parse_one(view_sql[table.name], read=DIALECT)
            assert isinstance(inner, exp.Query), (table.name, inner.key)
            table.replace(_with_views(inner, below).subquery(table.alias_or_name))
    return statement


def minimal(query: Query, view_sql: Mapping[str, str] | None = None, views: Views = VIEWS) -> exp.Query:
    """Return the bound statement without what is not needed for its outcome; derived views put in place."""
    statement = sqlglot.parse_one(query.sql, read=DIALECT)
    assert isinstance(statement, exp.Query), query.file
    expanded = _with_views(statement, view_sql or {})
    schema: dict[str, object] = dict(sql_schema(views))
    bound = pushdown_projections(qualify(expanded, schema=schema, dialect=DIALECT))
    assert isinstance(bound, exp.Query), query.file
    return bound


def _base_fields(scope: Scope) -> Iterator[Field]:
    for column in scope.columns:
        source = scope.sources.get(column.table)
        if isinstance(source, exp.Table):
            yield source.name, column.name


def _value_columns(expression: exp.Expr) -> Iterator[exp.Column]:
    """Yield the columns whose value comes out of a projection: not those that only order, partition, filter or test."""
    match expression:
        case exp.Column():
            yield expression
        case exp.Case():
            outcomes = [branch.args["true"] for branch in expression.args["ifs"]]
            for part in [*outcomes, expression.args.get("default")]:
                if part is not None:
                    yield from _value_columns(part)
        case exp.Window() | exp.Filter():
            yield from _value_columns(expression.this)
        case _:
            for part in expression.iter_expressions():
                yield from _value_columns(part)


def _value_fields(scope: Scope, positions: frozenset[int]) -> Iterator[Field]:
    """Yield the base fields behind these output positions, through CTEs, subqueries and both sides of a UNION."""
    if scope.set_operation_scopes:
        for side in scope.set_operation_scopes:
            yield from _value_fields(side, positions)
        return
    assert isinstance(scope.expression, exp.Query), scope.expression.key
    selects = scope.expression.selects
    for column in (one for position in positions for one in _value_columns(selects[position])):
        source = scope.sources.get(column.table)
        if isinstance(source, exp.Table):
            yield source.name, column.name
        elif isinstance(source, Scope) and isinstance(source.expression, exp.Query):
            names = source.expression.named_selects
            yield from _value_fields(source, frozenset({names.index(column.name)}))


def _scopes(root: Scope) -> Iterator[Scope]:
    seen = set()
    for scope in root.traverse():
        if id(scope) not in seen:
            seen.add(id(scope))
            yield scope


def lineage(query: Query, view_sql: Mapping[str, str] | None = None, views: Views = VIEWS) -> Lineage:
    """Return the fields the query uses. `view_sql` holds the SELECT of each derived view, by name."""
    smallest = minimal(query, view_sql, views)
    root = build_scope(smallest)
    assert root is not None, query.file
    everything = {field for scope in _scopes(root) for field in _base_fields(scope)}
    values = frozenset(_value_fields(root, frozenset(range(len(smallest.selects)))))
    return Lineage(values=values, conditions=frozenset(everything) - values)


_ELSEWHERE = {
    "known_at": "moment of receipt",
    "known_basis": "how the moment of receipt was set",
    "load_number": "number of the load",
    "care_form": "definitions/codelists/care_forms.yaml",
    "calendar_month": "calendar",
    "municipality": "region.yaml",
    "provider": "region.yaml",
}

_OF_HEADER = {column.name: column.source for column in BY_NAME["message"].columns if column.source.startswith("Header/")}
_OF_HEADER["dated_on"] = "Header/BerichtIdentificatie/Dagtekening"


def source_of(view: str, column: str) -> str:
    """Return what fills a field: "301: ToegewezenProduct/Ingangsdatum", a file, or how it is derived."""
    table = BY_NAME.get("assignment" if view == "assignment_version" else view)
    if table is None:
        return _ELSEWHERE.get(view, "derived")
    known = next((one for one in table.columns if one.name == column), None)
    if known is None:
        return _ELSEWHERE.get(column, "derived")
    element = known.source or _OF_HEADER.get(column, "derived")
    return f"{' '.join(table.messages)}: {element}"


def message_elements(fields: frozenset[Field]) -> dict[str, str]:
    """Return "view.column" -> what fills it, sorted."""
    return {f"{view}.{column}": source_of(view, column) for view, column in sorted(fields)}
