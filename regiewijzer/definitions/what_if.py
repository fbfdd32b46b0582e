"""A scenario of the outlook as written down: what somebody assumes, how sure of it, from when, and why.

Read from YAML (examples, the command line) or from what a form keeps. Months are numbers, 12 x year + month - 1. Sizes are parts
(0.1 = 10 %), for a waiting list a number of starts per month.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.rules import RuleText as Text
from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.vocabulary.periods import month_number, month_start

MOST = 12  # assumptions in a scenario: more than this nobody can explain
_KEYS = frozenset({"kind", "low", "likely", "high", "since", "until", "over", "product", "municipality", "to", "reason"})


class Kind(StrEnum):
    """What an assumption changes."""

    INFLOW = "inflow"
    DURATION = "duration"
    PRICE = "price"
    POPULATION = "population"
    SUBSTITUTION = "substitution"
    WAITING = "waiting"


# The least and most that a size may be: beyond it the model says nothing any more.
BOUNDS: Mapping[Kind, tuple[float, float]] = {
    Kind.INFLOW: (-1.0, 2.0),
    Kind.DURATION: (-0.9, 2.0),
    Kind.PRICE: (-0.5, 1.0),
    Kind.POPULATION: (-0.2, 0.2),
    Kind.SUBSTITUTION: (0.0, 1.0),
    Kind.WAITING: (-10_000.0, 10_000.0),
}


class Fault(StrEnum):
    """What is wrong with a scenario as it was written."""

    NOT_THERE = "not_there"
    UNKNOWN = "unknown"
    NO_NUMBER = "no_number"
    NO_MONTH = "no_month"
    TOO_MANY = "too_many"
    NOT_IN_ORDER = "not_in_order"
    OUT_OF_BOUNDS = "out_of_bounds"
    NEEDS_PRODUCTS = "needs_products"
    NOT_BY_MUNICIPALITY = "not_by_municipality"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"


class FaultyScenario(ValueError):
    """A scenario cannot be read: `fault` says what is wrong at `key`, of assumption `number` (the first is 1) or of the whole."""

    def __init__(self, key: str, fault: Fault, number: int | None = None) -> None:
        self.key, self.fault, self.number = key, fault, number
        super().__init__(f"{self.place}: {fault}")

    @property
    def place(self) -> str:
        """Where it is, as in a file: "title", "assumptions[1].low"."""
        return self.key if self.number is None else f"assumptions[{self.number}].{self.key}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption. since, until: months by number, the last one included; until None = it stays.

    low, likely, high: its size, least to most. over: months in which it grows to its size, 1 = at once. product, municipality:
    codes, None = all. to: the product that care begins as instead (substitution). reason: why this is assumed.
    """

    kind: Kind
    low: float
    likely: float
    high: float
    since: int
    until: int | None = None
    over: int = 1
    product: str | None = None
    municipality: str | None = None
    to: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario: its title, why it is asked, and what is assumed. At least one assumption."""

    title: str
    reason: str
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A scenario to begin with, in two languages; months are still counted from the forecast that it is put on."""

    id: str
    title: Text
    reason: Text
    source: str
    told: Sequence[Mapping[str, Any]]


def _number(told: Mapping[str, Any], key: str, number: int) -> float:
    value = told.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or value != value or abs(value) == float("inf"):
        raise FaultyScenario(key, Fault.NO_NUMBER, number)
    return float(value)


def _month(value: object, vintage: int, key: str, number: int) -> int:
    """Return a month by number: "2027-01", or "+3" for so many months after the vintage."""
    text = str(value)
    if text.startswith("+") and text[1:].isdecimal() and len(text) < len("+999"):
        return vintage + int(text)
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise FaultyScenario(key, Fault.NO_MONTH, number) from None
    return month_number(day)


def _code(told: Mapping[str, Any], key: str, number: int) -> str | None:
    value = told.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise FaultyScenario(key, Fault.UNKNOWN, number)
    return value


