"""Did the mix move with a line? The shares of ages, forms of care and segments before a change and since, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.dimensions import BY_CODE, Dimension
from regiewijzer.apps.monitor.presenters.lasting import COUNTS
from regiewijzer.apps.monitor.presenters.subject import Subject, series_of
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import Value
from regiewijzer.web import numbers

MIXES = ("age", "care_form", "segment")  # who they are, what help they get, for which target group it was bought
BEFORE = 12  # months, so that a year's course is in them
WORTH_TELLING = 0.02  # of the whole; less is within the rounding of small groups
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Mix:
    """What is said of one dimension. `is_known` is false when nothing could be told of it."""

    name: str
    sentences: tuple[str, ...]
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class _Member:
    """The mean size of a group before and since; None where one of its periods is not shown."""

    code: str
    before: float | None
    since: float | None


def dimensions_of_mix(subject: Subject) -> tuple[str, ...]:
    """Return by what the mix of a line is looked at: all but what was chosen, of which it has only one group."""
    chosen = {name for name, _codes in subject.figure.request.where}
    return tuple(one for one in MIXES if one not in chosen)


def _size(cell: Cell, *, counts: bool) -> Value | None:
    return cell.value if counts else cell.base


def _windows(subject: Subject, began: date) -> tuple[frozenset[date], frozenset[date]]:
    """Return the settled periods of a year before the change, and those since."""
    settled = [period for period in subject.periods if not subject.is_provisional(period)]
    first = grains.following(began, subject.grain, -BEFORE // grains.STEP[subject.grain])
    return frozenset(one for one in settled if first <= one < began), frozenset(one for one in settled if one >= began)


def _mean(found: Mapping[date, Value | None], periods: frozenset[date]) -> float | None:
    """Return the mean over the periods; None as soon as one of them is not shown."""
    numbers_shown = [value.number if (value := found.get(one)) else None for one in periods]
    known = [one for one in numbers_shown if one is not None]
    return mean(known) if periods and len(known) == len(periods) else None


def _members(by: Figure, subject: Subject, outcome: Outcome, began: date) -> Iterator[_Member]:
    counts = series_of(subject.indicator, outcome.code).aggregation in COUNTS
    before, since = _windows(subject, began)
    found: dict[str, dict[date, Value | None]] = {}
    for cell in by.cells:
        if cell.series == outcome.code:
            found.setdefault(cell.dimensions[0], {})[cell.period] = _size(cell, counts=counts)
    for code, sizes in found.items():
        yield _Member(code, _mean(sizes, before), _mean(sizes, since))


def _shifts(members: Sequence[tuple[str, float, float]], called: Mapping[str, str]) -> Iterator[tuple[float, str]]:
    """Yield how the share of each group moved, with the sentence that says so."""
    all_before, all_since = (sum(one[place] for one in members) for place in (1, 2))
    for code, before, since in members:
        low, high = before / all_before, since / all_since
        text = _("%(group)s: van %(before)s naar %(since)s van het geheel.")
        places = {"group": called.get(code, code), "before": numbers.percent(low, 0), "since": numbers.percent(high, 0)}
        yield abs(high - low), text % places


def _told(members: Sequence[tuple[str, float, float]], called: Mapping[str, str]) -> tuple[str, ...]:
    ranked = sorted(_shifts(members, called), key=lambda one: -one[0])
    worth = tuple(text for size, text in ranked if size >= WORTH_TELLING)[:MOST_TOLD]
    return worth or (_("De verdeling bleef vrijwel gelijk."),)


def mix_of(by: Figure, subject: Subject, outcome: Outcome, began: date, called: Mapping[str, str]) -> Mix:
    """Return how the groups of one dimension moved: the year before the change against the periods since.

    Only groups of which every period is shown: a number that is hidden must not follow from what is said of the others.
    """
    (code,) = by.request.by
    members = list(_members(by, subject, outcome, began))
    shown = [(one.code, one.before, one.since) for one in members if one.before is not None and one.since is not None]
    if len(shown) < 2 or not all(mean(one[place] for one in shown) for place in (1, 2)):
        return nothing_told(BY_CODE[code])
    left_out = len(members) - len(shown)
    return Mix(str(BY_CODE[code].label), (*_told(shown, called), *_left_out(left_out)))


def _left_out(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    text = ngettext(
        "Buiten beschouwing: %(count)s groep waarvan niet elke periode getoond mag worden of bekend is.",
        "Buiten beschouwing: %(count)s groepen waarvan niet elke periode getoond mag worden of bekend is.",
        count,
    )
    return (text % {"count": count},)


def not_distinguished(dimension: Dimension) -> Mix:
    """Return that the figure does not tell these groups apart."""
    text = _("Dit cijfer wordt hiernaar niet onderscheiden; er is niets over te zeggen.")
    return Mix(str(dimension.label), (text,), is_known=False)


def nothing_told(dimension: Dimension) -> Mix:
    """Return that nothing can be said of a dimension, and why."""
    text = _("Hierover is niets te zeggen: de groepen zijn te klein om te tonen, of te fijn gekozen.")
    return Mix(str(dimension.label), (text,), is_known=False)
