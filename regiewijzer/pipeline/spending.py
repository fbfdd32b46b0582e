"""The spending room of providers (F7) as a reader may see it: what was claimed, and the rest of the year from a kept forecast.

Everything is of one moment, that of the forecast, which keeps it. The caps are those that hold now. Amounts go through the
disclosure gate as a whole: behind every part of a scope are the same young people, so that no part follows from the others.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.contracting.changes import Row
from regiewijzer.contracting.spending import Cap, Exhaustion, MonthEnd, Parts, exhaustion
from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import Run, read_run
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.vocabulary.periods import first_of_month

Key = tuple[str, str | None]  # provider, municipality (None: all together)
AMOUNTS = ("approved", "open", "delivered", "committed", "new")


class NoSpending(LookupError):
    """The forecast is from before it kept how the year of each provider adds up."""


@dataclass(frozen=True, slots=True)
class People:
    """Distinct young people: behind the amounts, with care that runs, and with an assignment of which no start is known."""

    behind: int = 0
    in_care: int = 0
    waiting: int = 0


@dataclass
class _State:
    """Exact, and so never shown: parts, months and people per scope of the year of a forecast."""

    parts: dict[Key, Parts] = field(default_factory=lambda: defaultdict(Parts))
    courses: dict[Key, list[MonthEnd]] = field(default_factory=dict)
    people: dict[Key, People] = field(default_factory=lambda: defaultdict(People))


@dataclass(frozen=True, slots=True)
class Room:
    """The room of one scope as a reader may see it; amounts in cents.

    parts: by AMOUNTS, with "used", "bound" and "expected". cap: None where the reader sees a part of a scope that has one cap for
    all municipalities (`joint_cap`). runs_out: None when what is behind it is hidden.
    """

    provider: str
    municipality: str | None
    year: int
    cap: Cap | None
    joint_cap: Cap | None
    parts: Mapping[str, Value]
    runs_out: Exhaustion | None
    in_care: Value
    waiting: Value

    @property
    def is_hidden(self) -> bool:
        """Whether too few young people are behind it to show amounts."""
        return self.parts["used"].state is ValueState.HIDDEN

    def left(self, name: str) -> int | None:
        """Return what is left of the cap beside an amount; negative when it is over it, None when that cannot be said."""
        amount = self.parts[name].number
        return None if self.cap is None or amount is None else self.cap.total - int(amount)


def caps_of(rows: Sequence[Row], year: int) -> dict[Key, Cap]:
    """Return the caps of a year, by scope; a correction without a cap is none."""
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if isinstance(row["year"], date) and row["year"].year == year:
            place = row.get("municipality_code")
            scope = (str(row["provider_code"]), None if place is None else str(place))
            cents = row["amount_cents"]
            assert isinstance(cents, int), row
            found[scope][str(row["kind"])] += cents
    return {scope: Cap(one["cap"], one["extra_costs"], one["transfer"]) for scope, one in found.items() if "cap" in one}


@lru_cache(maxsize=4)
def _state(home: Home, run_id: str) -> _State:
    state, run = _State(), read_run(home, run_id)
    if not {"spending", "spending_used"} <= set(run.names):
        raise NoSpending(run_id)
    for row in run.table("spending_used").to_pylist():
        key = (row["provider"], row["municipality"])
        state.parts[key] = Parts(approved=row["approved"], open=row["open"])
        state.people[key] = People(row["behind"], row["in_care"], row["waiting"])
    _add_forecast(run, state)
    _add_courses(run, state)
    return state


def _add_forecast(run: Run, state: _State) -> None:
    """Add what the forecast expects beyond the claims: its months minus the claims, so that all parts add up to it."""
    cells, vintage = run.table("cells"), run.about.vintage
    for key, past, running, new in _sums(cells.filter(pc.equal(pc.year(cells["month"]), vintage.year)), vintage):
        before = state.parts[key]
        state.parts[key] = before + Parts(delivered=past - before.used, committed=running, new=new)


def _sums(cells: pa.Table, vintage: date) -> Iterator[tuple[Key, int, int, int]]:
    """Yield per scope what is expected of months that are over, of later ones by care that runs, and by care that begins."""
    over = pc.less_equal(cells["month"], pa.scalar(vintage, pa.date32()))
    nothing = pa.scalar(0, pa.int64())
    columns = {
        "past": pc.if_else(over, cells["published"], nothing),
        "running": pc.if_else(over, nothing, pc.subtract(cells["published"], cells["inflow"])),
        "new": pc.if_else(over, nothing, cells["inflow"]),
    }
    named = pa.table({"provider": cells["provider"], "municipality": cells["municipality"], **columns})
    for names in (["provider", "municipality"], ["provider"]):
        found = named.group_by(names).aggregate([(name, "sum") for name in columns])
        for row in found.to_pylist():
            yield (row["provider"], row.get("municipality")), *(row[f"{name}_sum"] for name in columns)


def _add_courses(run: Run, state: _State) -> None:
    rows: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in run.table("spending").to_pylist():
        rows[row["provider"], row["municipality"]].append(row)
    state.courses = {key: _course(those) for key, those in rows.items()}


def _course(rows: Sequence[Mapping[str, Any]]) -> list[MonthEnd]:
    """Return the ends of the months of one scope in order, each with its cents by level of quantile."""
    ordered = sorted(rows, key=lambda row: row["month"])
    return [MonthEnd(row["month"], row["expected"], _by_level(row)) for row in ordered]


def _by_level(row: Mapping[str, Any]) -> dict[float, int]:
    return {int(name[1:]) / 1000: row[name] for name in QUANTILES if row[name] is not None}


def rooms(home: Home, run: Run, caps: Mapping[Key, Cap], scope: Scope) -> list[Room]:
    """Return the room of every cap that concerns the reader, of the year of the forecast.

    A municipality sees of a cap for all municipalities together its own part only.
    """
    found = [
        _room(home, run, (provider, place), caps, scope)
        for provider, place in sorted(caps, key=lambda one: (one[0], one[1] or ""))
        if _concerns(scope, provider, place) and (place is not None or scope.municipalities is None)
    ]
    if scope.municipalities is None:
        return found
    joint = [provider for provider, place in caps if place is None and _concerns(scope, provider, place)]
    parts = [(provider, place) for provider in sorted(joint) for place in sorted(scope.municipalities)]
    return [*found, *(_room(home, run, key, caps, scope) for key in parts)]


def room(home: Home, run: Run, key: Key, caps: Mapping[Key, Cap], scope: Scope) -> Room | None:
    """Return the room of one scope, None when it does not concern the reader or has no cap."""
    return next((one for one in rooms(home, run, caps, scope) if (one.provider, one.municipality) == key), None)


def _concerns(scope: Scope, provider: str, place: str | None) -> bool:
    own_provider = scope.providers is None or provider in scope.providers
    if place is None:
        return own_provider and (scope.municipalities is None or scope.has_own_rows)
    return own_provider and scope.allows(municipality=place, provider=provider)


def _room(home: Home, run: Run, key: Key, caps: Mapping[Key, Cap], scope: Scope) -> Room:
    state, (provider, place) = _state(home, run.id), key
    if place is None and scope.municipalities is not None:
        raise AssertionError("a municipality sees its own part of a joint cap")
    cap, joint = caps.get(key), caps.get((provider, None))
    parts, people = state.parts.get(key, Parts()), state.people.get(key, People())
    names = (*AMOUNTS, "used", "bound", "expected")
    told = {name: _amount(getattr(parts, name), people, scope) for name in names}
    hidden = told["used"].state is ValueState.HIDDEN
    return Room(
        provider,
        place,
        run.about.vintage.year,
        cap,
        joint if place is not None and cap is None else None,
        told,
        None if hidden or cap is None else exhaustion(state.courses.get(key, []), cap.total),
        _count(people.in_care, scope),
        _count(people.waiting, scope),
    )


def exact_course(home: Home, run: Run, key: Key) -> tuple[Parts, list[MonthEnd]]:
    """Return parts and months of a scope to reckon a question with; what comes of it goes through `shown_again`."""
    state = _state(home, run.id)
    return state.parts.get(key, Parts()), state.courses.get(key, [])


def shown_again(home: Home, run: Run, key: Key, cents: int, scope: Scope) -> Value:
    """Return an amount that was reckoned from a scope as the reader may see it."""
    return _amount(cents, _state(home, run.id).people.get(key, People()), scope)


def _amount(cents: int, people: People, scope: Scope) -> Value:
    """Return money about the young people of a scope: an amount of nobody known is about somebody all the same."""
    cell = MeasuredCell(date.min, (), "", Unit.CENTS, cents, youths=max(1, people.behind))
    return through_gate(cell, detail=scope.detail, by_provider=True).value


def _count(youths: int, scope: Scope) -> Value:
    cell = MeasuredCell(date.min, (), "", Unit.YOUTHS, youths, youths=youths)
    return through_gate(cell, detail=scope.detail, by_provider=True).value


def next_month_of(run: Run) -> date:
    """Return the first month of which a forecast knows no care yet."""
    vintage = first_of_month(run.about.vintage)
    return date(vintage.year + vintage.month // 12, vintage.month % 12 + 1, 1)
