"""The charts of the outlook: months with their fan, a year as it was expected over time, and how earlier years went."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook import words
from regiewijzer.figures.values import Value
from regiewijzer.pipeline.forecast_care import CareLine
from regiewijzer.pipeline.forecast_shown import Earlier, Line
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed
from regiewijzer.web.numbers import month

THOUSAND = 100_000  # cents
MONTHS = "maanden"  # the chart of months; all others are about how a whole year moved, of which nought would hide everything
Pairs = Sequence[tuple[date, Value]]


def _point(day: date, value: Value, *, provisional: bool = False) -> charts.Point:
    number = None if value.number is None else value.number / THOUSAND
    return charts.Point(day, number, words.exact(value), provisional)


def band(pairs: Sequence[tuple[date, Value, Value]]) -> charts.Band:
    """Return the band between two amounts per month, where both are known."""
    return charts.Band(
        tuple(
            (day, low.number / THOUSAND, high.number / THOUSAND)
            for day, low, high in pairs
            if low.number is not None and high.number is not None
        )
    )


def has_course(lines: Sequence[charts.Line]) -> bool:
    """Tell whether any line has more than one point: a chart of single points says nothing."""
    return any(sum(point.number is not None for point in line.points) > 1 for line in lines)


def _chart(
    lines: Sequence[charts.Line], bands: Sequence[charts.Band], title: str, alternative: str, element_id: str
) -> ChartView | None:
    if not has_course(lines):
        return None
    chart = charts.Chart(
        tuple(lines),
        value_title=_("Bedrag"),
        month_title=_("Maand"),
        line_title=_("Reeks"),
        provisional_name=_("nog niet alles bekend"),
        bands=tuple(bands),
        from_nought=element_id == MONTHS,
    )
    subtitle = _("duizenden euro’s per maand") if element_id == MONTHS else _("duizenden euro’s; de as begint niet bij nul")
    return placed(chart, element_id=element_id, title=title, subtitle=subtitle, alternative=alternative)


def months_chart(lines: Sequence[Line], vintage: date) -> ChartView | None:
    """Return the months: what was reported, what is expected, and the intervals of 80 and 95 %; None without a course."""
    months = [(words.month_of(one.period), one) for one in lines if not one.is_year]
    expected = charts.Line(
        _("verwacht"),
        # Months too far ahead for an interval are not known any better than those that have one.
        tuple(_point(day, one["expected"], provisional=day > vintage or one["q100"].number is not None) for day, one in months),
    )
    reported = charts.Line(
        _("al gedeclareerd"), tuple(_point(day, one["reported"]) for day, one in months if day <= vintage), reference=True
    )
    bands = [band([(day, one[low], one[high]) for day, one in months]) for low, high in (("q025", "q975"), ("q100", "q900"))]
    alternative = _(
        "Lijngrafiek van de verwachte gedeclareerde zorg per maand, met wat al gedeclareerd is tot en met %(month)s en "
        "banden van 80 en 95 procent zekerheid. Dezelfde gegevens staan in de tabel."
    ) % {"month": month(vintage)}
    return _chart([expected, reported], bands, _("Per maand"), alternative, MONTHS)


def care_chart(running: Sequence[CareLine], vintage: date) -> ChartView | None:
    """Return the trajectories that run at the end of each month, with the intervals of 80 and 95 %."""
    months = [(words.month_of(one.period), one) for one in running]
    points = tuple(
        charts.Point(day, one["expected"].number, words.count(one["expected"]), day > vintage or one["q100"].number is not None)
        for day, one in months
    )
    pairs = (("q025", "q975"), ("q100", "q900"))
    bands = [
        charts.Band(
            tuple(
                (day, one[low].number or 0, one[high].number or 0)
                for day, one in months
                if one[low].number is not None and one[high].number is not None
            )
        )
        for low, high in pairs
    ]
    line = charts.Line(_("lopende trajecten"), points)
    if not has_course([line]):
        return None
    chart = charts.Chart(
        (line,),
        value_title=_("Trajecten"),
        month_title=_("Maand"),
        line_title=_("Reeks"),
        provisional_name=_("nog niet alles bekend"),
        bands=tuple(bands),
    )
    alternative = _(
        "Lijngrafiek van het aantal lopende trajecten aan het eind van elke maand, vanaf %(month)s verwacht, met banden van 80 "
        "en 95 procent zekerheid. Dezelfde gegevens staan in de tabel."
    ) % {"month": month(vintage)}
    return placed(
        chart,
        element_id="zorg",
        title=_("Lopende trajecten"),
        subtitle=_("aantal aan het eind van de maand"),
        alternative=alternative,
    )


def over_time_chart(seen: Sequence[Earlier], year: int) -> ChartView | None:
    """Return how the year was expected at each vintage."""
    lines = [
        charts.Line(_("gepubliceerd"), tuple(_point(one.vintage, one["expected"]) for one in seen)),
        charts.Line(_("model zonder demping"), tuple(_point(one.vintage, one["raw"]) for one in seen), reference=True),
    ]
    alternative = _(
        "Lijngrafiek van wat op elk moment voor heel %(year)s werd verwacht. Dezelfde gegevens staan in het bestand."
    ) % {"year": year}
    return _chart(lines, (), _("Wat we eerder voor heel %(year)s verwachtten") % {"year": year}, alternative, "verloop")


def history_chart(seen: Sequence[Earlier], year: int) -> ChartView | None:
    """Return what was expected of a past year at each vintage in it, what it came to, and what the old way would have said."""
    lines = [
        charts.Line(_("verwacht"), tuple(_point(one.vintage, one["forecast"]) for one in seen)),
        charts.Line(_("geworden"), tuple(_point(one.vintage, one["truth"]) for one in seen), reference=True),
        charts.Line(_("oude rekenwijze"), tuple(_point(one.vintage, one["practice"]) for one in seen)),
    ]
    likely = band([(one.vintage, one["q100"], one["q900"]) for one in seen])
    alternative = _(
        "Lijngrafiek van wat in elke maand van %(year)s voor heel %(year)s werd verwacht, tegen wat het werd. "
        "Dezelfde gegevens staan in de tabel."
    ) % {"year": year}
    return _chart(lines, [likely], str(year), alternative, f"jaar-{year}")
