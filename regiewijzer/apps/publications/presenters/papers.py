"""A figure of an edition as paper and workbook: the frozen values in the frozen words, never worked out again."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import Around, Kept, demonstration_banner, figure_as_workbook, figure_on_paper
from regiewijzer.apps.publications import contents, queries
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.presenters.edition import SHOWN_HASH, Mark, Names, language, marks_of
from regiewijzer.apps.publications.states import State
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.ledger.region import Region
from regiewijzer.web.papers import Paper, Text


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the figures of an edition: for whom, names of codes, and the address of the edition that stays."""

    edition: Edition
    region: Region
    called: Names
    address: str

    def at(self, one: EditionFigure) -> str:
        """Return the address of a figure in the edition."""
        return f"{self.address}#{one.indicator_id}"


def as_frozen(one: EditionFigure) -> Indicator | None:
    """Return the definition of a figure in the words of then; None when it is no longer kept."""
    indicator = queries.indicator_of(one)
    return replace(indicator, **contents.texts_of(one)) if indicator else None


def _banner(edition: Edition) -> str:
    """Return what a reader of any page must know: that it was not published, or is not the newest any more."""
    not_published = {
        State.DRAFT: _("Concept: niet gepubliceerd."),
        State.CHECKED: _("Gecontroleerd, maar niet gepubliceerd."),
        State.WITHDRAWN: _("Ingetrokken."),
    }
    marks = (mark for mark in marks_of(edition) if mark.tone != "info")
    return " ".join(filter(None, (not_published.get(State(edition.state), ""), *map(_see, marks))))


def _see(mark: Mark) -> str:
    return f"{mark.title} " + _("Zie editie %(number)s.") % {"number": mark.number}


def banner_of(frame: Frame) -> str:
    """Return what must be said first and everywhere."""
    return " ".join(filter(None, (demonstration_banner(frame.region), _banner(frame.edition))))


def notes_of(edition: Edition) -> tuple[Text, ...]:
    """Return what was wrong in this edition, or in the one that it corrects."""
    told = [f"{mark.title} {mark.text}" for mark in marks_of(edition) if mark.text]
    return tuple(Text(text, warning=True) for text in filter(None, (*told, edition.withdrawn_because)))


def answer_of(one: EditionFigure) -> str:
    """Return the answer as it was frozen, in the language of the page."""
    return one.answer_en if language() == "en" else one.answer_nl


def _kept(edition: Edition, one: EditionFigure) -> Kept:
    facts = (
        (_("Editie"), f"{edition.number}, {edition.title}"),
        (_("Kenmerk"), one.sha256[:SHOWN_HASH]),
    )
    notes = (*notes_of(edition), *([Text(one.explanation)] if one.explanation else []))
    return Kept(answer_of(one), _banner(edition), notes, facts)


def around(frame: Frame, one: EditionFigure) -> Around:
    """Return what a paper says beside this figure."""
    return Around(frame.region, frame.at(one), frame.called, kept=_kept(frame.edition, one))


def paper_of(frame: Frame, one: EditionFigure) -> Paper | None:
    """Return a figure as a paper; None when its definition is no longer kept."""
    indicator = as_frozen(one)
    return figure_on_paper(indicator, contents.figure_of(one), around(frame, one)) if indicator else None


def workbook_of(frame: Frame, one: EditionFigure) -> bytes | None:
    """Return a figure as a workbook; None when its definition is no longer kept."""
    indicator = as_frozen(one)
    return figure_as_workbook(contents.figure_of(one), indicator, around(frame, one)) if indicator else None
