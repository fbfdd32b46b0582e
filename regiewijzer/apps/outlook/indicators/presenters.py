"""The expectation of an indicator in words and tables, beside its past as the reader may see it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import Written, said, written_as
from regiewijzer.apps.outlook.indicators.drawing import outcome_chart
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator, Outcome
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.forecast_indicators import ExpectedValue
from regiewijzer.web.charts.placed import ChartView

CERTAIN = ("q100", "q900")


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
            chart = outcome_chart(figure, outcome, own, written, place)
            rows = tuple(_row(one, written) for one in own)
            views.append(OutcomeView(said(outcome.label), _sentence(own[-1], outcome, written), chart, rows))
    return views


def list_rows(found: Sequence[ExpectedValue]) -> list[ListRow]:
    """Return the first outcome of every indicator of which anything is expected, by title."""
    indicators = load_indicators()
    by_indicator: dict[str, dict[str, ExpectedValue]] = defaultdict(dict)
    for one in found:
        by_indicator[one.indicator][one.outcome] = one
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
