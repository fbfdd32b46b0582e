"""The delivery Beleidsinformatie Jeugd: trajectories per half-year, provisional within three weeks, corrected half a year on."""

from collections.abc import Iterator
from datetime import date, timedelta

from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.districts import postcode
from regiewijzer.simulation.extracts.courses import Course
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import CbsCare
from regiewijzer.simulation.extracts.windows import HALF_YEAR
from regiewijzer.simulation.population import Population
from regiewijzer.vocabulary.periods import add_months

PROTECTION = ("JB", "JR")
_REASONS = {"31": "01", "32": "03", "33": "04", "34": "02", "35": "05", "02": "05", "38": "03"}  # JZ588 to CBS
_ADULT, _ASKED_FROM = 18, 12
_Answers = tuple[int | None, int | None, str | None, str | None]


class CareReports:
    """Makes the rows of a provider for a half-year."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance, self._raw = facts, chance, facts.raw["cbs"]
        self._useful = Choice({int(mark): share for mark, share in self._raw["usefulness"].items()})
        self._further = Choice(self._raw["without_help"])
        self._given: dict[tuple[int, str, str, date], _Answers] = {}

    def rows(self, provider: str, half_year: date, *, final: bool) -> Iterator[CbsCare]:
        """Yield a row per trajectory with care in the half-year; a first delivery lacks what was not yet administered."""
        until = add_months(half_year, HALF_YEAR)
        for course in self._facts.courses_of[provider]:
            if course.form in PROTECTION or course.started_on >= until or (course.until or until) <= half_year:
                continue
            if final or not self._is_missing(course, until):
                yield self._row(course, half_year, until, final=final)

    def _is_missing(self, course: Course, until: date) -> bool:
        late = course.started_on >= until - timedelta(self._raw["recent_days"])
        missing: float = self._raw["missing"]["recent" if late else "other"]
        return self._facts.settings.lateness > 0 and self._chance.happens(missing)

    def _row(self, course: Course, half_year: date, until: date, *, final: bool) -> CbsCare:
        people, stopped = self._facts.population, self._stopped(course, until, final=final)
        return CbsCare(
            course.provider,
            half_year,
            f"{people.bsn[course.person]:09d}",
            "1" if people.boy[course.person] else "2",
            postcode(int(people.home[course.person]), course.person),
            course.municipality_before(until),
            course.referrer,
            course.form,
            course.crisis,
            course.started_on,
            stopped,
            cbs_reason(course, people) if stopped else None,
            *(self._answers(course) if stopped else (None, None, None, None)),
            course.wait.applied_on if course.wait else None,
        )

    def _stopped(self, course: Course, until: date, *, final: bool) -> date | None:
        if course.until is None or course.until > until:
            return None
        recent = course.until > until - timedelta(self._raw["recent_days"])
        unknown = not final and recent and self._facts.settings.lateness > 0
        return None if unknown and self._chance.happens(self._raw["open_end"]) else course.until

    def _answers(self, course: Course) -> _Answers:
        """Return usefulness by youth and parent, and going on without help by both; the same in every delivery."""
        key = (course.person, course.provider, course.form, course.started_on)
        if key not in self._given:
            self._given[key] = self._asked(course)
        return self._given[key]

    def _asked(self, course: Course) -> _Answers:
        """A youth under twelve is not asked; care that ended early was of less use."""
        chance, planned = self._chance, course.reason == "31"
        age = (course.started_on.toordinal() - int(self._facts.population.born[course.person])) / 365.25
        youth = age >= _ASKED_FROM and chance.happens(self._raw["answered"]["youth"])
        parent = chance.happens(self._raw["answered"]["parent"])
        mark = max(1, chance.pick(self._useful) - (0 if planned else 1))
        other = max(1, min(10, mark + chance.between(-1, 1)))
        further = chance.pick(self._further) if planned or chance.happens(0.4) else "01"
        return mark if youth else None, other if parent else None, further if youth else None, further if parent else None


def cbs_reason(course: Course, people: Population) -> str:
    """Return the reason of the end in the code list of CBS; the end of youth care at 18 is according to plan."""
    if course.reason == "39":
        assert course.until is not None, course
        age = (course.until.toordinal() - int(people.born[course.person])) // 365.2425
        return "01" if age >= _ADULT else "02"
    return _REASONS.get(course.reason or "", "05")
