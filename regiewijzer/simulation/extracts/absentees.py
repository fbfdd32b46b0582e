"""Young people who do not go to school: who, why, since when, with care or not. At 18 most are lost from sight."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.courses import Course
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import SchoolAbsentee
from regiewijzer.simulation.extracts.windows import QUARTER
from regiewijzer.vocabulary.periods import add_months, months_between

_YEAR = 365.25
_YOUNGEST, _ADULT, _OLDEST = 5, 18, 23
_AGES = ((12, "4_11"), (16, "12_15"), (18, "16_17"), (23, "18_22"))
_DURATIONS = ((91, "0_3"), (182, "3_6"), (365, "6_12"))
_BURN_IN = 120  # months


class Absence(NamedTuple):
    """One absence from school: [started_on, until), at 18 perhaps lost from sight on `lost_on`."""

    person: int
    kind: str
    started_on: date
    until: date
    never: bool
    lost_on: date

    def counts_in(self, first: date, until: date) -> bool:
        """Tell whether the municipality counts it in that period: it ran, or the return fell within."""
        return self.started_on < until and self.until > first and self.lost_on >= until


class Absentees:
    """Draws absences over the window, more often of young people in care, and counts them per municipality and quarter."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance, self._raw = facts, chance, facts.raw["absentees"]

    @cached_property
    def absences(self) -> list[Absence]:
        """Every absence that lasts into the window, in order of start."""
        found: list[Absence] = []
        first = add_months(self._facts.settings.first_month, -_BURN_IN)
        for month in months_between(first, self._facts.settings.present):
            for kind, raw in self._raw["kinds"].items():
                found.extend(self._new(month, kind, raw))
        return [one for one in found if one.until > self._facts.settings.first_month]

    def _new(self, month: date, kind: str, raw: Mapping[str, float]) -> Iterator[Absence]:
        born = self._facts.population.born
        oldest, youngest = (month.toordinal() - round(age * _YEAR) for age in (_ADULT, _YOUNGEST))
        pupils = np.searchsorted(born, [oldest, youngest])
        expected = (pupils[1] - pupils[0]) * raw["per_1000_a_year"] / 12_000
        for _ in range(int(self._chance.rng.poisson(expected))):
            person = self._someone(month, int(pupils[0]), int(pupils[1]))
            yield self._absence(person, kind, month + timedelta(self._chance.between(0, 27)), raw)

    def _someone(self, month: date, first: int, until: int) -> int:
        """Return a pupil; a share of them is drawn from those in care, so that absence and care go together."""
        quarter = add_months(month, -((month.month - 1) % QUARTER))
        in_care = self._facts.in_care.get(quarter, ())
        if in_care and self._chance.happens(self._raw["in_care"]):
            for _ in range(8):
                person = in_care[self._chance.between(0, len(in_care) - 1)]
                if first <= person < until:
                    return person
        return self._chance.between(first, until - 1)

    def _absence(self, person: int, kind: str, start: date, raw: Mapping[str, float]) -> Absence:
        born = self._facts.population.born_on(person)
        never = self._chance.happens(raw["never"])
        if never:
            start = min(start, born + timedelta(round(_YOUNGEST * _YEAR)))
        days = self._chance.days(raw["mu"], 0.9) if not never else 8000
        adult = born + timedelta(round(_ADULT * _YEAR))
        last = born + timedelta(round(_OLDEST * _YEAR))
        until = min(start + timedelta(days + 7), last)
        lost = until > adult and not self._chance.happens(self._raw["followed_after_18"])
        return Absence(person, kind, start, until, never, adult if lost else date.max)

    @cached_property
    def _care(self) -> Mapping[int, list[Course]]:
        found: dict[int, list[Course]] = defaultdict(list)
        for course in self._facts.courses:
            found[course.person].append(course)
        return found

    @cached_property
    def counted(self) -> Mapping[tuple[str, date], Counter[SchoolAbsentee]]:
        """Count absences by municipality and quarter; the keys are rows with the number nought."""
        found: dict[tuple[str, date], Counter[SchoolAbsentee]] = defaultdict(Counter)
        seen: set[tuple[int, date]] = set()
        for absence in self.absences:
            for quarter in self._facts.quarters:
                if (absence.person, quarter) not in seen and absence.counts_in(quarter, add_months(quarter, QUARTER)):
                    seen.add((absence.person, quarter))
                    row = self._row(absence, quarter)
                    found[row.municipality_code, quarter][row] += 1
        return found

    def _row(self, absence: Absence, quarter: date) -> SchoolAbsentee:
        last = add_months(quarter, QUARTER) - timedelta(1)
        day = min(last, absence.until)
        age = (day - self._facts.population.born_on(absence.person)).days / _YEAR
        days = (day - absence.started_on).days
        home = self._facts.population.home_on(absence.person, last)
        return SchoolAbsentee(
            self._facts.region.place_on(home, last),
            quarter,
            absence.kind,
            _stage(days, returned=absence.until <= last),
            next((name for most, name in _DURATIONS if days < most), "12_plus"),
            any(course.runs_on(day) for course in self._care.get(absence.person, ())),
            absence.never,
            next((name for until, name in _AGES if age < until), "18_22"),
            0,
        )

    def of(self, municipality: str, quarter: date, day: date) -> list[Delivery]:
        """Return the counts of a municipality for a quarter."""
        counts = self.counted.get((municipality, quarter), Counter())
        rows = (row._replace(young_people=count) for row, count in sorted(counts.items()))
        return delivery(municipality, day, rows)


def _stage(days: int, *, returned: bool) -> str:
    """Return how far help has come: noticed, a plan after weeks, a trajectory after two months."""
    if returned:
        return "returned"
    return "signal" if days < 21 else "plan" if days < 60 else "trajectory"
