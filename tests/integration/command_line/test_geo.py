"""Importing borders as a user does it."""

import json

import pytest
from typer.testing import CliRunner

from regiewijzer.cli.app import app
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Region, write_region
from regiewijzer.web.maps.store import read_shapes

SQUARE = [[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.1], [4.0, 52.0]]


@pytest.fixture
def home(tmp_path) -> Home:
    place = Home(tmp_path / "home").create()
    write_region(Region("R", municipalities=(Municipality("0518", "A"), Municipality("0519", "B"))), place.region)
    return place


def _import(home: Home, content: object):
    path = home.path / "kaart.geojson"
    path.write_text(json.dumps(content))
    return CliRunner().invoke(app, ["--home", str(home.path), "geo", "import", str(path)])


def test_borders_are_taken_over_and_what_is_missing_is_named(home):
    feature = {"properties": {"statcode": "GM0518"}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    answer = _import(home, {"type": "FeatureCollection", "features": [feature]})
    assert answer.exit_code == 0, answer.output
    assert "Grenzen van 1 gemeenten" in answer.output
    assert "0519" in answer.output
    assert set(read_shapes(home).rings) == {"0518"}


def test_a_file_that_is_no_map_is_refused(home):
    answer = _import(home, {"type": "Feature"})
    assert answer.exit_code != 0
    assert "GeoJSON" in str(answer.exception)
    assert read_shapes(home) is None
