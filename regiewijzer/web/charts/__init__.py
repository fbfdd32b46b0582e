"""Charts: one specification for the browser, the page without JavaScript, print and reports."""

from regiewijzer.web.charts.drawing import picture, warm_up
from regiewijzer.web.charts.frame import Band, Chart, Line, Norm, Point, Turn
from regiewijzer.web.charts.lines import line_chart
from regiewijzer.web.charts.sparkline import Sparkline, range_of, sparkline

__all__ = [
    "Band",
    "Chart",
    "Line",
    "Norm",
    "Point",
    "Sparkline",
    "Turn",
    "line_chart",
    "picture",
    "range_of",
    "sparkline",
    "warm_up",
]
