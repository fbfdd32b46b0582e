import json
from datetime import datetime

import pytest
from typer.testing import CliRunner

from regiewijzer.cli.app import app
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from tests.support import message_world as world
from tests.support.django_ready import start_django
from tests.support.small_delivery import ANNA, assigned, claim_line, claimed, good_messages, write_delivery

start_django()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    place = tmp_path_factory.mktemp("dry")
    home = Home(place / "home")
    folder = write_delivery(place / "first", good_messages())
    load(home, [folder], known_at=KnownAt(), now=datetime(2024, 8, 1), workers=0)
    return home


def dry(home, path):
    return CliRunner().invoke(app, ["--home", str(home.path), "check", "--dry-run", str(path), "--json"])


def kept(home):
    return {path: path.read_bytes() for path in sorted(home.path.rglob("*")) if path.is_file()}


def test_a_delivery_is_held_against_the_ledger_and_nothing_is_kept(loaded, tmp_path):
    before = kept(loaded)
    wrong = write_delivery(tmp_path, {"declaratie.xml": claimed("DN9", [(ANNA, claim_line(999, "R9"))])}, region=False)
    result = dry(loaded, wrong)
    found = json.loads(result.stdout)
    assert (found["accepted"], found["rejected"], found["within"]) == (1, 0, [])
    assert {"TR338", "TR389"} & {one["rule"] for one in found["across"]} == {"TR338"}
    assert {one["owner_code"] for one in found["across"]} == {"47000001"}
    assert result.exit_code == 1
    assert kept(loaded) == before


def test_what_is_right_is_told_to_be_right(loaded, tmp_path):
    right = write_delivery(tmp_path, {"toewijzing.xml": assigned(3, world.Youth(world.test_bsn(12)), "T3")}, region=False)
    result = dry(loaded, right)
    assert json.loads(result.stdout) == {"accepted": 1, "rejected": 0, "within": [], "across": []}
    assert result.exit_code == 0


def test_a_real_person_number_is_refused_in_a_demo(loaded, tmp_path):
    before = kept(loaded)
    real = world.Youth("111222333")  # passes the 11-test and is not of the test range
    result = dry(loaded, write_delivery(tmp_path, {"toewijzing.xml": assigned(4, real, "T4")}, region=False))
    found = json.loads(result.stdout)
    assert (found["accepted"], found["rejected"]) == (0, 1)
    assert [one["rule"] for one in found["within"]] == ["CS002"]
    assert "111222333" not in result.stdout
    assert kept(loaded) == before


def test_files_and_the_option_belong_together(loaded, tmp_path):
    assert CliRunner().invoke(app, ["--home", str(loaded.path), "check", "--dry-run"]).exit_code == 2
    assert CliRunner().invoke(app, ["--home", str(loaded.path), "check", str(tmp_path)]).exit_code == 2
    missing = dry(loaded, tmp_path / "niets.xml")
    assert "niets.xml" in str(missing.exception)
