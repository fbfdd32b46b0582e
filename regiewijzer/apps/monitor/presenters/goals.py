"""Goals with the state of their indicators: what a director reads first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.definitions.goals_types import Goal, GoalIndicator, GoalKind, GoalTree
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.indicators.progress import Progress, ProgressState, progress_of
from regiewijzer.web.charts import Sparkline, sparkline

Subjects = Mapping[str, Subject]  # by indicator

# Good news last: a reader who stops early has seen what asks for attention.
ORDER = (
    ProgressState.WRONG_WAY,
    ProgressState.BEHIND,
    ProgressState.ON_COURSE,
    ProgressState.REACHED,
    ProgressState.NO_TARGET,
    ProgressState.NOT_TO_SAY,
)
_TONES = {
    ProgressState.WRONG_WAY: "bad",
    ProgressState.BEHIND: "warn",
    ProgressState.ON_COURSE: "good",
    ProgressState.REACHED: "good",
    ProgressState.NO_TARGET: "",
    ProgressState.NOT_TO_SAY: "",
}


@dataclass(frozen=True, slots=True)
class State:
    """A state in words, with its tone and how often it occurs."""

    text: str
    tone: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Counterweight:
    """An indicator that must be read beside another, with its own state."""

    name: str
    address: str
    why: str
    state: State | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One indicator of a goal: newest settled value, what changed, where the path to the target stands."""

    name: str
    address: str
    value: str
    noun: str
    period: str
    change: str
    state: State
    path: str
    norm: str
    steerable: bool
    trend: Sparkline | None
    counterweights: tuple[Counterweight, ...]


@dataclass(frozen=True, slots=True)
class GoalBlock:
    """One goal with its rows and the goals below it; `tally` counts the states of all of them."""

    code: str
    title: str
    kind: str
    why: str
    address: str
    rows: tuple[GoalRow, ...]
    below: tuple["GoalBlock", ...]
    tally: tuple[State, ...]


def state_name(state: ProgressState) -> str:
    """Return a state in words."""
    return {
        ProgressState.REACHED: _("doel gehaald"),
        ProgressState.ON_COURSE: _("op koers"),
        ProgressState.BEHIND: _("loopt achter"),
        ProgressState.WRONG_WAY: _("verkeerde kant op"),
        ProgressState.NO_TARGET: _("geen streefwaarde"),
        ProgressState.NOT_TO_SAY: _("niet te zeggen"),
    }[state]


def kind_name(kind: GoalKind) -> str:
    """Return the sort of goal in words."""
    return {
        GoalKind.AMBITION: _("Ambitie"),
        GoalKind.OPERATIONAL: _("Operationeel doel"),
        GoalKind.CONDITION: _("Voorwaarde"),
    }[kind]


def _stated(state: ProgressState, count: int = 1) -> State:
    return State(state_name(state), _TONES[state], count)


def outcome_of(link: GoalIndicator, subject: Subject) -> Outcome:
    """Return the line of the figure that the goal is followed with."""
    return subject.indicator.outcome(link.outcome) if link.outcome else next(subject.indicator.outcomes)


def progress_on(link: GoalIndicator, subject: Subject) -> Progress:
    """Return how far the indicator is, read from periods that hardly change any more."""
    line = subject.lines.get(outcome_of(link, subject).code)
    if line is None or subject.period is None:
        return Progress(ProgressState.NOT_TO_SAY)
    values = {period: float(number) for period, number in line.shown()}
    settled = [one for one in line.periods if one <= subject.period]
    return progress_of(link, values, settled, subject.indicator.direction)


def _path(link: GoalIndicator, progress: Progress, outcome: Outcome) -> str:
    """Return where the path to the target stands, in a sentence."""
    if link.target is None or progress.expected is None or progress.target is None:
        return ""
    places = {
        "expected": units.amount(progress.expected, outcome.unit),
        "target": units.amount(progress.target, outcome.unit),
        "year": link.target.year,
    }
    return _("Op weg naar %(target)s eind %(year)s past nu %(expected)s.") % places


def _norm(link: GoalIndicator, progress: Progress, outcome: Outcome) -> str:
    if link.norm is None:
        return ""
    places = {"norm": units.amount(link.norm.value, outcome.unit), "source": said(link.norm.source)}
    if progress.within_norm is None:
        return _("Norm: %(norm)s (%(source)s).") % places
    within = _("Binnen de norm van %(norm)s (%(source)s).")
    return (within if progress.within_norm else _("Buiten de norm van %(norm)s (%(source)s).")) % places


def _counterweights(tree: GoalTree, indicator: str, subjects: Subjects) -> tuple[Counterweight, ...]:
    found = []
    for pair in tree.counterbalances_of(indicator):
        other = pair.other(indicator)
        subject = subjects.get(other or "")
        link = next((link for _goal, link in tree.links() if link.indicator == other), None)
        if subject and link:
            state = _stated(progress_on(link, subject).state)
            address = reverse("monitor:indicator", args=[link.indicator])
            found.append(Counterweight(said(subject.indicator.name), address, said(pair.why), state))
    return tuple(found)


def _change(progress: Progress, outcome: Outcome) -> str:
    if progress.value is None or progress.change is None:
        return ""
    return units.difference(progress.value, progress.value - progress.change, outcome.unit)


def _row(tree: GoalTree, link: GoalIndicator, subject: Subject, subjects: Subjects) -> GoalRow:
    outcome, progress = outcome_of(link, subject), progress_on(link, subject)
    line = subject.lines.get(outcome.code)
    numbers = (
        [n for period, n in zip(line.periods, line.numbers(), strict=True) if period <= subject.period]
        if line and subject.period
        else []
    )
    return GoalRow(
        name=said(subject.indicator.name),
        address=reverse("monitor:indicator", args=[link.indicator]),
        value=_("geen cijfer") if progress.value is None else units.amount(progress.value, outcome.unit),
        noun="" if progress.value is None else units.noun(progress.value, outcome.unit),
        period="" if progress.period is None else grains.label(progress.period, subject.grain),
        change=_change(progress, outcome),
        state=_stated(progress.state),
        path=_path(link, progress, outcome),
        norm=_norm(link, progress, outcome),
        steerable=link.steerable,
        trend=sparkline(numbers) if numbers else None,
        counterweights=_counterweights(tree, link.indicator, subjects),
    )


def _states(tree: GoalTree, goal: Goal, subjects: Subjects) -> Iterable[ProgressState]:
    for link in goal.indicators:
        if link.indicator in subjects:
            yield progress_on(link, subjects[link.indicator]).state
    for child in tree.below(goal.code):
        yield from _states(tree, child, subjects)


def _tally(states: Iterable[ProgressState]) -> tuple[State, ...]:
    counted = Counter(states)
    return tuple(_stated(state, counted[state]) for state in ORDER if counted[state])


def block_of(tree: GoalTree, goal: Goal, subjects: Subjects) -> GoalBlock:
    """Return a goal with everything below it."""
    return GoalBlock(
        code=goal.code,
        title=said(goal.title),
        kind=kind_name(goal.kind),
        why=said(goal.why) if goal.why else "",
        address=reverse("monitor:goal", args=[tree.id, goal.code]),
        rows=tuple(
            _row(tree, link, subjects[link.indicator], subjects) for link in goal.indicators if link.indicator in subjects
        ),
        below=tuple(block_of(tree, child, subjects) for child in tree.below(goal.code)),
        tally=_tally(_states(tree, goal, subjects)),
    )
