"""Lines over months as a Vega-Lite specification: gaps for hidden values, a norm, months that may still change."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts.labels import spread

INK, SOFT, GRID, REGION = "#10263b", "#4a5d70", "#e3e9ee", "#8796a5"
NORM = SOFT
# Blue, brick and green differ in lightness too, and each line has its own dash and its name at the end.
COLOURS = ("#0b4f8a", "#b4530a", "#1d6b3a", "#6a3d8f")
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3])
HEIGHT, NARROW_HEIGHT = 280, 230
WIDE, NARROW = 780, 350


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a line; `number` None is a gap. `text` is what a reader sees: "1.234" or "afgeschermd"."""

    month: date
    number: float | None
    text: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its name."""

    name: str
    points: tuple[Point, ...]

    def last_number(self) -> float | None:
        """Return the newest number that is shown, if any."""
        return next((point.number for point in reversed(self.points) if point.number is not None), None)


@dataclass(frozen=True, slots=True)
class Norm:
    """A level to compare with."""

    number: float
    name: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A month in which something changed that a reader must know of: a law, a new contract."""

    month: date
    name: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What a line chart shows. Texts arrive in the language of the page; `month_names` in short, for tooltips."""

    lines: tuple[Line, ...]
    axis_title: str
    value_title: str
    month_title: str
    provisional_name: str
    language: str = "nl"
    decimals: int = 0
    norm: Norm | None = None
    turns: tuple[Turn, ...] = field(default=())


def _top(chart: Chart) -> float:
    numbers = [point.number for line in chart.lines for point in line.points if point.number is not None]
    highest = max([*numbers, chart.norm.number if chart.norm else 0.0, 0.0])
    if highest <= 0:
        return 1.0
    step = 10 ** math.floor(math.log10(highest))
    return next(step * factor for factor in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * factor >= highest * 1.02)


def _rows(chart: Chart) -> Iterator[dict[str, Any]]:
    """One row per point; a provisional stretch starts at the last settled point, so that the line does not break there."""
    for line in chart.lines:
        for index, point in enumerate(line.points):
            common = {"month": point.month.isoformat(), "name": line.name, "value": point.number, "text": point.text}
            around = (*line.points[max(index - 1, 0) : index], *line.points[index + 1 : index + 2])
            alone = point.number is not None and all(other.number is None for other in around)
            yield {**common, "part": "provisional" if point.provisional else "settled", "alone": alone}
            following = line.points[index + 1] if index + 1 < len(line.points) else None
            if following and following.provisional and not point.provisional:
                yield {**common, "part": "joint", "alone": False}


def _names(chart: Chart, top: float, height: int) -> list[dict[str, Any]]:
    """Names at the end: of the lines when there are several or a norm, and of the norm."""
    named = [(line.name, number, index) for index, line in enumerate(chart.lines) if (number := line.last_number()) is not None]
    if len(chart.lines) == 1:
        named = []
    if chart.norm:
        named.append((chart.norm.name, chart.norm.number, -1))
    heights = spread([number for _name, number, _index in named], gap=15 / height * top, most=top)
    colour = {index: COLOURS[index % len(COLOURS)] for _name, _number, index in named} | {-1: NORM}
    return [{"label": name, "at": at, "colour": colour[index]} for (name, _number, index), at in zip(named, heights, strict=True)]


def _months(chart: Chart) -> tuple[date, date]:
    months = [point.month for line in chart.lines for point in line.points]
    return min(months), max(months)


def _axis(first: date, last: date, *, narrow: bool) -> dict[str, Any]:
    span = (last.year - first.year) * 12 + last.month - first.month
    by_year = span > (14 if narrow else 30)
    ticks = [date(year, 1, 1) for year in range(first.year, last.year + 2)]
    if not by_year:
        stride = max(1, math.ceil((span + 1) / (4 if narrow else 8)))
        ticks = [add_months(first, count) for count in range(0, span + 1, stride)]
    values = [tick.isoformat() for tick in ticks if first <= tick <= last]
    return {"values": values, "format": "%Y" if by_year else "%b %Y", "labelFlush": False}


def _data(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"values": list(rows)}


def _band(chart: Chart, last: date, top: float) -> list[dict[str, Any]]:
    provisional = [point.month for line in chart.lines for point in line.points if point.provisional]
    if not provisional:
        return []
    x = {"field": "from", "type": "temporal"}
    row = {
        "from": add_months(min(provisional), -1).isoformat(),
        "until": last.isoformat(),
        "name": chart.provisional_name,
        "top": top,
    }
    return [
        {"data": _data([row]), "mark": {"type": "rect", "color": "#edf2f6"}, "encoding": {"x": x, "x2": {"field": "until"}}},
        {
            "data": _data([row]),
            "mark": {"type": "text", "align": "right", "baseline": "bottom", "dy": -4, "fontSize": 11, "color": SOFT},
            "encoding": {
                "x": {"field": "until", "type": "temporal"},
                "y": {"field": "top", "type": "quantitative"},
                "text": {"field": "name", "type": "nominal"},
            },
        },
    ]


def _turns(chart: Chart, first: date, last: date, top: float) -> list[dict[str, Any]]:
    rows = [{"month": turn.month.isoformat(), "name": turn.name, "top": top} for turn in chart.turns if first < turn.month < last]
    if not rows:
        return []
    x = {"field": "month", "type": "temporal"}
    # Above the plot, to the left of its line: the right end is where "provisional" stands.
    text = {"type": "text", "align": "right", "baseline": "bottom", "dx": 1, "dy": -4, "fontSize": 11, "color": SOFT}
    return [
        {"data": _data(rows), "mark": {"type": "rule", "color": REGION}, "encoding": {"x": x}},
        {
            "data": _data(rows),
            "mark": text,
            "encoding": {"x": x, "y": {"field": "top", "type": "quantitative"}, "text": {"field": "name", "type": "nominal"}},
        },
    ]


def _norm(chart: Chart) -> list[dict[str, Any]]:
    if not chart.norm:
        return []
    mark = {"type": "rule", "color": NORM, "strokeDash": [2, 3], "strokeWidth": 1.5}
    return [
        {"data": _data([{"at": chart.norm.number}]), "mark": mark, "encoding": {"y": {"field": "at", "type": "quantitative"}}}
    ]


def _end_names(names: Sequence[dict[str, Any]], last: date) -> list[dict[str, Any]]:
    encoding = {
        "x": {"field": "month", "type": "temporal"},
        "y": {"field": "at", "type": "quantitative"},
        "text": {"field": "label", "type": "nominal"},
        "color": {"field": "colour", "type": "nominal", "scale": None},
    }
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 8, "fontSize": 12, "fontWeight": 600}
    return [{"data": _data([{**name, "month": last.isoformat()}]), "mark": mark, "encoding": encoding} for name in names]


def _lines(chart: Chart) -> list[dict[str, Any]]:
    order = [line.name for line in chart.lines]
    x = {"field": "month", "type": "temporal"}
    y = {"field": "value", "type": "quantitative"}
    colour = {
        "field": "name",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": order, "range": list(COLOURS[: len(order)])},
    }
    dash = {"field": "name", "type": "nominal", "legend": None, "scale": {"domain": order, "range": list(DASHES[: len(order)])}}
    line = {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "invalid": "break-paths-show-path-domains"}
    shared = {"x": x, "y": y, "color": colour}
    return [
        {"transform": [{"filter": "datum.part == 'settled'"}], "mark": line, "encoding": {**shared, "strokeDash": dash}},
        {
            "transform": [{"filter": "datum.part != 'settled'"}],
            "mark": {**line, "strokeWidth": 1.75, "strokeDash": [3, 3]},
            "encoding": shared,
        },
        {
            "transform": [{"filter": "datum.alone"}],
            "mark": {"type": "point", "filled": True, "size": 36, "opacity": 1},
            "encoding": shared,
        },
    ]


def _pointed(chart: Chart) -> dict[str, Any]:
    """The month under the pointer: a dot and a tooltip with the texts of the table."""
    tooltip = [
        {"field": "month", "type": "temporal", "title": chart.month_title, "format": "%B %Y"},
        {"field": "text", "type": "nominal", "title": chart.value_title},
    ]
    if len(chart.lines) > 1:
        tooltip.insert(0, {"field": "name", "type": "nominal", "title": ""})
    return {
        "transform": [{"filter": "datum.part != 'joint' && isValid(datum.value)"}],
        "params": [{"name": "pointed", "select": {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"}}],
        "mark": {"type": "point", "filled": True, "size": 70, "color": INK},
        "encoding": {
            "x": {"field": "month", "type": "temporal"},
            "y": {"field": "value", "type": "quantitative"},
            "opacity": {"condition": {"param": "pointed", "empty": False, "value": 1}, "value": 0},
            "tooltip": tooltip,
        },
    }


def line_chart(chart: Chart, *, narrow: bool = False, still: bool = False) -> dict[str, Any]:
    """Return the Vega-Lite specification, without what only a pointer needs when `still`. The chart has at least one point."""
    first, last = _months(chart)
    height, top = NARROW_HEIGHT if narrow else HEIGHT, _top(chart)
    names = _names(chart, top, height)
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {"title": None, "tickCount": 5, "format": f",.{0 if top >= 5 else 1}f"},
    }
    x = {
        "type": "temporal",
        "scale": {"domain": [first.isoformat(), last.isoformat()]},
        "axis": {"title": None, **_axis(first, last, narrow=narrow)},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": NARROW if narrow else WIDE,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "top": 8, "right": 8, "bottom": 2},
        "data": _data(list(_rows(chart))),
        "encoding": {"x": x, "y": y},
        "layer": [
            *_band(chart, last, top),
            *_turns(chart, first, last, top),
            *_norm(chart),
            *_lines(chart),
            *_end_names(names, last),
            *([] if still else [_pointed(chart)]),
        ],
        "config": CONFIG,
    }


CONFIG: dict[str, Any] = {
    "background": None,
    "font": "Noto Sans, system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "labelFontSize": 12,
        "labelPadding": 6,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "titleColor": SOFT,
    },
    "axisX": {"grid": False, "domain": True, "domainColor": SOFT, "ticks": True, "tickColor": SOFT, "tickSize": 5},
}


def has_gap(line: Line) -> bool:
    """Tell whether a month is missing between two that are shown."""
    shown = [index for index, point in enumerate(line.points) if point.number is not None]
    return any(after - before > 1 for before, after in pairwise(shown))
