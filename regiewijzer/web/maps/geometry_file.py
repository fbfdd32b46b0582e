"""Reads borders from GeoJSON or TopoJSON. The file comes from outside: everything in it is checked, its size first."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from regiewijzer.web.maps.shapes import Position

MOST_BYTES = 40_000_000
MOST_FEATURES = 5_000
MOST_POINTS = 2_000_000
# Names under which public files carry the code of a municipality; else any property that looks like one.
CODE_NAMES = ("gemeentecode", "statcode", "gm_code", "gmcode", "code", "identificatie", "id")
_CODE = re.compile(r"(?:GM)?([0-9]{4})")

Rings = dict[str, list[list[Position]]]


class GeometryError(ValueError):
    """The file cannot be used as borders; the text says, in Dutch, what was expected and found."""


def _no_constant(name: str) -> float:
    raise GeometryError(f"verwacht: een getal; gevonden: {name}")


def read_json(path: Path) -> Mapping[str, Any]:
    """Return the content of a JSON file of bounded size; GeometryError otherwise."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise GeometryError(f"het bestand heeft {size} bytes, hoogstens {MOST_BYTES} worden gelezen; vereenvoudig het eerst")
    try:
        content = json.loads(path.read_text("utf-8"), parse_constant=_no_constant)
    except RecursionError:
        raise GeometryError("het bestand is te diep genest") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise GeometryError(f"het bestand is geen JSON: {error}") from None
    if not isinstance(content, dict):
        raise GeometryError(f"verwacht: een object; gevonden: {type(content).__name__}")
    return content


def _objects(value: object, what: str) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise GeometryError(f"{what}: verwacht: een lijst van objecten")
    if len(value) > MOST_FEATURES:
        raise GeometryError(f"{what}: {len(value)} gevonden, hoogstens {MOST_FEATURES} worden gelezen")
    return value


def code_of(feature: Mapping[str, Any]) -> str | None:
    """Return the code of the municipality that a feature is of, if it is of one."""
    properties = feature.get("properties")
    named = {str(key).lower(): value for key, value in properties.items()} if isinstance(properties, dict) else {}
    for value in (*(named.get(name) for name in CODE_NAMES), feature.get("id")):
        found = _CODE.fullmatch(value) if isinstance(value, str) else None
        if found:
            return found[1]
    return None


class _Counter:
    """Counts points, so that a small file cannot become a large drawing."""

    def __init__(self) -> None:
        self.points = 0

    def add(self, count: int) -> None:
        self.points += count
        if self.points > MOST_POINTS:
            raise GeometryError(f"meer dan {MOST_POINTS} punten; vereenvoudig het bestand eerst")


def _position(value: object) -> Position:
    if not isinstance(value, list) or len(value) < 2:
        raise GeometryError("verwacht: een positie van twee getallen")
    x, y = value[:2]
    for number in (x, y):
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number) or abs(number) > 1e7:
            raise GeometryError("verwacht: een positie van twee getallen")
    return float(x), float(y)


def _ring(value: object, counter: _Counter) -> list[Position]:
    if not isinstance(value, list):
        raise GeometryError("verwacht: een ring van posities")
    counter.add(len(value))
    return [_position(one) for one in value]


def _polygons(geometry: object) -> Iterator[list[Any]]:
    """Yield the polygons of a geometry as lists of rings, in the words of the format; other geometries have none."""
    if not isinstance(geometry, dict):
        return
    found = geometry.get("coordinates" if "coordinates" in geometry else "arcs")
    many = {"Polygon": [found], "MultiPolygon": found}.get(str(geometry.get("type")), [])
    if not isinstance(many, list) or not all(isinstance(one, list) for one in many):
        raise GeometryError("verwacht: een polygoon van ringen")
    yield from many


def _from_geojson(content: Mapping[str, Any]) -> Rings:
    rings: Rings = {}
    counter = _Counter()
    for feature in _objects(content.get("features"), "features"):
        code = code_of(feature)
        if code:
            found = (_ring(ring, counter) for polygon in _polygons(feature.get("geometry")) for ring in polygon)
            rings.setdefault(code, []).extend(found)
    return rings


def _scale(content: Mapping[str, Any]) -> tuple[Position, Position] | None:
    transform = content.get("transform")
    if transform is None:
        return None
    if not isinstance(transform, dict):
        raise GeometryError("transform: verwacht: een object")
    return _position(transform.get("scale")), _position(transform.get("translate"))


def _arcs(content: Mapping[str, Any], counter: _Counter) -> list[list[Position]]:
    """Return the arcs of a topology as positions; with a transform they are steps on a grid, each from the one before."""
    raw, scaling = content.get("arcs"), _scale(content)
    if not isinstance(raw, list):
        raise GeometryError("arcs: verwacht: een lijst")
    arcs = [_ring(arc, counter) for arc in raw]
    if scaling is None:
        return arcs
    (scale_x, scale_y), (left, bottom) = scaling
    placed = []
    for arc in arcs:
        x = y = 0.0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        placed.append(line)
    return placed


def _joined(indexes: object, arcs: Sequence[list[Position]], counter: _Counter) -> list[Position]:
    """Return the ring of these arcs; a negative index is an arc backwards (~index)."""
    if not isinstance(indexes, list):
        raise GeometryError("verwacht: een ring van bogen")
    ring: list[Position] = []
    for index in indexes:
        number = ~index if isinstance(index, int) and index < 0 else index
        if isinstance(number, bool) or not isinstance(number, int) or number >= len(arcs):
            raise GeometryError(f"boog {index!r} staat niet in het bestand")
        arc = arcs[number] if index >= 0 else arcs[number][::-1]
        counter.add(len(arc))
        ring += arc[1:] if ring else arc
    return ring


def _from_topojson(content: Mapping[str, Any]) -> Rings:
    objects = content.get("objects")
    if not isinstance(objects, dict):
        raise GeometryError("objects: verwacht: een object")
    counter = _Counter()
    arcs, rings = _arcs(content, counter), dict[str, list[list[Position]]]()
    for name, collection in objects.items():
        geometries = collection.get("geometries") if isinstance(collection, dict) else None
        for feature in _objects(geometries, f"objects.{name}"):
            code = code_of(feature)
            if code:
                found = (_joined(ring, arcs, counter) for polygon in _polygons(feature) for ring in polygon)
                rings.setdefault(code, []).extend(found)
    return rings


def read_geometry(path: Path) -> Rings:
    """Return the rings per municipality code, in the coordinates of the file; GeometryError when it cannot be used."""
    content = read_json(path)
    match content.get("type"):
        case "FeatureCollection":
            rings = _from_geojson(content)
        case "Topology":
            rings = _from_topojson(content)
        case other:
            raise GeometryError(f"verwacht: GeoJSON (FeatureCollection) of TopoJSON (Topology); gevonden: {other!r}")
    if not any(rings.values()):
        raise GeometryError("geen enkel onderdeel heeft de code van een gemeente, zoals GM0518 of 0518")
    return {code: parts for code, parts in rings.items() if parts}
