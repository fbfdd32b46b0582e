"""Borders on a plane, tiles, classes, and what is kept in the home."""

import json

import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.web.maps.classes import SEQUENTIAL, class_of, colours, quantile_edges, symmetric_edges
from regiewijzer.web.maps.geometry_file import GeometryError, read_geometry
from regiewijzer.web.maps.shapes import path_of, shapes_of
from regiewijzer.web.maps.store import import_geometry, place_of, read_shapes
from regiewijzer.web.maps.tiles import name_lines, tile_map
from tests.support.shared_material import shared

WEST = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
EAST = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0)]


def test_neighbours_keep_the_border_they_share_and_straight_lines_lose_their_points():
    shapes = shapes_of({"0001": [[(x * 1e4, y * 1e4) for x, y in WEST]], "0002": [[(x * 1e4, y * 1e4) for x, y in EAST]]})
    assert (shapes.width, shapes.height) == (1000, 500)
    assert shapes.rings["0001"][0] == ((0, 500), (500, 500), (500, 0), (0, 0), (0, 500))
    assert {(500, 500), (500, 0)} <= set(shapes.rings["0002"][0])
    assert path_of(shapes.rings["0001"]) == "M0 500L500 500L500 0L0 0L0 500Z"


def test_degrees_are_stretched_as_in_the_netherlands():
    shapes = shapes_of({"0001": [[(4, 52), (5, 52), (5, 53), (4, 53), (4, 52)]]})
    assert shapes.width == pytest.approx(614, abs=2)
    assert shapes.height == 1000


@pytest.mark.parametrize("name", ["gemeenten_2023_wgs84.geojson", "gemeenten_veiligheidsregio_2023.topo.json"])
def test_public_files_give_the_municipalities_of_a_region_in_a_few_kilobytes(tmp_path, name):
    haaglanden = ["0518", "1926", "0629", "1842", "0637", "0626", "1783", "1916", "0603", "0503"]
    home = Home(tmp_path).create()
    found = import_geometry(home, shared(f"data/{name}"), [*haaglanden, "9999"])
    assert (sorted(found.drawn), found.missing) == (sorted(haaglanden), ("9999",))
    assert found.size < 40_000
    shapes = read_shapes(home)
    assert 0 < shapes.height <= 1000
    points = [point for rings in shapes.rings.values() for ring in rings for point in ring]
    assert all(0 <= x <= shapes.width and 0 <= y <= shapes.height for x, y in points)


def test_both_public_files_draw_the_same_region(tmp_path):
    sizes = []
    for name in ("gemeenten_2023_wgs84.geojson", "gemeenten_veiligheidsregio_2023.topo.json"):
        shapes = shapes_of(
            {code: rings for code, rings in read_geometry(shared(f"data/{name}")).items() if code in ("0518", "0503")}
        )
        sizes.append((shapes.width, shapes.height))
    assert sizes[0] == pytest.approx(sizes[1], abs=3)


def test_a_file_without_the_municipalities_of_the_region_changes_nothing(tmp_path):
    home, path = Home(tmp_path / "home").create(), tmp_path / "a.json"
    feature = {
        "properties": {"code": "GM0518"},
        "geometry": {"type": "Polygon", "coordinates": [[[4, 52], [5, 52], [5, 53], [4, 52]]]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(GeometryError, match="geen van deze regio"):
        import_geometry(home, path, ["9901"])
    assert not place_of(home).exists()
    assert read_shapes(home) is None


def test_tiles_stand_where_the_region_says_and_the_others_on_free_places():
    found = {tile.code: (tile.x, tile.y) for tile in tile_map(["0003", "0001", "0002"], {"0003": (1, 0)}).tiles}
    assert found["0003"] == (106, 0)
    assert found["0001"] == (0, 0)
    assert len(set(found.values())) == 3


def test_every_municipality_gets_a_tile_of_its_own():
    found = tile_map([f"{number:04d}" for number in range(60)], {})
    assert len({(tile.x, tile.y) for tile in found.tiles}) == 60
    assert found.width >= found.height


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Delft", ("Delft",)),
        ("Zandvoorde aan Zee", ("Zandvoorde", "aan Zee")),
        ("Pijnacker-Nootdorp", ("Pijnacker-", "Nootdorp")),
        ("Leidschendam-Voorburg", ("Leidschenda.", "Voorburg")),
    ],
)
def test_names_fit_a_tile(name, lines):
    assert name_lines(name) == lines


def test_classes_hold_about_as_many_values_and_equal_ones_stay_together():
    edges = quantile_edges([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert [class_of(value, edges) for value in (1, 2, 3, 10)] == [0, 0, 1, 4]
    assert quantile_edges([5, 5, 5]) == ()
    assert quantile_edges([]) == ()
    assert class_of(5, quantile_edges([5, 5, 9])) == 0


def test_changes_are_symmetric_around_nought():
    edges = symmetric_edges([-0.1, 0.05])
    assert [class_of(value, edges) for value in (-0.1, -0.03, 0.0, 0.03, 0.09)] == [0, 1, 2, 3, 4]
    assert symmetric_edges([0.0]) == ()


def test_few_classes_take_the_colours_that_differ_most():
    assert colours(SEQUENTIAL, 2) == (SEQUENTIAL[0], SEQUENTIAL[-1])
    assert len(set(colours(SEQUENTIAL, 5))) == 5
    assert len(colours(SEQUENTIAL, 1)) == 1
