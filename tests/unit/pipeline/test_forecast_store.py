"""A forecast once made is never changed, and what was changed is never read."""

import json
from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import About, NoSuchRun, keep, read_run, runs
from regiewijzer.pipeline.kept_tables import TablesChanged

ABOUT = About(date(2026, 3, 1), datetime(2026, 4, 2, 8), datetime(2026, 3, 31, 23, 59), 7, "0.1.0", "abc", notes=("één",))
TABLES = {"rows": pa.table({"month": [1, 2], "cents": [10, 20]}), "windows": pa.table({"name": ["region"]})}


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home").create()


def test_what_was_kept_comes_back(home):
    kept = keep(home, ABOUT, TABLES)
    run = read_run(home, kept.id)
    assert (run.about, run.names) == (ABOUT, ("rows", "windows"))
    assert run.table("rows").equals(TABLES["rows"])
    assert kept.id.startswith("2026-03-")
    with pytest.raises(KeyError):
        run.table("nothing")


def test_the_same_again_is_kept_once_and_another_beside_it(home):
    first = keep(home, ABOUT, TABLES)
    assert keep(home, ABOUT, TABLES).id == first.id
    later = keep(home, replace(ABOUT, made_at=datetime(2026, 4, 3)), TABLES)
    older = keep(home, replace(ABOUT, vintage=date(2026, 2, 1)), TABLES)
    assert [one.id for one in runs(home)] == [later.id, first.id, older.id]


@pytest.mark.parametrize("harm", ["alter", "remove"])
def test_a_table_that_was_changed_is_not_read(home, harm):
    run = keep(home, ABOUT, TABLES)
    place = run.folder / "rows.parquet"
    if harm == "alter":
        place.write_bytes(place.read_bytes()[:-1] + b"x")
    else:
        place.unlink()
    with pytest.raises(TablesChanged, match="rows"):
        read_run(home, run.id).table("rows")


def test_a_manifest_that_was_changed_is_not_read(home):
    run = keep(home, ABOUT, TABLES)
    told = json.loads((run.folder / "run.json").read_text())
    told["about"]["snapshot"] = 8
    (run.folder / "run.json").write_text(json.dumps(told))
    with pytest.raises(TablesChanged):
        read_run(home, run.id)


def test_a_manifest_that_was_cut_off_is_told_from_one_that_is_not_there(home):
    run = keep(home, ABOUT, TABLES)
    place = run.folder / "run.json"
    place.write_bytes(place.read_bytes()[:40])
    with pytest.raises(TablesChanged):
        runs(home)


@pytest.mark.parametrize("run_id", ["2026-03-000000000000", "../record", "making-1", ""])
def test_what_is_not_there_is_not_found(home, run_id):
    keep(home, ABOUT, TABLES)
    with pytest.raises(NoSuchRun):
        read_run(home, run_id)


def test_a_folder_that_was_never_finished_is_no_forecast(home):
    (home.forecasts / "making-99").mkdir(parents=True)
    assert runs(home) == []
    assert keep(home, ABOUT, TABLES).id == runs(home)[0].id
