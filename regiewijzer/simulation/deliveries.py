"""Care given on assignments: spells, temporary stops, interruptions, and how starts and stops are reported and corrected."""

from collections.abc import Iterator
from datetime import date, timedelta

from regiewijzer.simulation.assignments import SEAMS, Assignment, Care
from regiewijzer.simulation.care_paths import Path
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.lateness import Lateness
from regiewijzer.simulation.plans import Plan, Statement
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.vocabulary.periods import inclusive

_LONG = 130  # days of care on one assignment before a temporary stop or interruption is thinkable
_SETTLED = 90  # days before the present after which no temporary stop happens, so that none is pending
_NEW_REASONS_FROM = date(2022, 4, 4)  # release 3.1 brought 38 and 39
_OLD_REASON = {"38": "34", "39": "31"}


class Delivering:
    """Puts the care of a path on its assignments and plans the start (305) and stop (307) messages."""

    def __init__(self, scenario: Scenario, lateness: Lateness, present: date, chance: Chance) -> None:
        self._scenario, self._lateness, self._present, self._chance = scenario, lateness, present, chance

    def put_care(self, path: Path, assignments: list[Assignment]) -> None:
        """Fill `care` of every assignment; the parts touch, apart from temporary stops and interruptions."""
        firsts = [path.started_on, *(made.valid_from for made in assignments[1:])]
        untils = [*firsts[1:], path.until]
        for made, first, until in zip(assignments, firsts, untils, strict=True):
            reason = path.reason if made is assignments[-1] else SEAMS[made.seam or ""][1]
            made.care = self._parts(Care(first, until, _in_force(reason, until)))

    def _parts(self, care: Care) -> list[Care]:
        settled = min(care.until, self._present - timedelta(_SETTLED))
        room = (settled - care.started_on).days
        if room < _LONG:
            return [care]
        if self._chance.happens(self._scenario["temporary"]):
            return self._temporary(care, room)
        if self._chance.happens(self._scenario["interrupted"]):
            return self._split(care, room, self._chance.between(8, 80), "31")
        return [care]

    def _temporary(self, care: Care, room: int) -> list[Care]:
        if care.until <= self._present - timedelta(_SETTLED) and care.reason not in ("36", "37") and self._chance.happens(0.2):
            return [Care(care.started_on, care.until, "20", care.reason)]
        return self._split(care, room, self._chance.between(5, 25), "20")

    def _split(self, care: Care, room: int, gap: int, reason: str) -> list[Care]:
        stop = care.started_on + timedelta(self._chance.between(30, room - 90))
        return [Care(care.started_on, stop, reason), Care(stop + timedelta(gap), care.until, care.reason)]

    def plans(self, assignments: list[Assignment]) -> Iterator[Plan]:
        """Yield the start and stop messages of all care on the assignments, corrections included."""
        for made in assignments:
            for care in made.care:
                yield from self._start_plans(made, care)
                yield from self._stop_plans(made, care, is_last=made is assignments[-1] and care is made.care[-1])

    def _start_plans(self, made: Assignment, care: Care) -> Iterator[Plan]:
        if self._lateness.is_forgotten("305"):
            yield Plan(care.started_on, "305", made, Statement(care.started_on, forgotten=True))
            return
        known = max(care.started_on, made.versions[0].assigned_on)
        sent = self._lateness.sent_on("305", known, made.sender)
        right = Statement(care.started_on)
        mistaken = self._mistaken("305", sent)
        if mistaken and max(mistaken[1:]) < min(care.until - timedelta(1), self._present):
            wrong = Statement(min(care.started_on + timedelta(mistaken[0]), mistaken[1]))
            yield from _corrected("305", made, wrong, right, mistaken)
        else:
            yield Plan(sent, "305", made, right)

    def _stop_plans(self, made: Assignment, care: Care, *, is_last: bool) -> Iterator[Plan]:
        last_day = inclusive(care.until)
        right = Statement(care.started_on, last_day, care.reason)
        if self._lateness.is_forgotten("307"):
            yield Plan(last_day, "307", made, right._replace(forgotten=True))
            return
        known = max(last_day, made.versions[0].assigned_on)
        sent = self._lateness.sent_on("307", known, made.sender)
        mistaken = self._mistaken("307", sent) if is_last and not care.final_reason else None
        if mistaken and max(mistaken[1:]) < self._present:
            wrong = right._replace(last_day=min(last_day + timedelta(mistaken[0]), mistaken[1]))
            yield from _corrected("307", made, wrong, right, mistaken)
        else:
            yield Plan(sent, "307", made, right)
        if care.final_reason:
            final = self._lateness.sent_on("307", sent + timedelta(self._chance.between(20, 45)), made.sender)
            yield Plan(final, "307", made, right._replace(reason=care.final_reason))

    def _mistaken(self, number: str, sent: date) -> tuple[int, date, date, date] | None:
        """Return days beside the truth and the days of sending of the mistake, its removal and the right statement."""
        if not self._chance.happens(self._scenario["corrections"][number]):
            return None
        beside, removed = self._chance.between(1, 6), self._chance.between(3, 20)
        first = sent + timedelta(beside)
        return beside, first, first + timedelta(removed), first + timedelta(removed + 1)


def _corrected(
    number: str, made: Assignment, wrong: Statement, right: Statement, days: tuple[int, date, date, date]
) -> Iterator[Plan]:
    yield Plan(days[1], number, made, wrong)
    yield Plan(days[2], number, made, wrong._replace(status="3"))
    yield Plan(days[3], number, made, right)


def _in_force(reason: str, until: date) -> str:
    """Return the reason as the release of that time had it."""
    return reason if until > _NEW_REASONS_FROM else _OLD_REASON.get(reason, reason)
