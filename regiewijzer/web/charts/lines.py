"""Lines over periods as a Vega-Lite specification: gaps for hidden values, a norm, periods that may still change."""

from collections.abc import Iterator, Sequence
from typing import Any

from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts.frame import (
    GRID,
    HEIGHT,
    INK,
    NARROW,
    NARROW_HEIGHT,
    NORM,
    REGION,
    SOFT,
    WIDE,
    Chart,
    Frame,
    data,
    frame_of,
    time,
)
from regiewijzer.web.charts.labels import spread

Layer = dict[str, Any]
ROWS = "rows"


def _rows(chart: Chart) -> Iterator[dict[str, Any]]:
    """One row per point; a provisional stretch starts at the last settled point, so that the line does not break there."""
    for line in chart.lines:
        for index, point in enumerate(line.points):
            common = {"month": time(point.month), "name": line.name, "value": point.number, "text": point.text}
            around = (*line.points[max(index - 1, 0) : index], *line.points[index + 1 : index + 2])
            alone = {"alone": True} if point.number is not None and all(other.number is None for other in around) else {}
            yield {**common, "part": "provisional" if point.provisional else "settled", **alone}
            following = line.points[index + 1] if index + 1 < len(line.points) else None
            if following and following.provisional and not point.provisional:
                yield {**common, "part": "joint"}


def _of_rows(condition: str) -> Layer:
    """The rows that are shared by all layers, kept once: they are most of what a page with charts weighs."""
    return {"data": {"name": ROWS}, "transform": [{"filter": condition}]}


def _names(chart: Chart, frame: Frame, height: int, *, only_norm: bool) -> list[dict[str, Any]]:
    """Names at the end: of the lines when there are several or a norm, and of the norm."""
    named = [(line.name, number, chart.colour(line)) for line in chart.lines if (number := line.last_number()) is not None]
    if len(chart.lines) == 1 or only_norm or not chart.named_at_end:
        named = []
    if chart.norm:
        named.append((chart.norm.name, chart.norm.number, NORM))
    gap = 17 / height * (frame.top - frame.bottom)
    heights = spread([number for _name, number, _colour in named], gap=gap, most=frame.top)
    return [{"label": name, "at": at, "colour": colour} for (name, _number, colour), at in zip(named, heights, strict=True)]


def _above(frame: Frame, field_name: str, *, align: str = "right") -> Layer:
    """A note above the plot."""
    mark = {"type": "text", "align": align, "baseline": "bottom", "dy": -4, "fontSize": 11, "color": SOFT}
    return {
        "mark": mark,
        "encoding": {"x": frame.x(field_name), "y": frame.y("top"), "text": {"field": "name", "type": "nominal"}},
    }


def _stretch(chart: Chart, frame: Frame) -> list[Layer]:
    """The periods that may still change, as a pale strip."""
    provisional = [point.month for line in chart.lines for point in line.points if point.provisional]
    if not provisional:
        return []
    start = max(add_months(min(provisional), -frame.step), frame.first)
    if start == frame.last:
        return []
    rows = data([{"from": time(start), "until": time(frame.last), "name": chart.provisional_name, "top": frame.top}])
    rect = {"mark": {"type": "rect", "color": "#edf2f6"}, "encoding": {"x": frame.x("from"), "x2": {"field": "until"}}}
    # A letter of the timeline near the end stands where the name would be; the table says it too.
    span = (frame.last - frame.first).days
    crowded = any((frame.last - turn.month).days < span * 0.14 for turn in chart.turns)
    return [{"data": rows, **rect}, *([] if crowded else [{"data": rows, **_above(frame, "until")}])]


def _turns(chart: Chart, frame: Frame) -> list[Layer]:
    rows = [
        {"month": time(turn.month), "name": turn.name, "top": frame.top}
        for turn in chart.turns
        if frame.first < turn.month <= frame.last
    ]
    if not rows:
        return []
    rule = {"mark": {"type": "rule", "color": REGION}, "encoding": {"x": frame.x()}}
    return [{"data": data(rows), **rule}, {"data": data(rows), **_above(frame, "month", align="center")}]


