"""Whether the forecast fits the budget: claims expected, money outside the claims, and the chance of spending more (B6, F6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow.compute as pc

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import HIDDEN, UNKNOWN, Value, ValueState, shown
from regiewijzer.pipeline.forecast_shown import Node, gated, require, rows_of
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import OUTSIDE, QUANTILES

STEP = 0.05  # a chance is told in steps of this size: more would look surer than it is
LEVELS = tuple(int(name[1:]) / 1000 for name in QUANTILES)


@dataclass(frozen=True, slots=True)
class Room:
    """The year of a forecast against its budget, in cents.

    version: of the budget ("original", "spring", "autumn"), None when municipalities differ. outside: OUTSIDE by name. total:
    claims with what is outside them, without settlement of earlier years. chance: of spending more than the budget, in steps
    from "at most the first" to "at least the last"; unknown without a budget, an interval, or money outside the claims.
    """

    node: Node
    version: str | None
    budget: Value
    claims: Value
    outside: Mapping[str, Value]
    total: Value
    chance: Value


def plain(cents: int | None, scope: Scope) -> Value:
    """Return money that is about an organisation and no person."""
    if cents is None:
        return UNKNOWN
    cell = MeasuredCell(date.min, (), "", Unit.CENTS, cents, is_personal=False)
    return through_gate(cell, detail=scope.detail, by_provider=False).value


def below(amount: float, quantiles: list[float]) -> float:
    """Return the chance that the outcome stays below an amount: straight between the quantiles, no surer than the outer ones."""
    if amount <= quantiles[0]:
        return LEVELS[0]
    for (low, least), (high, most) in pairwise(zip(quantiles, LEVELS, strict=True)):
        if amount <= high:
            return least + (most - least) * (amount - low) / (high - low) if high > low else most
    return LEVELS[-1]


def stepped(chance: float) -> Value:
    """Return a chance in steps of STEP, never surer than one step from nought or certainty."""
    return shown(round(min(max(round(chance / STEP) * STEP, STEP), 1 - STEP), 2))


def _outside(budget: Mapping[str, Any]) -> int | None:
    parts = [budget[name] for name in OUTSIDE if name != "settlement"]
    return None if any(part is None for part in parts) else sum(parts)


def _chance(line: Mapping[str, Any], budget: Mapping[str, Any], claims: Value) -> Value:
    outside = _outside(budget)
    quantiles = [line[name] for name in QUANTILES]
    if budget["budget"] is None or outside is None or any(one is None for one in quantiles):
        return UNKNOWN
    if claims.state is ValueState.HIDDEN:
        return HIDDEN
    return stepped(1 - below(budget["budget"] - outside, quantiles))


def _room(line: Mapping[str, Any], budget: Mapping[str, Any], scope: Scope) -> Room:
    claims, outside = gated(line, "expected", scope), _outside(budget)
    total = UNKNOWN if outside is None else claims
    if outside is not None and claims.number is not None:
        total = gated({**line, "expected": line["expected"] + outside}, "expected", scope)
    return Room(
        Node(line["municipality"]),
        budget["version"],
        plain(budget["budget"], scope),
        claims,
        {name: plain(budget[name], scope) for name in OUTSIDE},
        total,
        _chance(line, budget, claims),
    )


def rooms_of(run: Run, node: Node, scope: Scope) -> list[Room]:
    """Return the room of the year of the forecast: of the node, and of every own municipality when the node is the region.

    None for a product category, since budgets know none, and for a forecast from before budgets were kept. OutsideScope.
    """
    require(scope, node)
    if node.product is not None or "budget" not in run.names:
        return []
    budgets = {row["municipality"]: row for row in run.table("budget").to_pylist()}
    table = run.table("lines")
    year = table.filter(pc.and_(pc.equal(table["period"], f"{run.about.vintage:%Y}"), pc.is_null(table["product"])))
    wanted = [node, *(Node(code) for code in sorted(filter(None, budgets)) if node.municipality is None and _own(scope, code))]
    return [
        _room(line, budgets[one.municipality], scope)
        for one in wanted
        for line in rows_of(year, one)
        if one.municipality in budgets
    ]


def _own(scope: Scope, code: str) -> bool:
    return scope.providers is None and scope.allows(municipality=code)
