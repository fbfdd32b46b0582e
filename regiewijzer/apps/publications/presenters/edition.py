"""An edition as a reader sees it: answers first, then per question chart, table, definition and files."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import ShownFigure, dimension_field, local_day, shown_figure, sources_in_words
from regiewijzer.apps.publications import contents, queries
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.states import State
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import ValueState
from regiewijzer.ledger.region import Region
from regiewijzer.web import numbers

Names = Mapping[str, Mapping[str, str]]
SHOWN_HASH = 12


@dataclass(frozen=True, slots=True)
class OpenFiles:
    """The files of one figure: what it is of, and its name in addresses."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One question of an edition. `shown` is None when its definition is no longer kept, or only the words were asked."""

    key: str
    title: str
    answer: str
    explanation: str
    definition: str
    shown: ShownFigure | None
    protected: str
    passport: str
    files: tuple[OpenFiles, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition in the language of the page."""

    edition: Edition
    paragraphs: tuple[str, ...]
    known_until: str
    appeared: str
    topics: tuple[Topic, ...]
    has_hidden: bool
    guide: tuple[tuple[str, str], ...]


def language() -> str:
    """Return the language of the page."""
    return (get_language() or "nl")[:2]


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: they are parted by an empty line."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())


def _protected(figures: Sequence[Figure]) -> str:
    """Say how many values are not shown, and why; a reader must not take a gap for nought."""
    states = Counter(cell.value.state for figure in figures for cell in figure.cells)
    total = sum(states.values())
    said = []
    if count := states[ValueState.HIDDEN]:
        text = ngettext(
            "%(count)s van de %(total)s waarden is afgeschermd, zodat niemand te herkennen is.",
            "%(count)s van de %(total)s waarden zijn afgeschermd, zodat niemand te herkennen is.",
            count,
        )
        said.append(text % {"count": numbers.number(count), "total": numbers.number(total)})
    if count := states[ValueState.UNKNOWN]:
        text = ngettext("%(count)s waarde is onbekend.", "%(count)s waarden zijn onbekend.", count)
        said.append(text % {"count": numbers.number(count)})
    return " ".join([*said, *_kept(figures)]) or _("Alle waarden zijn getoond.")


def _kept(figures: Sequence[Figure]) -> Iterator[str]:
    """Say how many values are still those of an earlier edition: a reader must not take them for the newest."""
    count = sum(int(figure.passport.disclosure.get("kept", 0)) for figure in figures)
    if count:
        text = ngettext(
            "Bij %(count)s waarde staat nog het getal van een eerdere editie: het veranderde te weinig om dat te laten zien.",
            "Bij %(count)s waarden staat nog het getal van een eerdere editie: ze veranderden te weinig om dat te laten zien.",
            count,
        )
        yield text % {"count": numbers.number(count)}


def _passport_line(edition: Edition, one: EditionFigure, figure: Figure, sources: str) -> str:
    return _("Bron: %(sources)s, bekend tot en met %(day)s (stand %(snapshot)s). Definitie %(version)s. Kenmerk %(hash)s.") % {
        "sources": sources,
        "day": numbers.full_date(local_day(figure.request.moment)),
        "snapshot": edition.snapshot,
        "version": figure.passport.definition_version,
        "hash": one.sha256[:SHOWN_HASH],
    }


def _files(group: Sequence[EditionFigure]) -> tuple[OpenFiles, ...]:
    return tuple(
        OpenFiles(
            _("uitgesplitst per %(what)s") % {"what": dimension_field(one.breakdown)} if one.breakdown else _("de hele regio"),
            one.key,
        )
        for one in group
    )


def _topic(edition: Edition, group: Sequence[EditionFigure], called: Names, region: Region, *, drawn: bool) -> Topic:
    first, figures = group[0], [contents.figure_of(one) for one in group]
    texts, indicator, spoken = contents.texts_of(first), queries.indicator_of(first), language()
    shown = None
    if indicator is not None and drawn:
        shown = shown_figure(indicator, figures[0], figures[1:], called=called, region=region, name=f"grafiek-{first.key}")
    return Topic(
        key=first.key,
        title=texts["title"].in_language(spoken),
        answer=first.answer_en if spoken == "en" else first.answer_nl,
        explanation=first.explanation,
        definition=texts["definition"].in_language(spoken),
        shown=shown,
        protected=_protected(figures),
        passport=_passport_line(edition, first, figures[0], sources_in_words(indicator) if indicator else first.indicator_id),
        files=_files(group),
    )


def reading_guide() -> tuple[tuple[str, str], ...]:
    """Return what the words in the place of a number, or beside it, mean."""
    hidden = _(
        "Het gaat om zo weinig jongeren dat iemand te herkennen zou zijn. Soms is ook een ander cijfer afgeschermd, omdat het "
        "eerste anders uit te rekenen is."
    )
    return (
        (_("afgeschermd"), hidden),
        (_("onbekend"), _("Dit cijfer hoort er te zijn, maar de gegevens zijn er niet of nog niet.")),
        (_("n.v.t."), _("Dit cijfer kan hier niet bestaan.")),
        (
            _("uit een eerdere editie"),
            _("Dit getal veranderde door zo weinig jongeren dat het verschil iets over hen zou zeggen. Het nieuwe volgt later."),
        ),
        (_("voorlopig"), _("Dit cijfer kan nog veranderen, omdat berichten later binnenkomen.")),
    )


def edition_view(
    edition: Edition, figures: Sequence[EditionFigure], called: Names, region: Region, *, drawn: bool = True
) -> EditionView:
    """Return an edition ready to show; without what is drawn on a page (`drawn`) for who draws otherwise, or not at all."""
    groups = queries.by_indicator(figures).values()
    topics = tuple(_topic(edition, group, called, region, drawn=drawn) for group in groups)
    hidden = any(cell.value.state is ValueState.HIDDEN for one in figures for cell in contents.figure_of(one).cells)
    return EditionView(
        edition=edition,
        paragraphs=paragraphs_of(edition.summary),
        known_until=numbers.full_date(edition.day),
        appeared=numbers.full_date(edition.published_at.date()) if edition.published_at else "",
        topics=topics,
        has_hidden=hidden,
        guide=reading_guide(),
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """What must be said above an edition: replaced, corrected, correction of another. `number` is the other edition."""

    tone: str  # warning | error | info
    title: str
    text: str
    number: int | None = None


def marks_of(edition: Edition) -> list[Mark]:
    """Return the marks of an edition, the gravest first."""
    found = []
    after = edition.replaced_by
    if edition.state == State.SUPERSEDED and after is not None:
        if after.corrects_id == edition.pk:
            found.append(Mark("error", _("In deze editie stond een fout."), after.wrong, after.number))
        else:
            found.append(Mark("warning", _("Er is een nieuwere editie."), "", after.number))
    if edition.corrects is not None:
        text = edition.wrong
        title = _("Dit is een correctie van editie %(number)s.") % {"number": edition.corrects.number}
        found.append(Mark("info", title, text, edition.corrects.number))
    return found
