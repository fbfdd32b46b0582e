"""Trajectories as their providers keep them: with referrer, crisis and the day of application."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from regiewijzer.simulation.extracts.waits import Wait
from regiewijzer.simulation.truth import Spell, Trajectory

_TEAM, _NO_REFERRER = "01", "06"


class Course(NamedTuple):
    """One trajectory. `until` is exclusive, None while it runs; `wait` only when it began with an application."""

    person: int
    provider: str
    form: str
    started_on: date
    until: date | None
    reason: str | None
    referrer: str
    crisis: bool
    wait: Wait | None
    spells: tuple[Spell, ...]

    def municipality_before(self, day: date) -> str:
        """Return who paid last before that day, or first when care begins later."""
        earlier = [spell.municipality for spell in self.spells if spell.started_on < day]
        return earlier[-1] if earlier else self.spells[0].municipality

    def runs_on(self, day: date) -> bool:
        """Tell whether there is care on that day; a gap within the trajectory counts as care."""
        return self.started_on <= day and (self.until is None or self.until > day)


def courses(found: Iterable[Trajectory], waits: Sequence[Wait]) -> list[Course]:
    """Return a course per trajectory, in the same order. A restart after an interruption keeps the referrer, not the wait."""
    by_relation = _by_relation(waits)
    return [_course(one, by_relation) for one in found]


_Relation = tuple[int, str, str]  # person, provider, form


def _by_relation(waits: Sequence[Wait]) -> Mapping[_Relation, list[Wait]]:
    found: dict[_Relation, list[Wait]] = defaultdict(list)
    for wait in sorted(waits, key=lambda wait: wait.started_on):
        found[wait.person, wait.provider, wait.form].append(wait)
    return found


def _course(trajectory: Trajectory, by_relation: Mapping[_Relation, list[Wait]]) -> Course:
    first = trajectory.spells[0]
    waits = by_relation[trajectory.person, first.provider, first.care_form]
    at = bisect_right([wait.started_on for wait in waits], trajectory.started_on) - 1
    path = waits[max(at, 0)]
    return Course(
        trajectory.person,
        first.provider,
        first.care_form,
        trajectory.started_on,
        trajectory.until,
        trajectory.reason,
        _NO_REFERRER if first.care_form == _TEAM else path.referrer,
        path.crisis,
        path if path.started_on == trajectory.started_on else None,
        trajectory.spells,
    )
