"""The chart of a scenario: how much more or less than the forecast, month by month. Beside whole amounts it would not be seen."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.drawing import THOUSAND, band, has_course
from regiewijzer.pipeline.scenario_shown import Compared
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed


def _line(name: str, months: Sequence[Compared]) -> charts.Line:
    return charts.Line(name, tuple(_point(one) for one in months if not one.is_year))


def _point(one: Compared) -> charts.Point:
    value = one["difference"]
    number = None if value.number is None else value.number / THOUSAND
    return charts.Point(words.month_of(one.period), number, words.moved(value))


def months_chart(found: Sequence[Compared], beside: Sequence[tuple[str, Sequence[Compared]]]) -> ChartView | None:
    """Return the difference per month with its interval of 80 %, and that of others by name; None without a course."""
    months = [one for one in found if not one.is_year]
    lines = [_line(_("met dit scenario"), months), *(_line(name, other) for name, other in beside)]
    if not has_course(lines):
        return None
    chart = charts.Chart(
        tuple(lines),
        value_title=_("Verschil"),
        month_title=_("Maand"),
        line_title=_("Reeks"),
        provisional_name=_("nog niet alles bekend"),
        bands=(band([(words.month_of(one.period), one["d100"], one["d900"]) for one in months]),),
        from_nought=True,
    )
    alternative = _(
        "Lijngrafiek van het verschil met de prognose per maand, met een band van 80 procent zekerheid. Dezelfde gegevens staan "
        "in de tabel."
    )
    subtitle = _("duizenden euro’s per maand meer of minder")
    return placed(chart, element_id="verschil", title=_("Verschil met de prognose"), subtitle=subtitle, alternative=alternative)
