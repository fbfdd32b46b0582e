"""What really happened in the synthetic region, worked out in plain Python from the hidden spells. Only tests read it.

This module shares no code with the ledger or the indicators: it says what they should find. The meanings (REQUIREMENTS F):

**Spell.** Uninterrupted care of one youth, at one provider, in one care form, paid by one municipality under one assignment
number; `until` is exclusive and None while the care runs at the simulated present. Only care that ended after `covered_from`
(the first day of the simulated window) is written about; of that care the whole history is written, also from before.

**Trajectory (F1).** Union of the spells of one youth + provider + care form of which the care-free days between
(`next.started_on - previous.until`) are at most 28. Municipality, product and assignment number play no part, so renumbering on
1 January, a merger and a move link. The trajectory ends with the final reason of its last spell (20, 36 and 37 end nothing;
in the truth they are always followed within 25 days, or, for 20, by a final stop with the same begin date).
No true trajectory ends by rule: with clean settings every youth of a claiming provider has a claim each month, and all care
ends before the month of the 23rd birthday.

**Active in a month.** A youth with at least one day of care in the month. By municipality: paid at least one day in that month
(a youth who moved counts in both, once in the total). By care form, provider: likewise from the spells. The days of a gap
inside a trajectory (at most 28) count as care, for the municipality and form of the spell before it.

**Inflow.** A trajectory starts on day s and no trajectory of the youth, at any provider in any form, covers a day of [s-28, s).
**Outflow.** A trajectory ends on day u (exclusive; counted in the month of its last day u-1) and no trajectory of the youth
covers a day of [u, u+28). Not decidable when u+28 lies after the present's next day: those months are marked `decidable` = false.
**Through-flow.** The youth starts a trajectory in the month, was not inflow in that month.
All three count distinct youths per month. Municipality, provider and form are those of the first spell (in, through) or last
spell (out) of the trajectory.

**Decision time.** Per request 315 (ReferentieAanbieder): days from its Dagtekening to the Toewijzingsdatum of the first
assignment that carries the reference, or to the Dagtekening of the 319 with answer 1. Counted in the month of the decision.
A 319 with answer 2 (under examination) decides nothing; undecided requests do not count.

**Assignment to start.** Per trajectory: days from the Toewijzingsdatum of the first version of its first spell's assignment to
the start of that spell; 0 when care began before the decision (backdated). Counted in the month of the start. Not for
trajectories whose starts carry no assignment number, and not again for later numbers of the same trajectory.

**Claims.** Signed cents of the lines in accepted messages: submitted = approved + rejected + open, by provider, municipality,
claim month (DeclaratiePeriode), product month and product. A line is open while its answer (325) is not yet there at the present.

Person: `person` is the simulator's own number, `bsn` the synthetic number in the messages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from regiewijzer.vocabulary.periods import first_of_month, months_between, next_month

LARGEST_GAP = 28
NOT_FINAL = ("20", "36", "37")


class Spell(NamedTuple):
    """Uninterrupted care; `until` is exclusive, None = still running. `reason` is that of the stop, None while it runs."""

    person: int
    municipality: str
    provider: str
    care_form: str
    product_category: str
    product_code: str
    assignment_id: str | None
    assigned_on: date | None
    started_on: date
    until: date | None
    reason: str | None


class Trajectory(NamedTuple):
    """A trajectory (F1): its spells in order of start."""

    spells: tuple[Spell, ...]

    @property
    def person(self) -> int:
        """The simulator's number of the youth."""
        return self.spells[0].person

    @property
    def started_on(self) -> date:
        """First day of care."""
        return self.spells[0].started_on

    @property
    def until(self) -> date | None:
        """First day without care; None while it runs, also when its last stop ends nothing (36 on the eve of a new number)."""
        last = self.spells[-1]
        return None if last.reason in NOT_FINAL else last.until

    @property
    def reason(self) -> str | None:
        """Reason of the end, None while it runs."""
        return None if self.until is None else self.spells[-1].reason


class Waiting(NamedTuple):
    """One wait: which, in which month it counts, its days and whose."""

    kind: str  # decision | start
    month: date
    days: int
    municipality: str
    provider: str
    key: str  # reference of the request, or assignment id


class Flow(NamedTuple):
    """Distinct youths per month and municipality ("" = the region)."""

    month: date
    municipality: str
    active: int
    inflow: int
    through: int
    outflow: int
    decidable: bool


