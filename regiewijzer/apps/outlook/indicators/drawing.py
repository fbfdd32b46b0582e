"""The chart of an indicator: its past, and what is expected with its bands."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import Written, said
from regiewijzer.apps.outlook.drawing import has_course
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.forecast_indicators import ExpectedValue
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed

BANDS = (("q025", "q975"), ("q100", "q900"))


def _points(figure: Figure, outcome: str, until: date, written: Written) -> Iterator[charts.Point]:
    for cell in figure.cells:
        if cell.series == outcome and cell.period < until:
            number = None if cell.value.number is None else written.scaled(cell.value.number)
            yield charts.Point(cell.period, number, written.value(cell.value))


def outcome_chart(
    figure: Figure | None, outcome: Outcome, found: Sequence[ExpectedValue], written: Written, place: int
) -> ChartView | None:
    """Return one outcome: its past in `figure` as the reader may see it, then what is expected with its bands."""
    past = list(_points(figure, outcome.code, found[0].period, written)) if figure else []
    ahead = [charts.Point(one.period, written.scaled(one.expected), written.number(one.expected), True) for one in found]
    bands = [
        charts.Band(tuple((one.period, written.scaled(one.quantiles[low]), written.scaled(one.quantiles[high])) for one in found))
        for low, high in BANDS
    ]
    label = said(outcome.label)
    line = charts.Line(label, (*past, *ahead))
    if not has_course([line]):
        return None
    chart = charts.Chart(
        (line,),
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
