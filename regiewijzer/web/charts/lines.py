"""Lines over months as a Vega-Lite specification: gaps for hidden values, a norm, months that may still change."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts.labels import spread

INK, SOFT, GRID, REGION = "#10263b", "#4a5d70", "#e3e9ee", "#8796a5"
NORM = SOFT
# Blue, brick and green differ in lightness too, and each line has its own dash and its name at the end.
COLOURS = ("#0b4f8a", "#b4530a", "#1d6b3a", "#6a3d8f", "#3b4754")
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [12, 4])
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
    """What a line chart shows. Texts arrive in the language of the page."""

    lines: tuple[Line, ...]
    value_title: str
    month_title: str
    line_title: str
    provisional_name: str
    norm: Norm | None = None
    turns: tuple[Turn, ...] = field(default=())


def _top(chart: Chart) -> float:
    numbers = [point.number for line in chart.lines for point in line.points if point.number is not None]
    highest = max([*numbers, chart.norm.number if chart.norm else 0.0, 0.0])
    if highest <= 0:
        return 1.0
    step = 10 ** math.floor(math.log10(highest))
    return next(step * factor for factor in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * factor >= highest * 1.02)


def _time(month: date) -> str:
    # With a time JavaScript takes it as local; a bare date it takes as UTC, which is the month before west of Greenwich.
    return f"{month.isoformat()}T00:00:00"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The space that all layers share: months and heights."""

    first: date
    last: date
    top: float
    narrow: bool

    def x(self, field_name: str = "month") -> dict[str, Any]:
        axis = {"title": None, **_axis(self.first, self.last, narrow=self.narrow)}
        return {"field": field_name, "type": "temporal", "scale": {"nice": False}, "axis": axis}

    def y(self, field_name: str) -> dict[str, Any]:
        axis = {"title": None, "tickCount": 5, "format": f",.{0 if self.top >= 5 else 1}f"}
        return {"field": field_name, "type": "quantitative", "scale": {"nice": False, "zero": True}, "axis": axis}

    def corners(self) -> dict[str, Any]:
        """Two unseen points that span the space: an explicit domain in several layers makes Vega-Lite complain."""
        data = _data([{"month": _time(self.first), "value": 0}, {"month": _time(self.last), "value": self.top}])
        return {"data": data, "mark": {"type": "point", "opacity": 0}, "encoding": {"x": self.x(), "y": self.y("value")}}


def _rows(chart: Chart) -> Iterator[dict[str, Any]]:
    """One row per point; a provisional stretch starts at the last settled point, so that the line does not break there."""
    for line in chart.lines:
        for index, point in enumerate(line.points):
            common = {"month": _time(point.month), "name": line.name, "value": point.number, "text": point.text}
            around = (*line.points[max(index - 1, 0) : index], *line.points[index + 1 : index + 2])
            alone = point.number is not None and all(other.number is None for other in around)
            yield {**common, "part": "provisional" if point.provisional else "settled", "alone": alone}
            following = line.points[index + 1] if index + 1 < len(line.points) else None
            if following and following.provisional and not point.provisional:
                yield {**common, "part": "joint", "alone": False}


def _names(chart: Chart, top: float, height: int, *, only_norm: bool) -> list[dict[str, Any]]:
    """Names at the end: of the lines when there are several or a norm, and of the norm."""
    named = [(line.name, number, index) for index, line in enumerate(chart.lines) if (number := line.last_number()) is not None]
    if len(chart.lines) == 1 or only_norm:
        named = []
    if chart.norm:
        named.append((chart.norm.name, chart.norm.number, -1))
    heights = spread([number for _name, number, _index in named], gap=17 / height * top, most=top)
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
    values = [{"year": tick.year, "month": tick.month, "date": 1} for tick in ticks if first <= tick <= last]
    return {"values": values, "format": "%Y" if by_year else "%b %Y", "labelFlush": False}


def _data(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"values": list(rows)}


def _above(frame: _Frame, field_name: str) -> dict[str, Any]:
    """A note above the plot, to the left of its place: the right end is where the names stand."""
    mark = {"type": "text", "align": "right", "baseline": "bottom", "dy": -4, "fontSize": 11, "color": SOFT}
    return {
        "mark": mark,
        "encoding": {"x": frame.x(field_name), "y": frame.y("top"), "text": {"field": "name", "type": "nominal"}},
    }


