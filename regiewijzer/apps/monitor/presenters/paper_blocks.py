"""What a paper says of a figure, block by block: drawings, members, tables, where it comes from and what it means."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.answer import Answer
from regiewijzer.apps.monitor.presenters.chart import ChartView, charts_of
from regiewijzer.apps.monitor.presenters.definition import definition_of, rounding_note
from regiewijzer.apps.monitor.presenters.events import Event
from regiewijzer.apps.monitor.presenters.members import Members
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.apps.monitor.presenters.table import table_of
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.web.charts.bars import Bar, bar_chart
from regiewijzer.web.charts.multiples import multiples
from regiewijzer.web.papers import Block, Facts, LegendEntry, Picture, Section, Table, Text

MOST_BARS = 30
MOST_MEMBERS = 400  # rows of a table that anyone still reads on paper; the spreadsheet has all


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


def noted(values: Iterable[Value]) -> tuple[Text, ...]:
    """Return the meaning of those words as a note, where there are any."""
    note = states_note(values)
    return (Text(note, small=True),) if note else ()


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


def source(subject: Subject) -> Text:
    """Return where the figure comes from and what may still change."""
    definition = definition_of(subject.indicator, subject.figure)
    places = {"sources": definition.sources, "day": definition.known_until}
    told = _("Bron: %(sources)s, bekend tot en met %(day)s.") % places
    notes = (said(subject.indicator.provisional.reason), rounding_note(subject.indicator, subject.figure.passport))
    return Text(" ".join(filter(None, (told, *notes))), small=True)


def _of(event: Event) -> str:
    return f"{event.text} ({event.by})" if event.by else event.text


def shown_blocks(subject: Subject, answer: Answer, events: Sequence[Event]) -> Iterator[Block]:
    """Yield what stands under the answer and its explanation."""
    if subject.indicator.flatters:
        yield Text(_("Dit cijfer vleit.") + " " + said(subject.indicator.flatters), warning=True)
    charts = charts_of(subject, events)
    yield from _keys(answer)
    yield from map(_picture, charts)
    if events:
        lettered = any(chart.specs for chart in charts)
        yield Facts(tuple((f"{one.letter} {one.when}" if lettered else one.when, _of(one)) for one in events))
    yield source(subject)


def data_table(subject: Subject) -> Table:
    """Return every period of a figure without breakdown."""
    table, mark = table_of(subject), _("voorlopig")
    rows = tuple((f"{row.period} ({mark})" if row.provisional else row.period, *row.values) for row in table.rows)
    return Table(table.name, (table.period, *table.columns), rows)


def values_of(subject: Subject) -> Iterator[Value]:
    """Yield every value of a figure without breakdown."""
    return (value for line in subject.lines.values() for value in line.values)


def meaning(subject: Subject) -> tuple[Section, Section]:
    """Return what the figure measures, and why that matters."""
    definition = definition_of(subject.indicator, subject.figure)
    meant = (Text(definition.what), Facts(definition.rows))
    return Section(_("Wat meet dit?"), meant), Section(_("Waarom het ertoe doet"), (Text(definition.why),))


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


def beside(subject: Subject, found: Members, whose: str = "") -> tuple[Block, ...]:
    """Return the members of a figure with what the words in the place of a number mean; `whose` says whose rows they are."""
    notes = noted(value for one in found.rows for value in one.values)
    return (*([Text(whose)] if whose else []), *members_blocks(subject, found), *notes)
