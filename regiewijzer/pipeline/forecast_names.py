"""Who and what a forecast names, as a reader may see it: the largest contributions to why it moved, and silent providers.

A provider is named to who may see every provider: of the region the service organisation, of a municipality itself too. A
provider sees that it is silent itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.disclosure.small_numbers import is_small
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.pipeline.forecast_shown import Node, gated, require, rows_of
from regiewijzer.pipeline.forecast_store import Run

LARGEST = 3
PRODUCT, PROVIDER = "product", "provider"


@dataclass(frozen=True, slots=True)
class Mover:
    """A product or provider that moved the year: by how much in all, and which step most, by how much."""

    dimension: str
    code: str
    total: Value
    step: str
    of_step: Value


@dataclass(frozen=True, slots=True)
class Silent:
    """A provider from which no claim came after the month `heard`, though it has care that runs."""

    provider: str
    heard: date


def may_name_providers(scope: Scope, node: Node) -> bool:
    """Tell whether providers may be named: of the region to who sees all of it, of a municipality to who sees that one."""
    return scope.providers is None and (node.municipality is not None or scope.municipalities is None)


def _changes(run: Run, node: Node) -> pa.Table:
    table = run.table("changes")
    for name in ("municipality", PRODUCT):
        code = getattr(node, name)
        table = table if code is None else table.filter(pc.equal(table[name], code))
    return table


def _by(table: pa.Table, dimension: str) -> dict[str, dict[str, int]]:
    """Return the cents of each step per code."""
    summed = table.group_by([dimension, "step"]).aggregate([("cents", "sum")])
    found: dict[str, dict[str, int]] = {}
    for row in summed.to_pylist():
        found.setdefault(row[dimension], {})[row["step"]] = row["cents_sum"]
    return found


def _of_product(behind: Mapping[str, Any], scope: Scope, cents: int) -> Value:
    return gated({**behind, "step": cents}, "step", scope)


def _of_provider(youths: int, scope: Scope, cents: int) -> Value:
    cell = MeasuredCell(date.min, (), "", Unit.CENTS, cents, youths=max(1, youths))
    return through_gate(cell, detail=scope.detail, by_provider=True).value


def _mover(dimension: str, code: str, steps: Mapping[str, int], values: Callable[[int], Value]) -> Mover | None:
    step = max(steps, key=lambda name: abs(steps[name]))
    total, of_step = values(sum(steps.values())), values(steps[step])
    if total.state is ValueState.HIDDEN or not total.number:
        return None
    return Mover(dimension, code, total, step, of_step)


def _largest(found: list[Mover | None]) -> list[Mover]:
    told = [one for one in found if one is not None]
    return sorted(told, key=lambda one: -abs(one.total.number or 0))[:LARGEST]


def _products(run: Run, node: Node, scope: Scope, moved: pa.Table) -> list[Mover]:
    year, rows = f"{run.about.vintage:%Y}", run.table("lines")
    rows = rows.filter(pc.equal(rows["period"], year))
    found = []
    for code, steps in _by(moved, PRODUCT).items():
        behind = next(iter(rows_of(rows, Node(node.municipality, code))), None)
        if behind is not None:
            found.append(_mover(PRODUCT, code, steps, partial(_of_product, behind, scope)))
    return _largest(found)


def _providers(run: Run, node: Node, scope: Scope, moved: pa.Table) -> list[Mover]:
    people = {
        row["provider"]: row["youths"]
        for row in run.table("provider_people").to_pylist()
        if row["municipality"] == node.municipality
    }
    moved_by = _by(moved, PROVIDER).items()
    found = [_mover(PROVIDER, code, steps, partial(_of_provider, people.get(code, 0), scope)) for code, steps in moved_by]
    return _largest(found)


def movers(run: Run, node: Node, scope: Scope) -> list[Mover]:
    """Return the product categories and providers that moved the year of a region or municipality most; OutsideScope.

    What may not be shown is left out, and so is everything where a product category is asked: too few are behind its providers.
    """
    require(scope, node)
    if node.product is not None or "changes" not in run.names:
        return []
    moved = _changes(run, node)
    found = _products(run, node, scope, moved)
    if "provider_people" in run.names and may_name_providers(scope, node):
        found += _providers(run, node, scope, moved)
    return found


def silent_providers(run: Run, node: Node, scope: Scope) -> list[Silent]:
    """Return the providers that were not heard of lately and may be named, the longest first; OutsideScope.

    In a municipality only those with enough young people there. A provider sees itself.
    """
    require(scope, node)
    if "silent" not in run.names:
        return []
    people = {(row["municipality"], row["provider"]): row["youths"] for row in run.table("provider_people").to_pylist()}
    rows = [row for row in run.table("silent").to_pylist() if row["municipality"] == node.municipality]
    told = [
        Silent(row["provider"], row["heard"])
        for row in rows
        if _named(scope, node, row["provider"]) and not is_small(people.get((node.municipality, row["provider"]), 0))
    ]
    return sorted(told, key=lambda one: (one.heard, one.provider))


def _named(scope: Scope, node: Node, provider: str) -> bool:
    own = scope.providers is not None and provider in scope.providers
    return own or may_name_providers(scope, node)
