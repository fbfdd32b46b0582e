"""The difference between two editions, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import cell_in_words
from regiewijzer.apps.publications import contents, queries
from regiewijzer.apps.publications.differences import Changed, Difference, Reason, difference
from regiewijzer.apps.publications.models import EditionFigure
from regiewijzer.web import numbers

Names = Mapping[str, Mapping[str, str]]
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One value that is another one now."""

    period: str
    what: str
    before: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class FigureChanges:
    """What changed in one figure; `left_out` tells how many rows are not in the table."""

    title: str
    sentences: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two editions: figures that are new or gone, those that changed, and how many are the same."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    figures: tuple[FigureChanges, ...]
    same: int


def reason_text(reason: Reason) -> str:
    """Return a reason in words."""
    return {
        Reason.DEFINITION: _("andere definitie"),
        Reason.PROTECTION: _("bescherming van kleine aantallen"),
        Reason.DATA: _("nieuwe gegevens"),
        Reason.PROGRAM: _("het programma rekent anders"),
    }[reason]


def title_of(one: EditionFigure) -> str:
    """Return the question of a figure, with what it is broken down by."""
    title = contents.texts_of(one)["title"].in_language(get_language() or "nl")
    by = one.key.partition("-per-")[2] if one.breakdown else ""
    return _("%(title)s Per %(by)s.") % {"title": title, "by": by} if by else title


def _sentences(found: Difference) -> tuple[str, ...]:
    said = []
    if found.changed:
        text = ngettext(
            "%(count)s van de %(compared)s waarden die in beide edities staan is anders.",
            "%(count)s van de %(compared)s waarden die in beide edities staan zijn anders.",
            len(found.changed),
        )
        said.append(text % {"count": numbers.number(len(found.changed)), "compared": numbers.number(found.compared)})
        reasons = (f"{reason_text(reason)} ({numbers.number(count)})" for reason, count in found.reasons.items())
        said.append(_("Waarom: %(reasons)s.") % {"reasons": ", ".join(reasons)})
    if found.added:
        text = ngettext("%(count)s waarde is nieuw.", "%(count)s waarden zijn nieuw.", found.added)
        said.append(text % {"count": numbers.number(found.added)})
    if found.gone:
        text = ngettext("%(count)s waarde staat er niet meer in.", "%(count)s waarden staan er niet meer in.", found.gone)
        said.append(text % {"count": numbers.number(found.gone)})
    return tuple(said)


def _row(one: EditionFigure, changed: Changed, called: Names) -> Row | None:
    indicator = queries.indicator_of(one)
    if indicator is None or changed.now.series not in {outcome.code for outcome in indicator.outcomes}:
        return None
    by = (one.breakdown,) if one.breakdown else ()
    period, what, now = cell_in_words(indicator, changed.now, by, called)
    _period, _what, before = cell_in_words(indicator, changed.before, by, called)
    return Row(period, what, before, now, reason_text(changed.reason))


def _figure(one: EditionFigure, found: Difference, called: Names) -> FigureChanges:
    newest = sorted(found.changed, key=lambda changed: changed.now.period, reverse=True)
    rows = tuple(row for changed in newest[:MOST_ROWS] if (row := _row(one, changed, called)))
    return FigureChanges(title_of(one), _sentences(found), rows, len(found.changed) - len(rows))


def changes_of(before: Sequence[EditionFigure], now: Sequence[EditionFigure], called: Names) -> Changes:
    """Return what is different between the figures of two editions, in the order of the newer."""
    earlier, later = {one.key: one for one in before}, {one.key: one for one in now}
    pairs = [
        (one, difference(contents.figure_of(earlier[key]), contents.figure_of(one)))
        for key, one in later.items()
        if key in earlier
    ]
    other = [(one, found) for one, found in pairs if found.changed or found.added or found.gone]
    return Changes(
        added=tuple(title_of(one) for key, one in later.items() if key not in earlier),
        gone=tuple(title_of(one) for key, one in earlier.items() if key not in later),
        figures=tuple(_figure(one, found, called) for one, found in other),
        same=len(pairs) - len(other),
    )
