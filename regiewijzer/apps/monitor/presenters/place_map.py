"""A map beside the table of municipalities: tiles, or the borders that were imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.breakdown import Breakdown, Row
from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.web import numbers
from regiewijzer.web.maps.classes import (
    DARK,
    DIVERGING,
    SEQUENTIAL,
    class_of,
    colours,
    quantile_edges,
    symmetric_edges,
)
from regiewijzer.web.maps.shapes import Shapes, path_of
from regiewijzer.web.maps.tiles import SIDE, name_lines, tile_map

FEWEST = 3  # municipalities: fewer is no map
HIDDEN, UNKNOWN = "url(#rw-afgeschermd)", "url(#rw-onbekend)"


@dataclass(frozen=True, slots=True)
class Area:
    """One municipality on the map: a tile at x, y or a path."""

    fill: str
    ink: str
    title: str
    lines: tuple[str, ...]
    value: str
    x: int = 0
    y: int = 0
    path: str = ""

    @property
    def patterned(self) -> bool:
        """Tell whether it has a pattern in place of a colour, so that a text on it needs a rim."""
        return self.fill in (HIDDEN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class LegendClass:
    """One class of the legend."""

    fill: str
    name: str


@dataclass(frozen=True, slots=True)
class MapView:
    """A map, ready to place. `kind`: tiles or borders."""

    kind: str
    title: str
    alternative: str
    width: int
    height: int
    side: int
    areas: tuple[Area, ...]
    legend: tuple[LegendClass, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """How numbers become colours, and what a class is called."""

    edges: tuple[float, ...]
    fills: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, value: float) -> str:
        return self.fills[class_of(value, self.edges)]


def _relative(row: Row) -> float | None:
    """Return the change in a year as a part of the value then."""
    if row.now.number is None or not row.before.number or row.before.number < 0:
        return None
    return row.now.number / row.before.number - 1


def _ranges(edges: Sequence[float], unit: Unit) -> tuple[str, ...]:
    called = [units.amount(edge, unit) for edge in edges]
    if not called:
        return (_("alle waarden"),)
    between = (_("%(low)s tot %(high)s") % {"low": low, "high": high} for low, high in pairwise(called))
    return (_("minder dan %(edge)s") % {"edge": called[0]}, *between, _("%(edge)s of meer") % {"edge": called[-1]})


def _changes(edges: Sequence[float]) -> tuple[str, ...]:
    if not edges:
        return (_("geen verandering"),)
    much, some = (numbers.percent(abs(edge), 0) for edge in edges[:2])
    return (
        _("meer dan %(edge)s omlaag") % {"edge": much},
        _("%(low)s tot %(high)s omlaag") % {"low": some, "high": much},
        _("minder dan %(edge)s verschil") % {"edge": some},
        _("%(low)s tot %(high)s omhoog") % {"low": some, "high": much},
        _("meer dan %(edge)s omhoog") % {"edge": much},
    )


def _scale(values: Sequence[float], unit: Unit, *, changes: bool) -> _Scale:
    if changes:
        edges = symmetric_edges(values)
        return _Scale(edges, DIVERGING if edges else (DIVERGING[2],), _changes(edges))
    edges = quantile_edges(values)
    return _Scale(edges, colours(SEQUENTIAL, len(edges) + 1), _ranges(edges, unit))


def _fill(row: Row, value: float | None, scale: _Scale) -> str:
    if value is not None:
        return scale.fill(value)
    return HIDDEN if ValueState.HIDDEN in (row.now.state, row.before.state) else UNKNOWN


def _shown(row: Row, value: float | None, *, changes: bool) -> str:
    if value is None:
        return units.state_name(_missing(row.now, row.before))
    return f"{numbers.signed(value * 100)}{numbers.percent_sign()}" if changes else row.value


def _missing(now: Value, before: Value) -> ValueState:
    states = [state for state in (now.state, before.state) if state is not ValueState.SHOWN]
    return states[0] if states else ValueState.UNKNOWN


def _legend(scale: _Scale, used: set[str]) -> tuple[LegendClass, ...]:
    """Return the classes, and the patterns that occur."""
    classes = [LegendClass(fill, name) for fill, name in zip(scale.fills, scale.names, strict=True)]
    patterns = ((HIDDEN, _("afgeschermd")), (UNKNOWN, _("onbekend of niet te vergelijken")))
    return (*classes, *(LegendClass(fill, name) for fill, name in patterns if fill in used))


def _area(row: Row, value: float | None, scale: _Scale, *, changes: bool, **place: object) -> Area:
    fill, text = _fill(row, value, scale), _shown(row, value, changes=changes)
    ink = "#ffffff" if fill in DARK else "#10263b"
    return Area(fill, ink, f"{row.name}: {text}", name_lines(row.name), text, **place)  # type: ignore[arg-type]


def _title(found: Breakdown, *, changes: bool) -> str:
    if changes:
        return _("%(what)s: verandering sinds een jaar eerder, %(when)s") % {"what": found.label, "when": found.when}
    return f"{found.label}, {found.when}"


def map_of(found: Breakdown, shapes: Shapes | None, stated: Mapping[str, tuple[int, int]]) -> MapView | None:
    """Return the map of a breakdown by municipality; None when there are too few to be a map.

    A number or amount is coloured by its change: coloured by size a map only shows where most people live. Borders are
    used when every municipality has them: a map with a hole would say something that is not so.
    """
    rows = {row.code: row for row in found.rows if row.code.isdigit()}
    if len(rows) < FEWEST:
        return None
    changes = found.indexed
    values = {code: _relative(row) if changes else row.now.number for code, row in rows.items()}
    scale = _scale([value for value in values.values() if value is not None], found.outcome.unit, changes=changes)
    areas: tuple[Area, ...]
    if shapes is not None and set(rows) <= set(shapes.rings):
        kind, width, height = "borders", shapes.width, shapes.height
        areas = tuple(
            _area(row, values[code], scale, changes=changes, path=path_of(shapes.rings[code])) for code, row in rows.items()
        )
    else:
        tiles = tile_map(list(rows), stated)
        kind, width, height = "tiles", tiles.width, tiles.height
        areas = tuple(_area(rows[one.code], values[one.code], scale, changes=changes, x=one.x, y=one.y) for one in tiles.tiles)
    alternative = _("Kaart van de gemeenten: %(title)s. Dezelfde gegevens staan in de tabel ernaast.")
    title = _title(found, changes=changes)
    legend = _legend(scale, {area.fill for area in areas})
    return MapView(kind, title, alternative % {"title": title}, width, height, SIDE, areas, legend)
