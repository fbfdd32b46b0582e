"""A line chart ready to place on a page: pictures for the page itself, specifications for the script, a legend, a text."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from regiewijzer.web.charts.drawing import locale_config, picture
from regiewijzer.web.charts.frame import Chart
from regiewijzer.web.charts.lines import line_chart

KEPT_CHARTS = 512


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of the legend: name, colour and dash as SVG attributes."""

    name: str
    colour: str
    dash: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart, ready to place: two pictures for the page itself, two specifications for the script; or small charts."""

    element_id: str
    title: str
    subtitle: str
    alternative: str
    wide: SafeString | None = None
    narrow: SafeString | None = None
    specs: dict[str, Any] | None = None
    legend: tuple[LegendRow, ...] = ()
    legend_always: bool = False
    small: tuple[Any, ...] = ()  # rows of small charts instead of one


def _legend(chart: Chart) -> tuple[LegendRow, ...]:
    if len(chart.lines) < 2:
        return ()
    return tuple(LegendRow(line.name, chart.colour(line), " ".join(map(str, chart.dash(line)))) for line in chart.lines)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart as pictures and as specifications."""

    wide: SafeString
    narrow: SafeString
    specs: dict[str, Any]


def _specs(chart: Chart, language: str) -> dict[str, Any]:
    """Return the specifications for the script; the rows they share are kept once."""
    moving = {name: line_chart(chart, narrow=narrow) for name, narrow in (("wide", False), ("narrow", True))}
    bare = {name: {key: part for key, part in spec.items() if key != "datasets"} for name, spec in moving.items()}
    return {"datasets": moving["wide"]["datasets"], **bare, "locale": locale_config(language)}


@lru_cache(maxsize=KEPT_CHARTS)
def _draw(chart: Chart, language: str) -> _Drawn:
    """Draw the chart, once per process: most readers look at the same ones."""
    still = (picture(line_chart(chart, narrow=narrow, still=True), language) for narrow in (False, True))
    wide, narrow = (mark_safe(svg) for svg in still)  # noqa: S308 (drawn here; texts in it are escaped by Vega)
    return _Drawn(wide, narrow, _specs(chart, language))


def placed(chart: Chart, *, element_id: str, title: str, subtitle: str, alternative: str) -> ChartView:
    """Return the chart in the language of the page; `alternative` says in words what it shows."""
    drawn = _draw(chart, (get_language() or "nl")[:2])
    return ChartView(
        element_id=element_id,
        title=title,
        subtitle=subtitle,
        alternative=alternative,
        wide=drawn.wide,
        narrow=drawn.narrow,
        specs=drawn.specs,
        legend=_legend(chart),
        legend_always=not chart.named_at_end,
    )
