"""A figure as a paper: what its page says, in the order of the page, with the passport at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import names, units
from regiewijzer.apps.monitor.presenters.answer import answer_of
from regiewijzer.apps.monitor.presenters.events import Event
from regiewijzer.apps.monitor.presenters.members import Members, members_of, per_of
from regiewijzer.apps.monitor.presenters.paper_blocks import beside, data_table, meaning, noted, shown_blocks, source, values_of
from regiewijzer.apps.monitor.presenters.passport import passport_of
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.figures.figure import Figure
from regiewijzer.ledger.region import Region
from regiewijzer.web.papers import Block, Facts, Paper, Section, Text


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept with a figure: its answer in words, and what must be said of it as a part of something larger.

    `banner` is said first and everywhere, `notes` stand under the answer, `facts` at the end of the passport.
    """

    answer: str = ""
    banner: str = ""
    notes: tuple[Text, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What a paper says beside its figure: for whom, where the same can be seen, names of codes, what happened meanwhile."""

    region: Region
    address: str
    names: names.Names
    events: tuple[Event, ...] = ()
    kept: Kept = Kept()

    @property
    def banner(self) -> str:
        """What must be said first."""
        return " ".join(filter(None, (banner_of(self.region), self.kept.banner)))


def banner_of(region: Region) -> str:
    """Return what must be said first: that nothing in it is real."""
    return _("Demonstratie: alle gemeenten, aanbieders en cijfers hierin zijn verzonnen.") if region.invented else ""


def passport_rows(figure: Figure, around: Around) -> tuple[tuple[str, str], ...]:
    """Return the passport of a figure in names and texts, with what was hidden and by which rule."""
    return (*passport_of(figure, around.names).facts, *around.kept.facts)


def passport_line(figure: Figure, around: Around) -> str:
    """Return the passport in one line, without the choice, which stands above it."""
    return " · ".join(f"{name}: {text}" for name, text in passport_rows(figure, around)[1:])


def language() -> str:
    """Return the language in which a paper is written now."""
    return (get_language() or "nl")[:2]


def bound(subject: Subject, around: Around, answer: str, sections: Sequence[Section], title: str = "") -> Paper:
    """Return these sections as a paper of a figure, with its meaning and passport."""
    figure = subject.figure
    rows = passport_rows(figure, around)
    return Paper(
        title=title or said(subject.indicator.title),
        lead=f"{rows[0][1]} · {rows[1][0].lower()} {rows[1][1]}",
        answer=answer,
        sections=(*sections, *meaning(subject), Section(_("Paspoort"), (Facts(rows),))),
        line=passport_line(figure, around),
        address=around.address,
        moment=figure.request.moment.replace(tzinfo=UTC),
        language=language(),
        publisher=around.region.name,
        banner=around.banner,
    )


def _explained(subject: Subject, around: Around) -> tuple[Text, ...]:
    """Return what explains the answer; an answer that was kept has that in it."""
    text = "" if around.kept.answer else answer_of(subject).explanation
    return (*([Text(text)] if text else []), *around.kept.notes)


def blocks_of(subject: Subject, around: Around) -> tuple[Block, ...]:
    """Return what stands under the answer of a figure without breakdown: explanation, drawings, what happened, source."""
    return (*_explained(subject, around), *shown_blocks(subject, answer_of(subject), around.events))


def data_of(subject: Subject) -> tuple[Block, ...]:
    """Return every value of a figure without breakdown, with what the words in the place of a number mean."""
    return (data_table(subject), *noted(values_of(subject)))


def paper_of(subject: Subject, around: Around, breakdown: tuple[Figure, Members] | None = None, whose: str = "") -> Paper:
    """Return a figure without breakdown as a paper, and below it the members of its breakdown where there is one.

    `whose`: a sentence that says so when the members are only the reader's own.
    """
    sections = [Section("", blocks_of(subject, around))]
    if breakdown is not None:
        by, found = breakdown
        heading = _("Uitgesplitst %(per)s") % {"per": per_of(by.request.by)}
        sections.append(Section(heading, beside(subject, found, whose)))
    sections.append(Section(_("Gegevens"), data_of(subject)))
    return bound(subject, around, answer_in(subject, None, around.kept), sections)


def members_in(subject: Subject, around: Around, outcome: str = "") -> Members | None:
    """Return the members of a figure, without the municipalities that were merged away by the last period."""
    by_place = "municipality" in subject.figure.request.by and subject.periods
    ended = names.merged(around.region, subject.periods[-1]) if by_place else ()
    return members_of(subject.indicator, subject.figure, around.names, outcome=outcome, ended=ended)


def answer_in(subject: Subject, found: Members | None, kept: Kept) -> str:
    """Return the answer of a figure in a sentence; of one that is broken down, between which values its members lie."""
    by = subject.figure.request.by
    if kept.answer:
        return kept.answer
    if not by:
        return answer_of(subject).sentence
    if found is None:
        return _("Voor deze keuze is er geen getal dat mag worden getoond.")
    places = {"name": said(subject.indicator.name), "per": per_of(by), "when": found.when}
    sentence, unit = _("%(name)s %(per)s, %(when)s.") % places, found.outcomes[found.outcome].unit
    shown = [value.number for one in found.rows if (value := one.values[found.outcome]).number is not None]
    if len(shown) < 2:
        return sentence
    ends = {"count": len(shown), "least": units.amount(min(shown), unit), "most": units.amount(max(shown), unit)}
    return sentence + " " + _("De %(count)s getoonde waarden lopen van %(least)s tot %(most)s.") % ends


def paper_of_members(subject: Subject, found: Members | None, around: Around, whose: str = "") -> Paper:
    """Return a figure that is broken down as a paper: the members in the newest settled period."""
    blocks = beside(subject, found, whose) if found else ()
    sections = [Section("", (*around.kept.notes, *blocks, source(subject)))]
    return bound(subject, around, answer_in(subject, found, around.kept), sections)


def paper_of_any(subject: Subject, around: Around) -> Paper:
    """Return a figure as a paper, whatever it is broken down by."""
    if subject.figure.request.by:
        return paper_of_members(subject, members_in(subject, around), around)
    return paper_of(subject, around)
