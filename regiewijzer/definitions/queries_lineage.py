"""Which fields a query really uses: as value, or only to choose, join and order rows.

`sqlglot.lineage` follows values and misses what stands only in WHERE, JOIN, PARTITION or ORDER. So: bind every column
to its source, push projections down until nothing unused is left, and collect the base columns of every scope.
Derived views are put in place first, so that the fields are those of the event tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeGuard

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope
from sqlglot.schema import MappingSchema, Schema

from regiewijzer.definitions.queries import DIALECT, Query
from regiewijzer.definitions.queries_views import VIEWS, sql_schema
from regiewijzer.definitions.tables import BY_NAME

Field = tuple[str, str]  # view, column
KEPT = 256  # statements; the ledger has some forty


@dataclass(frozen=True, slots=True)
class Lineage:
    """The fields a query uses: those whose value comes out, and those that only decide which rows count."""

    values: frozenset[Field]
    conditions: frozenset[Field]

    @property
    def fields(self) -> frozenset[Field]:
        """Every field it uses."""
        return self.values | self.conditions


@dataclass(frozen=True, slots=True)
class Sources:
    """Where fields come from: `select` holds the SELECT behind a view by its (dotted) name, `schema` what lies at the bottom."""

    schema: Schema
    select: Mapping[str, str] = field(default_factory=dict)


def at_the_bottom(tables: Mapping[str, object]) -> Schema:
    """Return the columns by table, made ready once: of a mapping the optimizer looks at every name again for every query."""
    return MappingSchema(dict(tables), dialect=DIALECT)


VIEWS_ONLY = Sources(at_the_bottom(sql_schema(VIEWS)))


def _dotted(table: exp.Table) -> str:
    return f"{table.db}.{table.name}" if table.db else table.name


@lru_cache(KEPT)
def _parsed(select: str) -> exp.Query:
    """Return the statement of a view, to copy: the same views stand under every query."""
    statement = sqlglot.parse_one(select, read=DIALECT)
    assert isinstance(statement, exp.Query), select
    return statement


def _collect(statement: exp.Query, select: Mapping[str, str], found: dict[str, exp.Query]) -> None:
    """Point the statement at the views it reads by one flat name, and put what they are made of in `found`, deepest first."""
    local = {cte.alias for cte in statement.find_all(exp.CTE)}
    for table in list(statement.find_all(exp.Table)):
        name = _dotted(table)
        if name not in select or name in local:
            continue
        flat = name.replace(".", "__")
        if flat not in found:
            inner = _parsed(select[name]).copy()
            _collect(inner, select, found)
            found[flat] = inner
        table.replace(exp.table_(flat, alias=table.alias_or_name))


def _put_in_place(statement: exp.Query, select: Mapping[str, str]) -> exp.Query:
    """Return the statement with every view it stands on as a CTE before it: each is looked at once, however often it is read."""
    found: dict[str, exp.Query] = {}
    _collect(statement, select, found)
    before = [exp.CTE(this=inner, alias=exp.TableAlias(this=exp.to_identifier(name))) for name, inner in found.items()]
    own = statement.args.get("with_")
    if before:
        statement.set("with_", exp.With(expressions=[*before, *(own.expressions if own else [])]))
    return statement


def minimal(query: Query, sources: Sources = VIEWS_ONLY) -> exp.Query:
    """Return the bound statement without what is not needed for its outcome, views put in place."""
    statement = sqlglot.parse_one(query.sql, read=DIALECT)
    assert isinstance(statement, exp.Query), query.file
    whole = _put_in_place(statement, sources.select)
    bound = pushdown_projections(qualify(whole, schema=sources.schema, dialect=DIALECT))
    assert isinstance(bound, exp.Query), query.file
    return bound


def _is_table(source: object) -> TypeGuard[exp.Table]:
    return isinstance(source, exp.Table) and isinstance(source.this, exp.Identifier)


def _base_fields(scope: Scope) -> Iterator[Field]:
    for column in scope.columns:
        source = scope.sources.get(column.table)
        if _is_table(source):
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


def _value_fields(scope: Scope, position: int, seen: set[tuple[int, int]]) -> Iterator[Field]:
    """Yield the base fields behind an output position, through CTEs, subqueries and both sides of a UNION."""
    if (id(scope), position) in seen:
        return
    seen.add((id(scope), position))
    for side in scope.set_operation_scopes:
        yield from _value_fields(side, position, seen)
    if scope.set_operation_scopes or not isinstance(scope.expression, exp.Query):
        return
    for column in _value_columns(scope.expression.selects[position]):
        source = scope.sources.get(column.table)
        if _is_table(source):
            yield source.name, column.name
        elif isinstance(source, Scope) and isinstance(source.expression, exp.Query):
            yield from _value_fields(source, source.expression.named_selects.index(column.name), seen)


def _scopes(root: Scope) -> Iterator[Scope]:
    seen = set()
    for scope in root.traverse():
        if id(scope) not in seen:
            seen.add(id(scope))
            yield scope


def lineage(query: Query, sources: Sources = VIEWS_ONLY) -> Lineage:
    """Return the fields the query uses, at the bottom of `sources`."""
    smallest = minimal(query, sources)
    root = build_scope(smallest)
    assert root is not None, query.file
    everything = {one for scope in _scopes(root) for one in _base_fields(scope)}
    seen: set[tuple[int, int]] = set()
    values = frozenset(one for place in range(len(smallest.selects)) for one in _value_fields(root, place, seen))
    return Lineage(values=values, conditions=frozenset(everything) - values)


_ELSEWHERE = {
    "known_at": "moment of receipt",
    "known_basis": "how the moment of receipt was set",
    "load_number": "number of the load",
    "care_form": "definitions/codelists/care_forms.yaml",
    "care_form_kind": "definitions/codelists/care_forms.yaml",
    "calendar_month": "calendar",
    "municipality": "region.yaml",
    "provider": "region.yaml",
    "delivered_slice": "parts of the deliveries of extracts",
}

_OF_HEADER = {column.name: column.source for column in BY_NAME["message"].columns if column.source.startswith("Header/")}
_OF_HEADER["dated_on"] = "Header/BerichtIdentificatie/Dagtekening"


def source_of(view: str, column: str) -> str:
    """Return what fills a field: "301: ToegewezenProduct/Ingangsdatum", a file, or how it is derived."""
    table = BY_NAME.get("assignment" if view == "assignment_version" else view)
    if table is None or view in _ELSEWHERE:
        return _ELSEWHERE.get(view, "derived")
    known = next((one for one in table.columns if one.name == column), None)
    if known is None:
        return _ELSEWHERE.get(column, "derived")
    element = known.source or _OF_HEADER.get(column, "derived")
    return f"{' '.join(table.messages)}: {element}"


def message_elements(fields: frozenset[Field]) -> dict[str, str]:
    """Return "view.column" -> what fills it, sorted."""
    return {f"{view}.{column}": source_of(view, column) for view, column in sorted(fields)}