def _assumption(told: object, vintage: int, number: int) -> Assumption:
    if not isinstance(told, Mapping):
        raise FaultyScenario("kind", Fault.NOT_THERE, number)
    for key in told:
        if key not in _KEYS:
            raise FaultyScenario(key, Fault.UNKNOWN, number)
    if told.get("kind") not in set(Kind):
        raise FaultyScenario("kind", Fault.UNKNOWN, number)
    until = told.get("until")
    found = Assumption(
        kind=Kind(told["kind"]),
        low=_number(told, "low", number),
        likely=_number(told, "likely", number),
        high=_number(told, "high", number),
        since=_month(told.get("since"), vintage, "since", number),
        until=None if until in (None, "") else _month(until, vintage, "until", number),
        over=round(_number({"over": told.get("over") or 1}, "over", number)),
        product=_code(told, "product", number),
        municipality=_code(told, "municipality", number),
        to=_code(told, "to", number),
        reason=str(told.get("reason") or ""),
    )
    _require_sense(found, number)
    return found


def _require_sense(one: Assumption, number: int) -> None:
    """Raise FaultyScenario when the values are readable but mean nothing together."""
    least, most = BOUNDS[one.kind]
    faults = [
        ("low", Fault.NOT_IN_ORDER, not one.low <= one.likely <= one.high),
        ("low", Fault.OUT_OF_BOUNDS, one.low < least),
        ("high", Fault.OUT_OF_BOUNDS, one.high > most),
        ("over", Fault.OUT_OF_BOUNDS, not 1 <= one.over <= 60),
        ("until", Fault.ENDS_BEFORE_IT_BEGINS, one.until is not None and one.until < one.since),
        ("to", Fault.NEEDS_PRODUCTS, (one.kind is Kind.SUBSTITUTION) != (one.to is not None)),
        ("product", Fault.NEEDS_PRODUCTS, one.kind is Kind.SUBSTITUTION and one.product in (None, one.to)),
        ("municipality", Fault.NOT_BY_MUNICIPALITY, one.kind in (Kind.PRICE, Kind.DURATION) and one.municipality is not None),
        ("product", Fault.UNKNOWN, one.kind is Kind.POPULATION and one.product is not None),
    ]
    for key, fault, is_so in faults:
        if is_so:
            raise FaultyScenario(key, fault, number)


def read_scenario(told: object, vintage: int) -> Scenario:
    """Return the scenario of a mapping, for a forecast of that vintage; FaultyScenario names the first thing that is wrong."""
    if not isinstance(told, Mapping):
        raise FaultyScenario("title", Fault.NOT_THERE)
    title, some = told.get("title"), told.get("assumptions")
    if not isinstance(title, str) or not title.strip():
        raise FaultyScenario("title", Fault.NOT_THERE)
    if not isinstance(some, Sequence) or isinstance(some, str) or not some:
        raise FaultyScenario("assumptions", Fault.NOT_THERE)
    if len(some) > MOST:
        raise FaultyScenario("assumptions", Fault.TOO_MANY)
    read = (_assumption(one, vintage, number) for number, one in enumerate(some, 1))
    return Scenario(title.strip(), str(told.get("reason") or ""), tuple(read))


def month_text(number: int) -> str:
    """Return a month by number as it is written down: "2027-01"."""
    return f"{month_start(number):%Y-%m}"


def as_told(scenario: Scenario) -> dict[str, Any]:
    """Return the mapping that `read_scenario` reads as this scenario."""
    told = [
        {
            "kind": str(one.kind),
            "low": one.low,
            "likely": one.likely,
            "high": one.high,
            "since": month_text(one.since),
            "until": None if one.until is None else month_text(one.until),
            "over": one.over,
            "product": one.product,
            "municipality": one.municipality,
            "to": one.to,
            "reason": one.reason,
        }
        for one in scenario.assumptions
    ]
    return {"title": scenario.title, "reason": scenario.reason, "assumptions": told}


@cache
def examples() -> Mapping[str, Example]:
    """Return the scenarios to begin with, from `definitions/scenarios/outlook/<id>.yaml`, by id."""
    found = {}
    for path in sorted((definitions_folder() / "scenarios" / "outlook").glob("*.yaml")):
        told = read_yaml(path)
        found[path.stem] = Example(path.stem, Text(**told["title"]), Text(**told["reason"]), told["source"], told["assumptions"])
    return found


def from_example(example: Example, language: str, vintage: int) -> Scenario:
    """Return the scenario of an example, in a language, on a forecast of that vintage."""
    told = {
        "title": example.title.in_language(language),
        "reason": example.reason.in_language(language),
        "assumptions": [{**one, "reason": Text(**one["reason"]).in_language(language)} for one in example.told],
    }
    return read_scenario(told, vintage)