def trajectories(spells: Iterable[Spell]) -> list[Trajectory]:
    """Return the trajectories (F1), ordered by person, provider, form and start."""
    groups: dict[tuple[int, str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        groups[spell.person, spell.provider, spell.care_form].append(spell)
    found: list[Trajectory] = []
    for key in sorted(groups):
        found.extend(_linked(sorted(groups[key], key=lambda spell: spell.started_on)))
    return found


def _linked(spells: Sequence[Spell]) -> Iterator[Trajectory]:
    chain = [spells[0]]
    for spell in spells[1:]:
        before = chain[-1].until
        if before is not None and (spell.started_on - before).days > LARGEST_GAP:
            yield Trajectory(tuple(chain))
            chain = []
        chain.append(spell)
    yield Trajectory(tuple(chain))


def stretches(trajectory: Trajectory) -> Iterator[tuple[Spell, date, date | None]]:
    """Yield each spell with its first day and exclusive end, a gap inside the trajectory added to the spell before it."""
    for spell, after in zip(trajectory.spells, (*trajectory.spells[1:], None), strict=True):
        yield spell, spell.started_on, after.started_on if after else spell.until


def _by_person(found: Iterable[Trajectory]) -> dict[int, list[Trajectory]]:
    by_person: dict[int, list[Trajectory]] = defaultdict(list)
    for trajectory in found:
        by_person[trajectory.person].append(trajectory)
    return by_person


def covers(found: Iterable[Trajectory], first: date, until: date) -> bool:
    """Tell whether any trajectory has a day of care in [first, until)."""
    return any(one.started_on < until and (one.until is None or one.until > first) for one in found)


def is_inflow(trajectory: Trajectory, of_person: Sequence[Trajectory]) -> bool:
    """Tell whether no care came in the 28 days before."""
    start = trajectory.started_on
    return not covers((one for one in of_person if one is not trajectory), start - timedelta(LARGEST_GAP), start)


def is_outflow(trajectory: Trajectory, of_person: Sequence[Trajectory]) -> bool:
    """Tell whether the trajectory ended and no care follows within 28 days."""
    until = trajectory.until
    if until is None:
        return False
    return not covers((one for one in of_person if one is not trajectory), until, until + timedelta(LARGEST_GAP))


class _Counts:
    """Sets of youths per series, month and municipality."""

    def __init__(self) -> None:
        self._persons: dict[tuple[str, date, str], set[int]] = defaultdict(set)

    def add(self, series: str, month: date, municipality: str, person: int) -> None:
        self._persons[series, month, municipality].add(person)
        self._persons[series, month, ""].add(person)

    def has(self, series: str, month: date, person: int) -> bool:
        return person in self._persons.get((series, month, ""), ())

    def count(self, series: str, month: date, municipality: str) -> int:
        return len(self._persons.get((series, month, municipality), ()))


def _count_active(counts: _Counts, trajectory: Trajectory, present: date) -> None:
    for spell, first, until in stretches(trajectory):
        for month in months_between(first, min(until or present + timedelta(1), present + timedelta(1))):
            counts.add("active", month, spell.municipality, spell.person)


def _count_flows(counts: _Counts, of_person: Sequence[Trajectory]) -> None:
    later = []
    for one in of_person:
        if is_inflow(one, of_person):
            counts.add("inflow", first_of_month(one.started_on), one.spells[0].municipality, one.person)
        else:
            later.append(one)
        if one.until is not None and is_outflow(one, of_person):
            counts.add("outflow", first_of_month(one.until - timedelta(1)), one.spells[-1].municipality, one.person)
    for one in later:
        month = first_of_month(one.started_on)
        if not counts.has("inflow", month, one.person):
            counts.add("through", month, one.spells[0].municipality, one.person)


def flows(found: Sequence[Trajectory], municipalities: Sequence[str], first: date, present: date) -> list[Flow]:
    """Return the monthly counts from the month of `first` up to and including that of `present`; "" is the region."""
    counts = _Counts()
    for of_person in _by_person(found).values():
        for one in of_person:
            _count_active(counts, one, present)
        _count_flows(counts, of_person)
    return [
        _flow(counts, month, code, present)
        for month in months_between(first, present + timedelta(1))
        for code in ("", *municipalities)
    ]


def _flow(counts: _Counts, month: date, code: str, present: date) -> Flow:
    active, inflow, through, outflow = (
        counts.count(series, month, code) for series in ("active", "inflow", "through", "outflow")
    )
    decidable = next_month(month) + timedelta(LARGEST_GAP) <= present + timedelta(1)
    return Flow(month, code, active, inflow, through, outflow, decidable)


def active_by_form(found: Iterable[Trajectory], first: date, present: date) -> Mapping[tuple[date, str, str], int]:
    """Return distinct youths in care by month, municipality ("" = the region) and care form."""
    persons: dict[tuple[date, str, str], set[int]] = defaultdict(set)
    for trajectory in found:
        for spell, start, until in stretches(trajectory):
            for month in months_between(max(first, start), min(until or present + timedelta(1), present + timedelta(1))):
                for code in ("", spell.municipality):
                    persons[month, code, spell.care_form].add(spell.person)
    return {key: len(members) for key, members in sorted(persons.items())}


def waits_to_start(found: Iterable[Trajectory]) -> list[Waiting]:
    """Return assignment to start of every trajectory whose first spell has an assignment number."""
    waits = []
    for trajectory in found:
        spell = trajectory.spells[0]
        if spell.assignment_id is not None and spell.assigned_on is not None:
            days = max(0, (spell.started_on - spell.assigned_on).days)
            month = first_of_month(spell.started_on)
            waits.append(Waiting("start", month, days, spell.municipality, spell.provider, spell.assignment_id))
    return waits
