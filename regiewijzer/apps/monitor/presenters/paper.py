"""A figure as a paper: what its page says, in the order of the page, with the passport at the end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.names import Names
from regiewijzer.apps.monitor.presenters.answer import Answer, answer_of
from regiewijzer.apps.monitor.presenters.chart import ChartView, charts_of
from regiewijzer.apps.monitor.presenters.definition import definition_of, rounding_note
from regiewijzer.apps.monitor.presenters.events import Event
from regiewijzer.apps.monitor.presenters.members import Members, per_of
from regiewijzer.apps.monitor.presenters.passport import passport_of
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.apps.monitor.presenters.table import table_of
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.ledger.region import Region
from regiewijzer.web.charts.bars import Bar, bar_chart
from regiewijzer.web.charts.multiples import multiples
from regiewijzer.web.papers import Block, Facts, LegendEntry, Paper, Picture, Section, Table, Text

MOST_BARS = 30
MOST_MEMBERS = 400  # rows of a table that anyone still reads on paper; the spreadsheet has all


@dataclass(frozen=True, slots=True)
class Around:
    """What a paper says beside its figure: for whom, where the same can be seen, names of codes, what happened meanwhile."""

    region: Region
    address: str
    names: Names
    events: tuple[Event, ...] = ()


def banner_of(region: Region) -> str:
    """Return what must be said first: that nothing in it is real."""
    return _("Demonstratie: alle gemeenten, aanbieders en cijfers hierin zijn verzonnen.") if region.invented else ""


def passport_rows(figure: Figure, names: Names) -> tuple[tuple[str, str], ...]:
    """Return the passport of a figure in names and texts, with what was hidden and by which rule."""
    return passport_of(figure, names).facts


def passport_line(figure: Figure, names: Names) -> str:
    """Return the passport in one line, without the choice, which stands above it."""
    return " · ".join(f"{name}: {text}" for name, text in passport_rows(figure, names)[1:])


def states_note(values: Iterable[Value]) -> str:
    """Say what the words in the place of a number mean, for those that occur; nothing when every number is there."""
    found = {value.state for value in values}
    meanings = {
        ValueState.HIDDEN: _(
            "mag niet worden getoond: het gaat om weinig jongeren of één aanbieder, of het zou zo’n getal verraden"
        ),
        ValueState.UNKNOWN: _("het getal hoort er te zijn, maar is niet geleverd"),
        ValueState.NOT_APPLICABLE: _("hier kan geen getal bestaan"),
    }
    said_of = [f"{units.state_name(state)}: {meaning}" for state, meaning in meanings.items() if state in found]
    return "; ".join([*said_of, _("0: er is niemand of niets geteld")]) + "." if said_of else ""


def _picture(chart: ChartView) -> Picture:
    if not chart.small:
        legend = tuple(LegendEntry(row.name, row.colour, row.dash) for row in chart.legend) if chart.legend_always else ()
        return Picture(str(chart.wide), chart.title, chart.subtitle, chart.alternative, legend)
    drawn = multiples([(one.name, one.value, one.picture) for one in chart.small])
    return Picture(drawn, chart.title, chart.subtitle, " ".join(one.alternative for one in chart.small))


def _keys(answer: Answer) -> Iterator[Table]:
    """Yield the key figures as a table where there are several beside each other."""
    if len([key for key in answer.keys if key.before or key.change]) < 2:
        return
    heads = (answer.period, _("Nu"), _("Een jaar eerder"), _("Verschil"))
    rows = tuple((key.name, f"{key.value} {key.noun}".strip(), key.before, key.change or "–") for key in answer.keys)
    yield Table(_("Nu en een jaar eerder"), heads, rows)


def _source(subject: Subject) -> Text:
    definition = definition_of(subject.indicator, subject.figure)
    places = {"sources": definition.sources, "day": definition.known_until}
    source = _("Bron: %(sources)s, bekend tot en met %(day)s.") % places
    notes = (said(subject.indicator.provisional.reason), rounding_note(subject.indicator, subject.figure.passport))
    return Text(" ".join(filter(None, (source, *notes))), small=True)


def _shown(subject: Subject, answer: Answer, events: Sequence[Event]) -> Iterator[Block]:
    """Yield what stands under the answer."""
    if answer.explanation:
        yield Text(answer.explanation)
    if subject.indicator.flatters:
        yield Text(_("Dit cijfer vleit.") + " " + said(subject.indicator.flatters), warning=True)
    charts = charts_of(subject, events)
    yield from _keys(answer)
    yield from map(_picture, charts)
    if events:
        lettered = any(chart.specs for chart in charts)
        yield Facts(tuple((f"{one.letter} {one.when}" if lettered else one.when, _of(one)) for one in events))
    yield _source(subject)


def _of(event: Event) -> str:
    return f"{event.text} ({event.by})" if event.by else event.text


def _table(subject: Subject) -> Table:
    table, mark = table_of(subject), _("voorlopig")
    rows = tuple((f"{row.period} ({mark})" if row.provisional else row.period, *row.values) for row in table.rows)
    return Table(table.name, (table.period, *table.columns), rows)


def _meaning(subject: Subject) -> tuple[Section, Section]:
    definition = definition_of(subject.indicator, subject.figure)
    meant = (Text(definition.what), Facts(definition.rows))
    return Section(_("Wat meet dit?"), meant), Section(_("Waarom het ertoe doet"), (Text(definition.why),))


def _passport(figure: Figure, names: Names) -> Section:
    return Section(_("Paspoort"), (Facts(passport_rows(figure, names)),))


def members_blocks(subject: Subject, found: Members) -> Iterator[Block]:
    """Yield the members of a figure as bars and as a table."""
    outcome = found.outcomes[found.outcome]
    bars = [
        Bar(one.name, None if value.number is None else units.scaled(value.number, outcome.unit), units.text(value, outcome.unit))
        for one in found.rows[:MOST_BARS]
        for value in [one.values[found.outcome]]
    ]
    title, told = said(outcome.label), "; ".join(f"{bar.name}: {bar.text}" for bar in bars)
    alternative = _("Staafdiagram: %(title)s, %(when)s. %(told)s.") % {"title": title, "when": found.when, "told": told}
    yield Picture(bar_chart(bars), title, f"{units.name(outcome.unit)}, {found.when}", alternative)
    heads = (*found.heads, *(said(one.label) for one in found.outcomes))
    pairs = ((one, zip(one.values, found.outcomes, strict=True)) for one in found.rows[:MOST_MEMBERS])
    rows = tuple((*one.names, *(units.text(value, outcome.unit) for value, outcome in values)) for one, values in pairs)
    yield Table(f"{said(subject.indicator.name)}, {found.when}", heads, rows, texts=len(found.heads))
    left = len(found.rows) - min(len(found.rows), MOST_MEMBERS)
    if left:
        yield Text(_("De andere %(count)s staan alleen in de bestanden voor een spreadsheet.") % {"count": left}, small=True)


def _beside(subject: Subject, found: Members, whose: str) -> tuple[Block, ...]:
    notes = _noted(value for one in found.rows for value in one.values)
    return (*([Text(whose)] if whose else []), *members_blocks(subject, found), *notes)


def _paper(subject: Subject, around: Around, answer: str, sections: Sequence[Section]) -> Paper:
    figure = subject.figure
    rows = passport_rows(figure, around.names)
    return Paper(
        title=said(subject.indicator.title),
        lead=f"{rows[0][1]} · {rows[1][0].lower()} {rows[1][1]}",
        answer=answer,
        sections=(*sections, *_meaning(subject), _passport(figure, around.names)),
        line=passport_line(figure, around.names),
        address=around.address,
        moment=figure.request.moment.replace(tzinfo=UTC),
        language=(get_language() or "nl")[:2],
        publisher=around.region.name,
        banner=banner_of(around.region),
    )


def _noted(values: Iterable[Value]) -> tuple[Text, ...]:
    note = states_note(values)
    return (Text(note, small=True),) if note else ()


def paper_of(subject: Subject, around: Around, breakdown: tuple[Figure, Members] | None = None, whose: str = "") -> Paper:
    """Return a figure without breakdown as a paper, and below it the members of its breakdown where there is one.

    `whose`: a sentence that says so when the members are only the reader's own.
    """
    answer = answer_of(subject)
    sections = [Section("", tuple(_shown(subject, answer, around.events)))]
    if breakdown is not None:
        by, found = breakdown
        heading = _("Uitgesplitst %(per)s") % {"per": per_of(by.request.by)}
        sections.append(Section(heading, _beside(subject, found, whose)))
    values = (value for line in subject.lines.values() for value in line.values)
    sections.append(Section(_("Gegevens"), (_table(subject), *_noted(values))))
    return _paper(subject, around, answer.sentence, sections)


def answer_in(subject: Subject, found: Members | None) -> str:
    """Return the answer of a figure in a sentence; of one that is broken down, between which values its members lie."""
    by = subject.figure.request.by
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
    blocks = _beside(subject, found, whose) if found else ()
    sections = [Section("", (*blocks, _source(subject)))]
    return _paper(subject, around, answer_in(subject, found), sections)
