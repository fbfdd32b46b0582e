"""Charts: one specification for the browser, the page without JavaScript, print and reports."""

from regiewijzer.web.charts.drawing import picture, warm_up
from regiewijzer.web.charts.lines import Chart, Line, Norm, Point, Turn, line_chart
from regiewijzer.web.charts.sparkline import Sparkline, range_of, sparkline

__all__ = ["Chart", "Line", "Norm", "Point", "Sparkline", "Turn", "line_chart", "picture", "range_of", "sparkline", "warm_up"]
