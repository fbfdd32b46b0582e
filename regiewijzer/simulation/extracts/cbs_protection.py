"""Measures of child protection and probation as certified institutions deliver them to CBS."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.extracts.courses import Course
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import CbsProtection
from regiewijzer.simulation.extracts.windows import HALF_YEAR
from regiewijzer.vocabulary.periods import add_months

SUPERVISION, INTERIM, GUARDIANSHIP = "11", "12", ("21", "23")
SECURE_PLACEMENT, PLACEMENT = "71", "72"
_PROTECTION, _PROBATION = "JB", "JR"
_INTERIM_DAYS = 90
_SECURE = "13"
_RESIDENCE = ("11", "12", "13", "14")


class Measure(NamedTuple):
    """One measure of one youth; `until` is exclusive, None while it runs."""

    course: Course
    measure: str
    started_on: date
    until: date | None
    reason: str | None


class ProtectionReports:
    """Makes the measures behind protection and probation once, and the rows of every half-year from them."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance, self._raw = facts, chance, facts.raw["protection"]
        self._probation = Choice(self._raw["probation"])
        self._ends = {kind: Choice(reasons) for kind, reasons in self._raw["ends"].items()}

    @cached_property
    def measures(self) -> Mapping[str, list[Measure]]:
        """Every measure by provider."""
        found: dict[str, list[Measure]] = defaultdict(list)
        residence = self._residence()
        for course in self._facts.courses:
            if course.form == _PROTECTION:
                found[course.provider].extend(self._protection(course))
                found[course.provider].extend(_placements(course, residence.get(course.person, [])))
            elif course.form == _PROBATION:
                measure = self._chance.pick(self._probation)
                end = self._ended("probation") if course.until else None
                found[course.provider].append(Measure(course, measure, course.started_on, course.until, end))
        return found

    def rows(self, provider: str, half_year: date, *, final: bool) -> Iterator[CbsProtection]:
        """Yield a row per measure that was in force in the half-year; a first delivery does not know the last ends yet."""
        until = add_months(half_year, HALF_YEAR)
        for one in self.measures.get(provider, ()):
            if one.started_on >= until or (one.until or until) <= half_year:
                continue
            recent = one.until is not None and one.until > until - timedelta(self._facts.raw["cbs"]["recent_days"])
            unknown = not final and recent and self._facts.settings.lateness > 0 and self._chance.happens(0.3)
            stopped = None if unknown or (one.until or date.max) > until else one.until
            yield CbsProtection(
                provider,
                half_year,
                f"{self._facts.population.bsn[one.course.person]:09d}",
                one.course.municipality_before(until),
                one.measure,
                one.started_on,
                stopped,
                one.reason if stopped else None,
            )

    def _protection(self, course: Course) -> Iterator[Measure]:
        """Guardianship lasts long; supervision often begins with an interim order of three months."""
        end = course.wait.until if course.wait else course.until or self._facts.settings.present
        days = (end - course.started_on).days
        raw = self._raw["guardianship"]
        if self._chance.happens(raw["long" if days > raw["days"] else "short"]):
            kind = GUARDIANSHIP[0] if self._chance.happens(0.9) else GUARDIANSHIP[1]
            yield Measure(course, kind, course.started_on, course.until, self._end_of(course, "guardianship"))
            return
        first = course.started_on
        if self._chance.happens(self._raw["interim"]) and days > _INTERIM_DAYS + 1:
            first += timedelta(_INTERIM_DAYS)
            yield Measure(course, INTERIM, course.started_on, first, self._ended("supervision"))
        yield Measure(course, SUPERVISION, first, course.until, self._end_of(course, "supervision"))

    def _end_of(self, course: Course, kind: str) -> str | None:
        return self._ended(kind) if course.until else None

    def _ended(self, kind: str) -> str:
        reason: str = self._chance.pick(self._ends[kind])
        return reason

    def _residence(self) -> Mapping[int, list[Course]]:
        found: dict[int, list[Course]] = defaultdict(list)
        for course in self._facts.courses:
            if course.form in _RESIDENCE:
                found[course.person].append(course)
        return found


def _placements(course: Course, residence: list[Course]) -> Iterator[Measure]:
    """Yield the authorisation to place a child out of home for every residence during the protection."""
    seen = set()
    for stay in residence:
        first = max(stay.started_on, course.started_on)
        ends = [one.until for one in (stay, course) if one.until is not None]
        until = min(ends) if ends else None
        measure = SECURE_PLACEMENT if stay.form == _SECURE else PLACEMENT
        if (until is None or (until - first).days > 1) and (measure, first) not in seen:
            seen.add((measure, first))
            yield Measure(course, measure, first, until, "01" if until else None)
