"""The expectation of an indicator in words, a chart and a table, beside its past as the reader may see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import Written, said, written_as
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator, Outcome
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.forecast_indicators import ExpectedValue
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed

CERTAIN = ("q100", "q900")
BANDS = (("q025", "q975"), CERTAIN)


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One outcome: what is expected in a sentence, the chart, and a row of texts per period to come."""

    name: str
    sentence: str
    chart: ChartView | None
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """An indicator in the list: its id and title, and what is expected furthest ahead."""

    indicator: str
    title: str
    outcome: str
    when: str
    expected: str
    between: str


def _sentence(last: ExpectedValue, outcome: Outcome, written: Written) -> str:
    said_of = {
        "name": said(outcome.label),
        "when": written.period(last.period),
        "expected": written.number(last.expected),
        "low": written.number(last.quantiles[CERTAIN[0]]),
        "high": written.number(last.quantiles[CERTAIN[1]]),
    }
    return _("%(name)s in %(when)s: naar verwachting %(expected)s, met 80 %% zekerheid tussen %(low)s en %(high)s.") % said_of


def _points(figure: Figure, outcome: str, until: date, written: Written) -> Iterator[charts.Point]:
    for cell in figure.cells:
        if cell.series == outcome and cell.period < until:
            number = None if cell.value.number is None else written.scaled(cell.value.number)
            yield charts.Point(cell.period, number, written.value(cell.value))


def _chart(
    figure: Figure | None, outcome: Outcome, found: Sequence[ExpectedValue], written: Written, place: int
) -> ChartView | None:
    past = list(_points(figure, outcome.code, found[0].period, written)) if figure else []
    ahead = [charts.Point(one.period, written.scaled(one.expected), written.number(one.expected), True) for one in found]
    bands = [
        charts.Band(tuple((one.period, written.scaled(one.quantiles[low]), written.scaled(one.quantiles[high])) for one in found))
        for low, high in BANDS
    ]
    if len(past) + len(ahead) < 2:
        return None
    label = said(outcome.label)
    chart = charts.Chart(
        (charts.Line(label, (*past, *ahead)),),
        value_title=written.unit,
        month_title=written.period_noun,
        line_title=_("Reeks"),
        provisional_name=_("verwacht"),
        bands=tuple(bands),
    )
    alternative = _(
        "Lijngrafiek van %(name)s, vanaf %(when)s verwacht, met banden van 80 en 95 procent zekerheid. Dezelfde gegevens staan "
        "in de tabel."
    ) % {"name": label, "when": written.period(found[0].period)}
    return placed(chart, element_id=f"verwacht-{place}", title=label, subtitle=written.unit, alternative=alternative)


def _row(one: ExpectedValue, written: Written) -> tuple[str, tuple[str, ...]]:
    names = ("q100", "q900", "q025", "q975")
    return written.label(one.period), (written.number(one.expected), *(written.number(one.quantiles[name]) for name in names))


def outcome_views(indicator: Indicator, found: Sequence[ExpectedValue], figure: Figure | None) -> list[OutcomeView]:
    """Return the outcomes of which anything is expected, in the order of the definition; `figure` holds their past."""
    views = []
    for place, outcome in enumerate(indicator.outcomes):
        own = sorted((one for one in found if one.outcome == outcome.code), key=lambda one: one.period)
        if own and not outcome.is_limit:
            written = written_as(indicator, outcome)
            chart = _chart(figure, outcome, own, written, place)
            rows = tuple(_row(one, written) for one in own)
            views.append(OutcomeView(said(outcome.label), _sentence(own[-1], outcome, written), chart, rows))
    return views


def list_rows(found: Sequence[ExpectedValue]) -> list[ListRow]:
    """Return the first outcome of every indicator of which anything is expected, by title."""
    indicators = load_indicators()
    by_indicator: dict[str, Mapping[str, ExpectedValue]] = {}
    for one in found:
        by_indicator[one.indicator] = {**by_indicator.get(one.indicator, {}), one.outcome: one}
    rows = [_list_row(indicators[name], told) for name, told in by_indicator.items() if name in indicators]
    return sorted((row for row in rows if row), key=lambda row: row.title)


def _list_row(indicator: Indicator, told: Mapping[str, ExpectedValue]) -> ListRow | None:
    outcome = next((one for one in indicator.outcomes if one.code in told and not one.is_limit), None)
    if outcome is None:
        return None
    one, written = told[outcome.code], written_as(indicator, outcome)
    low, high = (written.number(one.quantiles[name]) for name in CERTAIN)
    between = _("tussen %(low)s en %(high)s") % {"low": low, "high": high}
    title, label = said(indicator.title), said(outcome.label)
    return ListRow(indicator.id, title, label, written.period(one.period), written.number(one.expected), between)