def _bands(chart: Chart, frame: Frame) -> list[Layer]:
    """Intervals, the widest first and palest: they overlap."""
    mark = {"type": "area", "color": REGION, "opacity": 0.18, "interpolate": "linear"}
    return [
        {
            "data": data([{"month": time(month), "low": low, "high": high} for month, low, high in band.points]),
            "mark": mark,
            "encoding": {"x": frame.x(), "y": frame.y("low"), "y2": {"field": "high"}},
        }
        for band in chart.bands
        if band.points
    ]


def _norm(chart: Chart, frame: Frame) -> list[Layer]:
    if not chart.norm:
        return []
    mark = {"type": "rule", "color": NORM, "strokeDash": [2, 3], "strokeWidth": 1.5}
    return [{"data": data([{"at": chart.norm.number}]), "mark": mark, "encoding": {"y": frame.y("at")}}]


def _end_names(names: Sequence[dict[str, Any]], frame: Frame) -> list[Layer]:
    if not names:
        return []
    colour = {"field": "colour", "type": "nominal", "scale": None}
    encoding = {"x": frame.x(), "y": frame.y("at"), "text": {"field": "label", "type": "nominal"}, "color": colour}
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 8, "fontSize": 12, "fontWeight": 600}
    return [{"data": data([{**name, "month": time(frame.last)} for name in names]), "mark": mark, "encoding": encoding}]


def _lines(chart: Chart, frame: Frame, rows: Sequence[dict[str, Any]]) -> list[Layer]:
    domain = [line.name for line in chart.lines]
    colours, dashes = [chart.colour(line) for line in chart.lines], [chart.dash(line) for line in chart.lines]
    named = {"field": "name", "type": "nominal", "legend": None}
    colour, dash = (
        {**named, "scale": {"domain": domain, "range": colours}},
        {**named, "scale": {"domain": domain, "range": dashes}},
    )
    line = {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "invalid": "break-paths-show-path-domains"}
    shared = {"x": frame.x(), "y": frame.y("value"), "color": colour}
    loose = {**line, "strokeWidth": 1.75, "strokeDash": [3, 3]}
    dot = {"type": "point", "filled": True, "size": 36, "opacity": 1}
    layers = (
        (any(row["part"] == "settled" for row in rows), "datum.part === 'settled'", line, {**shared, "strokeDash": dash}),
        (any(row["part"] != "settled" for row in rows), "datum.part !== 'settled'", loose, shared),
        (any("alone" in row for row in rows), "datum.alone", dot, shared),
    )
    # Vega complains about a layer without rows.
    return [{**_of_rows(rule), "mark": mark, "encoding": encoding} for there, rule, mark, encoding in layers if there]


def _pointed(chart: Chart, frame: Frame) -> Layer:
    """The period under the pointer: a dot and a tooltip with the texts of the table."""
    tooltip = [
        {"field": "month", "type": "temporal", "title": chart.month_title, "format": chart.tooltip_format},
        {"field": "text", "type": "nominal", "title": chart.value_title},
    ]
    if len(chart.lines) > 1:
        tooltip.insert(1, {"field": "name", "type": "nominal", "title": chart.line_title})
    return {
        **_of_rows("datum.part !== 'joint' && isValid(datum.value)"),
        "params": [{"name": "pointed", "select": {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"}}],
        "mark": {"type": "point", "filled": True, "size": 70, "color": INK},
        "encoding": {
            "x": frame.x(),
            "y": frame.y("value"),
            "opacity": {"condition": {"param": "pointed", "empty": False, "value": 1}, "value": 0},
            "tooltip": tooltip,
        },
    }


def line_chart(chart: Chart, *, narrow: bool = False, still: bool = False) -> dict[str, Any]:
    """Return the Vega-Lite specification, without what only a pointer needs when `still`. The chart has at least one point."""
    height = NARROW_HEIGHT if narrow else HEIGHT
    frame = frame_of(chart, narrow=narrow)
    # On a narrow screen names at the end would take half the width: there the page has a legend under the chart.
    names = _names(chart, frame, height, only_norm=narrow)
    rows = list(_rows(chart))
    has_number = any(row["value"] is not None for row in rows)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": NARROW if narrow else WIDE,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "top": 8, "right": 8, "bottom": 2},
        "datasets": {ROWS: rows},
        "layer": [
            frame.corners(),
            *_stretch(chart, frame),
            *_bands(chart, frame),
            *_turns(chart, frame),
            *_norm(chart, frame),
            *_lines(chart, frame, rows),
            *_end_names(names, frame),
            *([_pointed(chart, frame)] if has_number and not still else []),
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
