"""The chart of a scenario: the months ahead with and without it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.drawing import THOUSAND
from regiewijzer.figures.values import Value
from regiewijzer.pipeline.scenario_shown import Compared
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed


def _line(name: str, months: Sequence[Compared], column: str, *, reference: bool = False) -> charts.Line:
    return charts.Line(name, tuple(_point(one, one[column]) for one in months), reference=reference)


def _point(one: Compared, value: Value) -> charts.Point:
    number = None if value.number is None else value.number / THOUSAND
    return charts.Point(words.month_of(one.period), number, words.exact(value))


def months_chart(found: Sequence[Compared], beside: Sequence[tuple[str, Sequence[Compared]]]) -> ChartView | None:
    """Return the months ahead: the forecast, the scenario with its interval of 80 %, others by name; None without a course."""
    months = [one for one in found if not one.is_year]
    lines = [
        _line(_("met dit scenario"), months, "expected"),
        _line(_("prognose"), months, "base", reference=True),
        *(_line(name, [one for one in other if not one.is_year], "expected") for name, other in beside),
    ]
    if not any(sum(point.number is not None for point in line.points) > 1 for line in lines):
        return None
    band = charts.Band(
        tuple(
            (words.month_of(one.period), one["q100"].number / THOUSAND, one["q900"].number / THOUSAND)
            for one in months
            if one["q100"].number is not None and one["q900"].number is not None
        )
    )
    chart = charts.Chart(
        tuple(lines),
        value_title=_("Bedrag"),
        month_title=_("Maand"),
        line_title=_("Reeks"),
        provisional_name=_("nog niet alles bekend"),
        bands=(band,),
        from_nought=True,
    )
    alternative = _(
        "Lijngrafiek van de verwachte gedeclareerde zorg per maand, met en zonder dit scenario, met een band van 80 procent "
        "zekerheid. Dezelfde gegevens staan in de tabel."
    )
    subtitle = _("duizenden euro’s per maand")
    return placed(chart, element_id="maanden", title=_("Per maand"), subtitle=subtitle, alternative=alternative)
