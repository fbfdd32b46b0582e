"""Places and waiting lists now, beside the care that is expected: per form of care, from the figures of the monitor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from regiewijzer.apps.monitor.service import NothingLoaded, figure_of, known_days, names_of
from regiewijzer.apps.outlook import words
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.scope import OffTheMenu, OutsideScope, Scope, Where
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.home import current_region
from regiewijzer.web.numbers import month, percent

YEAR = 12  # months back: a statement that is older says nothing of now
WAITING, PLACES = "young-people-waiting", "capacity-use"
# What stands in the table, in this order: indicator and series.
COLUMNS = ((WAITING, "waiting"), (WAITING, "longer_than_norm"), (PLACES, "places"), (PLACES, "occupancy"))


@dataclass(frozen=True, slots=True)
class PlacesView:
    """A row per form of care: its name, and texts in the order of COLUMNS. Of when the two are, and the query of their pages."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    waiting_on: str
    places_on: str
    query: str


def _newest(figure: Figure, series: str) -> date | None:
    """Return the newest period of which anything is known."""
    known = (one for one in figure.cells if one.series == series and one.value.state is not ValueState.UNKNOWN)
    return max((one.period for one in known), default=None)


def _text(value: Value | None, series: str) -> str:
    if value is None or value.state in (ValueState.UNKNOWN, ValueState.NOT_APPLICABLE):
        return "–"
    if value.number is not None and series in ("longer_than_norm", "occupancy"):
        return percent(value.number, 0)
    return words.count(value)


def _values(figure: Figure, series: str, period: date | None) -> Mapping[str, Value]:
    return {one.dimensions[0]: one.value for one in figure.cells if one.series == series and one.period == period}


def _rows(
    figures: Mapping[str, Figure], periods: Mapping[str, date | None], forms: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = {(name, series): _values(figures[name], series, periods[name]) for name, series in COLUMNS}
    told = {code for values in found.values() for code, value in values.items() if value.state is not ValueState.NOT_APPLICABLE}
    for code in sorted(told, key=lambda one: forms.get(one, one)):
        texts = tuple(_text(values.get(code), series) for (_name, series), values in found.items())
        if any(text not in ("–", "0", "") for text in texts):
            yield forms.get(code, code), texts


def places_view(home: Home, node: Node, scope: Scope) -> PlacesView | None:
    """Return places and waiting lists as this reader may see them; None when there is nothing to see of either."""
    where: Where = (("municipality", (node.municipality,)),) if node.municipality else ()
    indicators = load_indicators()
    try:
        day = known_days(home, scope)[1]
        asked = {"day": day, "by": ("care_form",), "where": where, "periods": (add_months(day, -YEAR), None)}
        figures = {name: figure_of(home, indicators[name], scope, **asked) for name in (WAITING, PLACES)}
    except (NothingLoaded, OutsideScope, OffTheMenu):
        return None
    periods = {WAITING: _newest(figures[WAITING], "waiting"), PLACES: _newest(figures[PLACES], "places")}
    rows = tuple(_rows(figures, periods, names_of(home, current_region()).get("care_form", {})))
    if not rows:
        return None
    told = {name: month(period) if period else "" for name, period in periods.items()}
    return PlacesView(rows, told[WAITING], told[PLACES], f"gemeente={node.municipality}" if node.municipality else "")
