"""What a simulated region tells over time: care, assignments and claims with the month in which each became known.

The messages themselves are left out: writing, reading and checking them takes ten times as long as the care behind them, and says
nothing of a forecast. `compare.py` holds the columns made here against those from the messages of the same region.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from regiewijzer.simulation.assignments import Assignment, Care
from regiewijzer.simulation.care_paths import CarePaths, Path, working_day
from regiewijzer.simulation.catalogue import Catalogue, load_catalogue
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.claims import Claiming
from regiewijzer.simulation.lateness import Lateness
from regiewijzer.simulation.outbox import Tree
from regiewijzer.simulation.plans import Plan, Schedule, Statement
from regiewijzer.simulation.population import Population, build_population
from regiewijzer.simulation.region import SyntheticRegion, build_region
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.simulation.stories import Stories
from regiewijzer.simulation.trees import Persons
from regiewijzer.vocabulary.periods import month_number, months_between

SILENCE = 7  # months after which the ledger concludes that care began or ended without a message
NEVER = 10**6


class Billed(NamedTuple):
    """Cents that became known in a month about a month of care; a refusal takes them off again."""

    municipality: str
    product: str
    provider: str
    month: int
    known: int
    cents: int


class Version(NamedTuple):
    """An assignment as it stood from the month in which this version was told; `until` is exclusive, None = open."""

    known: int
    until: date | None
    budget: int | None


@dataclass
class Spell:
    """Care on one assignment, and when its start and stop became known."""

    made: Assignment
    care: Care
    start_known: int
    stop_known: int


class _Silent:
    """Takes the place of the outbox: a claim goes out on its day, or after a fault some days later, or never."""

    def __init__(self, settings: Settings, scenario: Scenario) -> None:
        raw = scenario["faults"]
        self._wrong, self._mended = raw["claim"] * settings.faults, raw["mended"]
        self._chance, self._present = Chance(settings.seed, 8), settings.present

    def send(self, _number: str, sent: date, _sender: str, _receiver: str, _body: Mapping[str, Any]) -> Tree | None:
        if self._chance.happens(self._wrong):
            sent = working_day(sent + timedelta(self._chance.between(3, 15)))
            if sent > self._present or not self._chance.happens(self._mended):
                return None
        return {"BerichtIdentificatie": {"Dagtekening": sent}}

    def record(self, *_: object) -> None:
        """Faults are counted elsewhere."""


@dataclass
class Counting(Claiming):
    """The claim administration, of which only the amounts are kept."""

    billed: list[Billed] = field(default_factory=list)

    def _body(self, *_: object) -> Tree:
        return {}

    def _answer(self, claim: Any, lines: Any, body: Tree, header: Mapping[str, Any]) -> None:
        sent = month_number(header["BerichtIdentificatie"]["Dagtekening"])
        self.billed += [self._row(claim, line, sent, line.signed) for line in lines]
        super()._answer(claim, lines, body, header)

    def _send_answer(self, day: date, claim: Any, lines: Any, *_: object) -> None:
        if day <= self.settings.present:
            self.billed += [self._row(claim, one, month_number(day), -one.signed) for one in lines if one.refusal]

    def _row(self, claim: Any, line: Any, known: int, cents: int) -> Billed:
        category = line.made.product.category
        return Billed(claim.municipality, category, claim.sender.code, month_number(line.month), known, cents)


@dataclass
class Told:
    """Everything that was told in the window, and the region it was told of."""

    settings: Settings
    scenario: Scenario
    catalogue: Catalogue
    region: SyntheticRegion
    population: Population
    paths: CarePaths
    stories: list[tuple[Path, list[Assignment]]]
    spells: list[Spell]
    versions: dict[int, list[Version]]  # by id of the assignment
    claiming: Counting

    @cached_property
    def successors(self) -> dict[str, str]:
        """Return which municipality carries the figures of each."""
        return {one.code: one.successor or one.code for one in self.region.places.values()}


def tell(settings: Settings, scenario: Scenario, drawn: type[CarePaths] = CarePaths) -> Told:
    """Return what a region of these settings tells. `drawn` draws the paths of care."""
    catalogue = load_catalogue(scenario)
    region = build_region(settings, scenario, catalogue)
    population = build_population(settings, scenario, region)
    schedule = Schedule(settings.first_month, settings.present)
    lateness = Lateness(scenario, settings.lateness, Chance(settings.seed, 5))
    stories = Stories(settings, scenario, catalogue, region, population, lateness, schedule)
    outbox: Any = _Silent(settings, scenario)
    persons = Persons(population)
    claiming = Counting(settings, scenario, catalogue, region, lateness, outbox, persons, Chance(settings.seed, 9))
    paths = drawn(settings, scenario, catalogue, region, population)
    told = [(path, stories.tell(path)) for path in paths.draw()]
    made = [one for _, some in told for one in some]
    claiming.watch(made)
    plans: list[Plan] = []
    for month in months_between(settings.first_month, settings.present):
        plans += schedule.take(month)
        claiming.run(month)
    known = _Known(settings.first_month, plans)
    spells = [known.spell(one, care) for one in made for care in one.care if care.started_on <= settings.present]
    versions = {id(one): known.versions(one) for one in made}
    return Told(settings, scenario, catalogue, region, population, paths, told, spells, versions, claiming)


class _Known:
    """In which month each start, stop and version of an assignment was told."""

    def __init__(self, first_month: date, plans: Iterable[Plan]) -> None:
        self._first = month_number(first_month)
        self._said: dict[tuple[int, str, object], int] = {}
        for plan in plans:
            key = (id(plan.subject), plan.number, _said_of(plan))
            self._said[key] = min(self._said.get(key, NEVER), self._month(plan.sent))

    def _month(self, day: date) -> int:
        return max(self._first, month_number(day))

    def spell(self, made: Assignment, care: Care) -> Spell:
        start = self._said.get((id(made), "305", care.started_on), NEVER)
        stop = self._said.get((id(made), "307", (care.started_on, care.until)), NEVER)
        silent = [self._month(day) + SILENCE for day in (care.started_on, care.until)]
        return Spell(made, care, min(start, silent[0]), min(stop, silent[1]))

    def versions(self, made: Assignment) -> list[Version]:
        return list(self._versions(made))

    def _versions(self, made: Assignment) -> Iterator[Version]:
        for index, one in enumerate(made.versions):
            known = self._said.get((id(made), "301", index))
            if known is not None:
                yield Version(known, one.until, one.budget)


def _said_of(plan: Plan) -> object:
    detail = plan.detail
    if not isinstance(detail, Statement):
        return detail
    return detail.started_on if detail.last_day is None else (detail.started_on, detail.last_day + timedelta(1))
