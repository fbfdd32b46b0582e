"""Several years of a kept forecast as a reader may see them: cost, care, capacity and budget per year, through the gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import HIDDEN, UNKNOWN, Value, ValueState
from regiewijzer.pipeline.forecast_care import gated_count
from regiewijzer.pipeline.forecast_population import per_young_people
from regiewijzer.pipeline.forecast_room import below, plain, stepped
from regiewijzer.pipeline.forecast_shown import Node, gated, may_see, require
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import COST, OUTSIDE, QUANTILES, QUANTITIES

TABLE = "years"
LIKELY = ("expected", *QUANTILES)
Row = Mapping[str, Any]
NOTHING: dict[str, Value] = dict.fromkeys(LIKELY, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a node and form of care (None = all care): cost in cents, care in trajectories, each LIKELY by name.

    care: by QUANTITIES; what runs is that of the end of December. places, hours: in use on average, and in the year. version,
    budget, outside (OUTSIDE by name), total (claims with what is outside them), chance of spending more: as in `Room`. people:
    under 18 on 1 January; basis: "projection", "cohorts" or None. each: cost per 10,000 young people.
    """

    node: Node
    form: str | None
    period: str
    cost: Mapping[str, Value]
    care: Mapping[str, Mapping[str, Value]]
    places: Value
    hours: Value
    version: str | None
    budget: Value
    outside: Mapping[str, Value]
    total: Value
    chance: Value
    people: int | None
    basis: str | None
    each: Value


def _cents(row: Row) -> dict[str, Any]:
    return {**row, **{name: None if row[name] is None else round(row[name]) for name in LIKELY}}


def _likely(row: Row | None, scope: Scope, *, counted: bool) -> dict[str, Value]:
    """Return the expectation with its quantiles; all hidden when the expectation is."""
    if row is None:
        return NOTHING
    gate = gated_count if counted else gated
    told = _cents(row)
    expected = gate(told, "expected", scope)
    if expected.state is ValueState.HIDDEN:
        return dict.fromkeys(LIKELY, HIDDEN)
    return {name: gate(told, name, scope) for name in LIKELY}


def _key(row: Row) -> tuple[str | None, ...]:
    return row["municipality"], row.get("care_form"), row["period"]


class _Tables:
    """The tables of a forecast that tell of years, by what their rows are about."""

    def __init__(self, run: Run) -> None:
        table = run.table(TABLE)
        self.years = {name: self._by_key(table.filter(pc.equal(table["quantity"], name))) for name in (COST, *QUANTITIES)}
        self.budgets = self._by_key(run.table("year_budget"))
        self.ageing = self._by_key(run.table("ageing"))
        self.units = {(row["municipality"], row["care_form"], row["unit"]): row for row in run.table("units").to_pylist()}

    @staticmethod
    def _by_key(table: pa.Table) -> dict[tuple[str | None, ...], Row]:
        return {_key(row): row for row in table.to_pylist()}


def _in_use(tables: _Tables, key: tuple[str | None, ...], row: Row | None, unit: str, scope: Scope) -> Value:
    """Return what is used of capacity: so many units as the expected care in trajectories grows from this year on."""
    units, now = tables.units.get((key[0], key[1], unit)), tables.years["in_care"].get((*key[:2], _first(tables)))
    if units is None or row is None or now is None or not now["expected"] or key[1] is None:
        return UNKNOWN
    amount = max(0.0, units["amount"]) * row["expected"] / now["expected"]
    return gated_count({**row, "expected": round(amount)}, "expected", scope)


def _first(tables: _Tables) -> str:
    return min(key[2] or "" for key in tables.years[COST])


def _outside(budget: Row | None) -> int | None:
    parts = [None if budget is None else budget[name] for name in OUTSIDE if name != "settlement"]
    return None if any(part is None for part in parts) else sum(part for part in parts if part is not None)


def _chance(row: Row, budget: Row | None, expected: Value) -> Value:
    outside, quantiles = _outside(budget), [row[name] for name in QUANTILES]
    if budget is None or budget["budget"] is None or outside is None or any(one is None for one in quantiles):
        return UNKNOWN
    return HIDDEN if expected.state is ValueState.HIDDEN else stepped(1 - below(budget["budget"] - outside, quantiles))


def _total(row: Row, budget: Row | None, expected: Value, scope: Scope) -> Value:
    outside = _outside(budget)
    if outside is None or expected.number is None:
        return UNKNOWN if outside is None else expected
    return gated({**_cents(row), "expected": round(row["expected"]) + outside}, "expected", scope)


def _year(tables: _Tables, key: tuple[str | None, ...], row: Row, scope: Scope) -> Year:
    budget = tables.budgets.get(key)
    ageing = tables.ageing.get((key[0], None, key[2]), {})
    care = {name: _likely(tables.years[name].get(key), scope, counted=True) for name in QUANTITIES}
    cost, running = _likely(row, scope, counted=False), tables.years["in_care"].get(key)
    return Year(
        node=Node(key[0]),
        form=key[1],
        period=key[2] or "",
        cost=cost,
        care=care,
        places=_in_use(tables, key, running, "places", scope),
        hours=_in_use(tables, key, running, "hours", scope),
        version=None if budget is None else budget["version"],
        budget=plain(None if budget is None else budget["budget"], scope),
        outside={name: plain(None if budget is None else budget[name], scope) for name in OUTSIDE},
        total=_total(row, budget, cost["expected"], scope),
        chance=_chance(row, budget, cost["expected"]),
        people=ageing.get("people"),
        basis=ageing.get("basis"),
        each=per_young_people(cost["expected"], ageing.get("people")),
    )


def _chosen(tables: _Tables, wanted: Any, scope: Scope) -> list[Year]:
    found = [(key, row) for key, row in tables.years[COST].items() if wanted(key)]
    return [_year(tables, key, row, scope) for key, row in sorted(found, key=lambda one: tuple(part or "" for part in one[0]))]


def has_years(run: Run) -> bool:
    """Tell whether the forecast tells of more years and of forms: those made before do not."""
    return TABLE in run.names


def years_of_node(run: Run, node: Node, scope: Scope, form: str | None = None) -> list[Year]:
    """Return the years of a region or municipality, of all care or of one form; none of an older forecast. OutsideScope."""
    require(scope, node)
    if not has_years(run):
        return []
    return _chosen(_Tables(run), lambda key: key[:2] == (node.municipality, form), scope)


def years_by_form(run: Run, node: Node, scope: Scope) -> list[Year]:
    """Return the years of each form of care of a region or municipality. OutsideScope."""
    require(scope, node)
    if not has_years(run):
        return []
    return _chosen(_Tables(run), lambda key: key[0] == node.municipality and key[1] is not None, scope)


def years_by_municipality(run: Run, scope: Scope, form: str | None = None) -> list[Year]:
    """Return the years of each municipality that is the reader's."""
    if not has_years(run):
        return []
    return _chosen(_Tables(run), lambda key: key[0] is not None and key[1] == form and may_see(scope, Node(key[0])), scope)
