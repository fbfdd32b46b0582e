"""Borders from files: two formats, and files that mean harm."""

import json
from pathlib import Path

import pytest

from regiewijzer.web.maps import geometry_file
from regiewijzer.web.maps.geometry_file import GeometryError, code_of, read_geometry

SQUARE = [[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.1], [4.0, 52.0]]


def _file(folder: Path, content: object) -> Path:
    path = folder / "kaart.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def _feature(code: str = "GM0518", coordinates: object = None, kind: str = "Polygon") -> dict:
    geometry = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"statcode": code}, "geometry": geometry}


def _collection(*features: object) -> dict:
    return {"type": "FeatureCollection", "features": list(features)}


def _topology(**said: object) -> dict:
    feature = {"type": "Polygon", "arcs": [[0, ~1]], "properties": {"code": "GM0518"}}
    return {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [4, 52]},
        "arcs": [[[0, 0], [1, 0], [0, 1]], [[0, 0], [0, 1], [1, 0]]],
        "objects": {"gm": {"type": "GeometryCollection", "geometries": [feature]}},
        **said,
    }


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        ({"properties": {"gemeentecode": "0518"}}, "0518"),
        ({"properties": {"STATCODE": "GM0518"}}, "0518"),
        ({"properties": {"code": "VR01"}}, None),
        ({"properties": {"code": 518}}, None),
        ({"id": "GM0518"}, "0518"),
        ({"properties": None}, None),
    ],
)
def test_the_code_is_found_under_the_names_of_public_files(feature, code):
    assert code_of(feature) == code


def test_geojson_gives_rings_per_code(tmp_path):
    found = read_geometry(_file(tmp_path, _collection(_feature(), _feature("GM0519", [[SQUARE], [SQUARE]], "MultiPolygon"))))
    assert {code: len(rings) for code, rings in found.items()} == {"0518": 1, "0519": 2}
    assert found["0518"][0][1] == (4.1, 52.0)


def test_topojson_joins_arcs_also_backwards(tmp_path):
    (ring,) = read_geometry(_file(tmp_path, _topology()))["0518"]
    assert [(round(x, 2), round(y, 2)) for x, y in ring] == [(4, 52), (4.1, 52), (4.1, 52.1), (4, 52.1), (4, 52)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "geen JSON"),
        ("[1]", "een object; gevonden"),
        ('{"type": "Point"}', "GeoJSON"),
        ("[" * 100_000, "te diep genest"),
        (_collection("x"), "lijst van objecten"),
        (_collection(_feature("VR01")), "geen enkel onderdeel"),
        (_collection(_feature(coordinates=[[[4, "52"]]])), "twee getallen"),
        (_collection(_feature(coordinates=[[[4]]])), "twee getallen"),
        (_collection(_feature(coordinates=[["x"]])), "twee getallen"),
        (_collection(_feature(coordinates=[7])), "ring van posities"),
        (_collection(_feature(coordinates=7)), "polygoon van ringen"),
        (_collection(_feature(coordinates=[[[1e300, 5]]])), "twee getallen"),
        (_collection(_feature(coordinates=[[[True, 5]]])), "twee getallen"),
        ('{"type": "FeatureCollection", "features": [{"properties": {"code": "0518"}, "geometry": {"type": "Polygon",'
         ' "coordinates": [[[NaN, 1]]]}}]}', "een getal"),
        (_topology(arcs=7), "arcs: verwacht"),
        (_topology(arcs=[[[0, 0]]]), "boog -2 staat niet"),
        (_topology(transform=[]), "transform"),
        (_topology(objects=[]), "objects"),
        (_topology(objects={"gm": 7}), "objects.gm"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_map_is_refused_with_a_reason(tmp_path, content, said):
    with pytest.raises(GeometryError, match=said):
        read_geometry(_file(tmp_path, content))


def test_a_file_is_bounded_in_size_features_and_points(tmp_path, monkeypatch):
    path = _file(tmp_path, _collection(_feature(), _feature("GM0519")))
    for name, most, said in (("MOST_BYTES", 10, "bytes"), ("MOST_FEATURES", 1, "features"), ("MOST_POINTS", 6, "punten")):
        with monkeypatch.context() as bounded:
            bounded.setattr(geometry_file, name, most)
            with pytest.raises(GeometryError, match=said):
                read_geometry(path)


def test_arcs_that_repeat_count_every_time(tmp_path, monkeypatch):
    monkeypatch.setattr(geometry_file, "MOST_POINTS", 100)
    many = {"type": "Polygon", "arcs": [[0, ~1] * 40], "properties": {"code": "GM0518"}}
    with pytest.raises(GeometryError, match="punten"):
        read_geometry(_file(tmp_path, _topology(objects={"gm": {"geometries": [many]}})))
