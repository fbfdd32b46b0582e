"""What changed: the newest period against the one before, and what we know now against what we knew then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.presenters.lasting import in_words, lasting_change
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.apps.monitor.timelines import Timeline
from regiewijzer.definitions.indicators_types import Outcome, Unit
from regiewijzer.figures.values import Value, ValueState

# A change is weighed against the usual one of two years; with fewer there is no usual.
USUAL_OVER, FEWEST = 24, 6
# Further back than a year hardly anything still comes in.
REVISED_OVER = 12
MUCH, MORE = 3.0, 1.5
_SAID = {ValueState.SHOWN, ValueState.HIDDEN}


@dataclass(frozen=True, slots=True)
class Step:
    """From one value to another, as texts. `weight` is the size against the usual change, None when that is not known."""

    period: str
    before: str
    now: str
    change: str
    weight: float | None

    @property
    def comparable(self) -> bool:
        """Tell whether both values are shown."""
        return bool(self.change)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one indicator, on the outcome where it is most striking.

    `step`: the newest period against the one before. `revision`: the period of the past year that was revised most since
    we last looked, None when nothing was. `is_new`: a period came in since then. `lasting`: a change that lasts, in words.
    """

    indicator_id: str
    title: str
    outcome: str
    step: Step
    revision: Step | None
    is_new: bool
    lasting: str = ""

    @property
    def weight(self) -> float:
        """The most striking of the two; what cannot be weighed comes last."""
        weights = [one.weight for one in (self.step, self.revision) if one and one.weight is not None]
        return max(weights, default=-1.0)

    @property
    def verdict(self) -> str:
        """How striking it is, in words."""
        if self.weight < 0:
            return _("niet te wegen")
        if self.weight >= MUCH:
            return _("veel groter dan gewoonlijk")
        return _("groter dan gewoonlijk") if self.weight >= MORE else _("zoals gewoonlijk")


def _settled(line: Timeline, subject: Subject) -> list[tuple[date, Value]]:
    assert subject.period is not None
    return [(period, value) for period, value in zip(line.periods, line.values, strict=True) if period <= subject.period]


def usual_change(line: Timeline, subject: Subject) -> float | None:
    """Return the median size of a change from period to period before the newest one; None when there are too few.

    The median: one break in the series must not make every later change look small.
    """
    values = [value.number for _period, value in _settled(line, subject)][-USUAL_OVER - 2 : -1]
    sizes = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    return median(sizes) if len(sizes) >= FEWEST else None


def _weight(delta: float, usual: float | None) -> float | None:
    """Return a change as a multiple of the usual one; where usually nothing changes, any change is striking."""
    if usual is None:
        return None
    if usual == 0:
        return 0.0 if delta == 0 else MUCH
    return abs(delta) / usual


def _step(period: str, before: Value, now: Value, unit: Unit, usual: float | None) -> Step:
    texts = units.text(before, unit), units.text(now, unit)
    if before.number is None or now.number is None:
        # Which of the two is hidden may be said; how much it changed may not.
        return Step(period, *texts, "", None)
    change = units.difference(now.number, before.number, unit)
    return Step(period, *texts, change, _weight(now.number - before.number, usual))


def _newest(subject: Subject, line: Timeline, unit: Unit, usual: float | None) -> Step:
    assert subject.period is not None
    before = line.at(grains.following(subject.period, subject.grain, -1))
    return _step(subject.label(subject.period), before, line.at(subject.period), unit, usual)


def _revision(subject: Subject, then: Subject, outcome: Outcome, usual: float | None) -> Step | None:
    """Return the most revised period of the past year that was thought to be settled then.

    That a provisional period changed is what the word says. A value that was not there then is new, not revised.
    """
    line, line_then = subject.lines[outcome.code], then.lines.get(outcome.code)
    if line_then is None:
        return None
    settled = [period for period in line_then.periods if not then.is_provisional(period)][-REVISED_OVER:]
    pairs = ((period, line_then.at(period), line.at(period)) for period in settled)
    steps = [
        _step(subject.label(period), before, now, outcome.unit, usual)
        for period, before, now in pairs
        if {before.state, now.state} <= _SAID
    ]
    changed = [one for one in steps if one.before != one.now]
    return max(changed, key=lambda one: (one.weight or 0.0, one.comparable), default=None)


def _change(subject: Subject, then: Subject | None, outcome: Outcome) -> Change:
    line, signal = subject.lines[outcome.code], lasting_change(subject, outcome)
    usual = usual_change(line, subject)
    return Change(
        indicator_id=subject.indicator.id,
        title=said(subject.indicator.title),
        outcome=said(outcome.label),
        step=_newest(subject, line, outcome.unit, usual),
        revision=_revision(subject, then, outcome, usual) if then else None,
        is_new=then is not None and then.period is not None and then.period < (subject.period or then.period),
        lasting=in_words(signal, subject.grain) if signal else "",
    )


def change_of(subject: Subject, then: Subject | None) -> Change | None:
    """Return what changed in an indicator since `then` (what was known at an earlier moment); None without values."""
    if subject.period is None or not subject.outcomes:
        return None
    return max((_change(subject, then, outcome) for outcome in subject.outcomes), key=lambda one: one.weight)


def ordered(changes: Sequence[Change]) -> list[Change]:
    """Return the changes, the most striking first."""
    return sorted(changes, key=lambda one: (-one.weight, one.title))
