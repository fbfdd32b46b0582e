"""A kept forecast as a reader may see it: every amount goes through the disclosure gate, outside the own scope is nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.figures.scope import OutsideScope, Scope
from regiewijzer.figures.values import UNKNOWN, Value
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import AMOUNTS, OUTCOMES, QUANTILES, STEPS


@dataclass(frozen=True, slots=True)
class Node:
    """What a forecast is asked of: the region (both None), a municipality, a product category, or both."""

    municipality: str | None = None
    product: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The forecast of one sum and period ("2026", "2026-10"), in cents, as it may be seen. Values: AMOUNTS and QUANTILES."""

    node: Node
    period: str
    values: Mapping[str, Value]

    @property
    def is_year(self) -> bool:
        """Whether the line is of a whole year."""
        return len(self.period) == len("2026")

    def __getitem__(self, name: str) -> Value:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier vintage expected of its own year, and what it came to. Values: OUTCOMES and QUANTILES."""

    node: Node
    vintage: date
    values: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]


def require(scope: Scope, node: Node) -> None:
    """Raise OutsideScope when the node is not the reader's: another's municipality, or the region for who sees only the own."""
    if node.municipality is None:
        allowed = scope.region or scope.municipalities is None
    else:
        allowed = scope.providers is None and scope.allows(municipality=node.municipality)
    if not allowed:
        raise OutsideScope("the forecast of another organisation was asked")


def gated(row: Mapping[str, Any], name: str, scope: Scope) -> Value:
    """Return an amount of a line as this reader may see it; the line says who is behind it."""
    if row[name] is None:
        return UNKNOWN
    cell = MeasuredCell(
        period=date.min,
        dimensions=(),
        series=name,
        unit=Unit.CENTS,
        number=row[name],
        youths=max(1, row["youths"]),  # an amount with nobody known behind it is about somebody all the same
        largest_contribution=row["largest"],
        second_contribution=row["second"],
        beside=max(1, row["beside"]),  # and who is known to one provider alone may cost another one something
    )
    return through_gate(cell, detail=scope.detail, by_provider=False).value


def _values(row: Mapping[str, Any], names: Sequence[str], scope: Scope) -> Mapping[str, Value]:
    return {name: gated(row, name, scope) for name in names}


def _node(row: Mapping[str, Any]) -> Node:
    return Node(row["municipality"], row["product"])


def _of(table: pa.Table, column: str, code: str | None) -> pa.ChunkedArray:
    return pc.is_null(table[column]) if code is None else pc.equal(table[column], code)


def rows_of(table: pa.Table, node: Node) -> list[dict[str, Any]]:
    """Return the rows of a table that are about one node, exact."""
    chosen = pc.and_(_of(table, "municipality", node.municipality), _of(table, "product", node.product))
    rows: list[dict[str, Any]] = table.filter(chosen).to_pylist()
    return rows


def lines(run: Run, node: Node, scope: Scope) -> list[Line]:
    """Return the months and years of one node, in order of period; OutsideScope, TablesChanged."""
    require(scope, node)
    rows = rows_of(run.table("lines"), node)
    return [Line(_node(row), row["period"], _values(row, (*AMOUNTS, *QUANTILES), scope)) for row in rows]


def _is_beside(row: Mapping[str, Any], node: Node, dimension: str) -> bool:
    other = "product" if dimension == "municipality" else "municipality"
    return row[dimension] is not None and row[other] == getattr(node, other)


def may_see(scope: Scope, node: Node) -> bool:
    """Tell whether the node is the reader's."""
    try:
        require(scope, node)
    except OutsideScope:
        return False
    return True


def years_by(table: pa.Table, node: Node, dimension: str, scope: Scope) -> Iterator[dict[str, Any]]:
    """Yield the rows of years of the node broken down by a dimension, exact; what is another's is left out."""
    years = table.filter(pc.equal(pc.utf8_length(table["period"]), len("2026"))).to_pylist()
    yield from (row for row in years if _is_beside(row, node, dimension) and may_see(scope, _node(row)))


def lines_by(run: Run, node: Node, dimension: str, scope: Scope) -> list[Line]:
    """Return the years of the node broken down by "municipality" or "product"; what is another's is left out."""

    found = years_by(run.table("lines"), node, dimension, scope)
    return [Line(_node(row), row["period"], _values(row, (*AMOUNTS, *QUANTILES), scope)) for row in found]


def over_time(run: Run, node: Node, scope: Scope) -> list[Earlier]:
    """Return how the year of the forecast was expected at each vintage up to it: values "expected" and "raw"."""
    require(scope, node)
    year = f"{run.about.vintage:%Y}"
    behind = next((row for row in rows_of(run.table("lines"), node) if row["period"] == year), None)
    if behind is None:
        return []
    names = ("expected", "raw")
    rows = rows_of(run.table("vintages"), node)
    return [Earlier(node, row["vintage"], _values({**behind, **row}, names, scope)) for row in rows]


def changes(run: Run, node: Node, scope: Scope) -> dict[str, Value]:
    """Return by how much each cause moved the year of the node since the vintage before; none when that cannot be said.

    Where the amount of the year is hidden every step is, and all are rounded: their sum may be some thousands off.
    """
    require(scope, node)
    year = f"{run.about.vintage:%Y}"
    behind = next((row for row in rows_of(run.table("lines"), node) if row["period"] == year), None)
    if behind is None or "changes" not in run.names:
        return {}
    table = run.table("changes")
    for name in ("municipality", "product"):
        code = getattr(node, name)
        table = table if code is None else table.filter(pc.equal(table[name], code))
    found = table.group_by("step").aggregate([("cents", "sum")])
    moved = dict(zip(found["step"].to_pylist(), found["cents_sum"].to_pylist(), strict=True))
    return {name: gated({**behind, "step": moved.get(name, 0)}, "step", scope) for name in STEPS}


def history(run: Run, node: Node, scope: Scope) -> list[Earlier]:
    """Return what earlier vintages expected of the node and what came true, in order of vintage; none when no year is over."""
    require(scope, node)
    if "history" not in run.names:
        return []
    rows = rows_of(run.table("history"), node)
    return [Earlier(_node(row), row["vintage"], _values(row, (*OUTCOMES, *QUANTILES), scope)) for row in rows]