def _band(chart: Chart, frame: _Frame) -> list[dict[str, Any]]:
    provisional = [point.month for line in chart.lines for point in line.points if point.provisional]
    if not provisional:
        return []
    start = max(add_months(min(provisional), -1), frame.first)
    data = _data([{"from": _time(start), "until": _time(frame.last), "name": chart.provisional_name, "top": frame.top}])
    rect = {"mark": {"type": "rect", "color": "#edf2f6"}, "encoding": {"x": frame.x("from"), "x2": {"field": "until"}}}
    return [{"data": data, **rect}, {"data": data, **_above(frame, "until")}]


def _turns(chart: Chart, frame: _Frame) -> list[dict[str, Any]]:
    rows = [
        {"month": _time(turn.month), "name": turn.name, "top": frame.top}
        for turn in chart.turns
        if frame.first < turn.month < frame.last
    ]
    if not rows:
        return []
    rule = {"mark": {"type": "rule", "color": REGION}, "encoding": {"x": frame.x()}}
    return [{"data": _data(rows), **rule}, {"data": _data(rows), **_above(frame, "month")}]


def _norm(chart: Chart, frame: _Frame) -> list[dict[str, Any]]:
    if not chart.norm:
        return []
    mark = {"type": "rule", "color": NORM, "strokeDash": [2, 3], "strokeWidth": 1.5}
    return [{"data": _data([{"at": chart.norm.number}]), "mark": mark, "encoding": {"y": frame.y("at")}}]


def _end_names(names: Sequence[dict[str, Any]], frame: _Frame) -> list[dict[str, Any]]:
    if not names:
        return []
    colour = {"field": "colour", "type": "nominal", "scale": None}
    encoding = {"x": frame.x(), "y": frame.y("at"), "text": {"field": "label", "type": "nominal"}, "color": colour}
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 8, "fontSize": 12, "fontWeight": 600}
    return [{"data": _data([{**name, "month": _time(frame.last)} for name in names]), "mark": mark, "encoding": encoding}]


def _lines(chart: Chart, frame: _Frame, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    order = [line.name for line in chart.lines]
    colour = {
        "field": "name",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": order, "range": list(COLOURS[: len(order)])},
    }
    dash = {"field": "name", "type": "nominal", "legend": None, "scale": {"domain": order, "range": list(DASHES[: len(order)])}}
    line = {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "invalid": "break-paths-show-path-domains"}
    shared = {"x": frame.x(), "y": frame.y("value"), "color": colour}
    layers = (
        ([row for row in rows if row["part"] == "settled"], line, {**shared, "strokeDash": dash}),
        ([row for row in rows if row["part"] != "settled"], {**line, "strokeWidth": 1.75, "strokeDash": [3, 3]}, shared),
        ([row for row in rows if row["alone"]], {"type": "point", "filled": True, "size": 36, "opacity": 1}, shared),
    )
    return [{"data": _data(part), "mark": mark, "encoding": encoding} for part, mark, encoding in layers if part]


def _pointed(chart: Chart, frame: _Frame, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The month under the pointer: a dot and a tooltip with the texts of the table."""
    shown = [row for row in rows if row["part"] != "joint" and row["value"] is not None]
    tooltip = [
        {"field": "month", "type": "temporal", "title": chart.month_title, "format": "%B %Y"},
        {"field": "text", "type": "nominal", "title": chart.value_title},
    ]
    if len(chart.lines) > 1:
        tooltip.insert(1, {"field": "name", "type": "nominal", "title": chart.line_title})
    layer = {
        "data": _data(shown),
        "params": [{"name": "pointed", "select": {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"}}],
        "mark": {"type": "point", "filled": True, "size": 70, "color": INK},
        "encoding": {
            "x": frame.x(),
            "y": frame.y("value"),
            "opacity": {"condition": {"param": "pointed", "empty": False, "value": 1}, "value": 0},
            "tooltip": tooltip,
        },
    }
    return [layer] if shown else []


def line_chart(chart: Chart, *, narrow: bool = False, still: bool = False) -> dict[str, Any]:
    """Return the Vega-Lite specification, without what only a pointer needs when `still`. The chart has at least one point."""
    height = NARROW_HEIGHT if narrow else HEIGHT
    frame = _Frame(*_months(chart), _top(chart), narrow)
    # On a narrow screen names at the end would take half the width: there the page has a legend under the chart.
    names = _names(chart, frame.top, height, only_norm=narrow)
    rows = list(_rows(chart))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": NARROW if narrow else WIDE,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "top": 8, "right": 8, "bottom": 2},
        "layer": [
            frame.corners(),
            *_band(chart, frame),
            *_turns(chart, frame),
            *_norm(chart, frame),
            *_lines(chart, frame, rows),
            *_end_names(names, frame),
            *([] if still else _pointed(chart, frame, rows)),
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
