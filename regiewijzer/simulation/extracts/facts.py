"""What senders of extracts know: the hidden care and money of the simulated region, counted per provider and period."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from regiewijzer.simulation.catalogue import Catalogue
from regiewijzer.simulation.claims import Claiming
from regiewijzer.simulation.extracts.courses import Course
from regiewijzer.simulation.extracts.waits import Wait
from regiewijzer.simulation.extracts.windows import QUARTER, periods
from regiewijzer.simulation.population import Population
from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.vocabulary.periods import add_months


class Cell(NamedTuple):
    """What a quarterly count of a provider is broken down by."""

    municipality: str
    form: str


class Quarter(NamedTuple):
    """Trajectories of a provider in a quarter, per cell: with a day of care, ended, and running on the last day."""

    active: Mapping[Cell, int]
    ended: Mapping[Cell, int]
    running: Mapping[Cell, int]
    youths: int  # distinct young people with a day of care


@dataclass(frozen=True)
class Facts:
    """Everything the extracts are made of. `raw` is the part `extracts` of the scenario."""

    settings: Settings
    scenario: Scenario
    catalogue: Catalogue
    region: SyntheticRegion
    population: Population
    courses: Sequence[Course]
    waits: Sequence[Wait]
    claiming: Claiming

    @property
    def raw(self) -> dict[str, Any]:
        """The scenario of the extracts."""
        found: dict[str, Any] = self.scenario["extracts"]
        return found

    @cached_property
    def quarters(self) -> list[date]:
        """First days of the quarters that lie whole in the window."""
        return periods(self.settings, QUARTER)

    @cached_property
    def courses_of(self) -> Mapping[str, list[Course]]:
        """Courses per provider."""
        found: dict[str, list[Course]] = defaultdict(list)
        for course in self.courses:
            found[course.provider].append(course)
        return found

    @cached_property
    def waits_of(self) -> Mapping[str, list[Wait]]:
        """Waits per provider."""
        found: dict[str, list[Wait]] = defaultdict(list)
        for wait in self.waits:
            found[wait.provider].append(wait)
        return found

    @cached_property
    def in_care(self) -> Mapping[date, list[int]]:
        """Persons with care on the last day of each quarter, in order."""
        found: dict[date, set[int]] = {quarter: set() for quarter in self.quarters}
        for quarter, persons in found.items():
            last = add_months(quarter, QUARTER) - timedelta(1)
            persons.update(course.person for course in self.courses if course.runs_on(last))
        return {quarter: sorted(persons) for quarter, persons in found.items()}

    def quarters_of(self, provider: str) -> Iterator[tuple[date, Quarter]]:
        """Yield the counts of a provider, quarter by quarter."""
        for quarter in self.quarters:
            yield quarter, _quarter(self.courses_of[provider], quarter, add_months(quarter, QUARTER))

    def places_on(self, day: date) -> list[str]:
        """Return the codes of the municipalities that exist on that day."""
        return [code for code, place in self.region.places.items() if place.valid_until is None or day < place.valid_until]


def _quarter(courses: Sequence[Course], first: date, until: date) -> Quarter:
    active: Counter[Cell] = Counter()
    ended: Counter[Cell] = Counter()
    running: Counter[Cell] = Counter()
    youths = set()
    for course in courses:
        if course.started_on >= until or (course.until is not None and course.until <= first):
            continue
        cell = Cell(course.municipality_before(until), course.form)
        youths.add(course.person)
        active[cell] += 1
        if course.until is not None and course.until <= until:
            ended[cell] += 1
        else:
            running[cell] += 1
    return Quarter(dict(sorted(active.items())), dict(sorted(ended.items())), dict(sorted(running.items())), len(youths))
