"""What a line chart shows and the space its layers share: periods to the right, values upwards."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regiewijzer.vocabulary.periods import add_months

INK, SOFT, GRID, REGION = "#10263b", "#4a5d70", "#e3e9ee", "#8796a5"
NORM = SOFT
# Blue, brick and green differ in lightness too, and each line has its own dash and its name at the end.
COLOURS = ("#0b4f8a", "#b4530a", "#1d6b3a", "#6a3d8f", "#3b4754")
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [12, 4])
HEIGHT, NARROW_HEIGHT = 280, 230
WIDE, NARROW = 780, 350
# A longer name at the end of a line leaves too little room for the line itself.
LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a line; `number` None is a gap. `text` is what a reader sees: "1.234" or "afgeschermd"."""

    month: date
    number: float | None
    text: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its name. A `reference` is what the others are compared with: grey, without a colour of its own."""

    name: str
    points: tuple[Point, ...]
    reference: bool = False

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
    """A month in which something changed that a reader must know of; the name is a letter explained beside the chart."""

    month: date
    name: str


@dataclass(frozen=True, slots=True)
class Band:
    """An interval per period, drawn behind the lines: what chance alone may give."""

    points: tuple[tuple[date, float, float], ...]  # period, lower, upper


@dataclass(frozen=True, slots=True)
class Chart:
    """What a line chart shows. Texts arrive in the language of the page; formats in the notation of d3."""

    lines: tuple[Line, ...]
    value_title: str
    month_title: str
    line_title: str
    provisional_name: str
    norm: Norm | None = None
    turns: tuple[Turn, ...] = ()
    bands: tuple[Band, ...] = ()
    step: int = 1  # months in a period
    axis_format: str = "%b %Y"
    tooltip_format: str = "%B %Y"
    from_nought: bool = True  # else the axis begins near the lowest value, and the page must say so

    @property
    def named_at_end(self) -> bool:
        """Tell whether the lines have their names at their ends; else the page has a legend below, on every screen."""
        return all(len(line.name) <= LONGEST_NAME for line in self.lines)

    def colour(self, line: Line) -> str:
        """Return the colour of a line."""
        if line.reference:
            return REGION
        return COLOURS[[one for one in self.lines if not one.reference].index(line) % len(COLOURS)]

    def dash(self, line: Line) -> list[int]:
        """Return the dash of a line."""
        if line.reference:
            return DASHES[0]
        return DASHES[[one for one in self.lines if not one.reference].index(line) % len(DASHES)]


def _nice(highest: float) -> float:
    step = 10 ** math.floor(math.log10(highest))
    return next(step * factor for factor in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12) if step * factor >= highest * 1.02)


def _close_around(numbers: Sequence[float]) -> tuple[float, float]:
    """Return round ends a little below and above the numbers, none of them below nought."""
    low, high = min(numbers), max(numbers)
    room = max((high - low) / 4, abs(high) / 50, 1.0)
    step = 10 ** math.floor(math.log10(room))
    return max(0.0, math.floor((low - room) / step) * step), math.ceil((high + room) / step) * step


def span_of(chart: Chart) -> tuple[float, float]:
    """Return the lowest and highest value of the axis: nought is on it, unless the chart is about small movements."""
    numbers = [point.number for line in chart.lines for point in line.points if point.number is not None]
    numbers += [edge for band in chart.bands for _month, low, high in band.points for edge in (low, high)]
    numbers += [chart.norm.number] if chart.norm else []
    if not chart.from_nought and numbers and min(numbers) >= 0:
        return _close_around(numbers)
    highest, lowest = max([*numbers, 0.0]), min([*numbers, 0.0])
    if highest <= 0 and lowest >= 0:
        return 0.0, 1.0
    return -_nice(-lowest) if lowest < 0 else 0.0, _nice(highest) if highest > 0 else 0.0


def months_of(chart: Chart) -> tuple[date, date]:
    """Return the first and the last period."""
    months = [point.month for line in chart.lines for point in line.points]
    return min(months), max(months)


def time(month: date) -> str:
    """Return the day with a time: a bare date JavaScript takes as UTC, which is the month before west of Greenwich."""
    return f"{month.isoformat()}T00:00:00"


def data(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return rows as the data of a layer."""
    return {"values": list(rows)}


@dataclass(frozen=True, slots=True)
class Frame:
    """The space that all layers share: periods and heights."""

    first: date
    last: date
    bottom: float
    top: float
    narrow: bool
    step: int = 1
    axis_format: str = "%b %Y"

    def _ticks(self) -> dict[str, Any]:
        span = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        by_year = self.step == 12 or span > (14 if self.narrow else 30)
        ticks = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 2)]
        if not by_year:
            periods = span // self.step + 1
            stride = max(1, math.ceil(periods / (4 if self.narrow else 8))) * self.step
            ticks = [add_months(self.first, count) for count in range(0, span + 1, stride)]
        values = [{"year": tick.year, "month": tick.month, "date": 1} for tick in ticks if self.first <= tick <= self.last]
        return {"values": values, "format": "%Y" if by_year else self.axis_format, "labelFlush": False}

    def x(self, field_name: str = "month") -> dict[str, Any]:
        """Return the encoding of a field with periods."""
        return {"field": field_name, "type": "temporal", "scale": {"nice": False}, "axis": {"title": None, **self._ticks()}}

    def _decimals(self) -> int:
        size = max(self.top, -self.bottom)
        return 0 if size >= 5 else 1 if size >= 0.5 else 2

    def y(self, field_name: str) -> dict[str, Any]:
        """Return the encoding of a field with values."""
        axis = {"title": None, "tickCount": 5, "format": f",.{self._decimals()}f"}
        scale = {"nice": False, "zero": self.bottom <= 0}
        return {"field": field_name, "type": "quantitative", "scale": scale, "axis": axis}

    def corners(self) -> dict[str, Any]:
        """Two unseen points that span the space: an explicit domain in several layers makes Vega-Lite complain."""
        rows = [{"month": time(self.first), "value": self.bottom}, {"month": time(self.last), "value": self.top}]
        encoding = {"x": self.x(), "y": self.y("value")}
        return {"data": data(rows), "mark": {"type": "point", "opacity": 0}, "encoding": encoding}


def frame_of(chart: Chart, *, narrow: bool) -> Frame:
    """Return the space of a chart, which has at least one point."""
    return Frame(*months_of(chart), *span_of(chart), narrow, chart.step, chart.axis_format)
