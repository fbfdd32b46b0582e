"""A forecast of a made-up region: what is kept adds up to the cent, and what is said leaves out what is too small."""

import json
import shutil
from datetime import date, datetime

import numpy as np
import pyarrow.compute as pc
import pytest
import typer
from typer.testing import CliRunner

from regiewijzer.cli import forecasts
from regiewijzer.cli.app import app
from regiewijzer.cli.output import CouldNotRun
from regiewijzer.forecast.replay import Vintage
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Region, write_region
from regiewijzer.pipeline import forecast_runs
from regiewijzer.pipeline.forecast_published import published_rows
from regiewijzer.pipeline.forecast_runs import FEWEST_MONTHS, make_forecast
from regiewijzer.pipeline.forecast_snapshot import NothingKnown, month_start
from regiewijzer.pipeline.forecast_store import runs
from regiewijzer.pipeline.forecast_tables import OPINION, QUANTILES
from tests.support.forecast_world import FIRST, snapshot_at, world

LAST = FIRST + 47
MADE_AT = datetime(2026, 11, 2, 7)
PARTS = ("reported", "bf", "open", "late", "inflow", "price", OPINION)
COLUMNS = ["municipality", "product", "provider"]


@pytest.fixture(scope="module")
def made_up():
    return world(seed=11, months=49)


@pytest.fixture(scope="module")
def home(tmp_path_factory, made_up):
    """A home with one forecast; its ledger is the made-up region."""
    asked = []

    def known(home, vintage, snapshot=None):
        asked.append(vintage)
        if vintage < FIRST:
            raise NothingKnown(vintage)
        return snapshot_at(made_up, vintage)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forecast_runs, "snapshot_of", known)
        place = Home(tmp_path_factory.mktemp("forecasts") / "home").create()
        write_region(Region(name="Proef", invented=True, municipalities=(Municipality("0901", "Noord"),)), place.region)
        make_forecast(place, month_start(LAST), made_at=MADE_AT, snapshot=3)
        with pytest.raises(NothingKnown):
            make_forecast(place, month_start(FIRST + FEWEST_MONTHS - 2), made_at=MADE_AT, snapshot=3)
    assert max(asked) == LAST, "nothing after the vintage is asked for"
    return place


@pytest.fixture
def made(home):
    return runs(home)[0]


def test_it_is_kept_with_when_and_from_what(made):
    about = made.about
    assert (about.vintage, about.made_at, about.snapshot) == (month_start(LAST), MADE_AT, 3)
    assert about.known_at.date() < month_start(LAST + 1)
    assert "claimed_care_only" in about.notes


def test_the_parts_of_every_cell_add_up_to_the_cent(made):
    cells = made.table("cells")
    total = sum(cells.column(name).to_numpy() for name in PARTS)
    assert len(total) > 1000
    assert (total == cells.column("raw").to_numpy()).all()
    assert min(cells.column("month").to_pylist()) == date(month_start(LAST).year - 1, 1, 1)


def test_a_year_is_the_sum_of_its_cells(made):
    year = month_start(LAST).year
    cells, windows = made.table("cells"), made.table("windows")
    own = cells.filter(pc.equal(pc.year(cells.column("month")), year)).group_by(["municipality"]).aggregate([("raw", "sum")])
    per_municipality = dict(zip(*(own.column(name).to_pylist() for name in ("municipality", "raw_sum")), strict=True))
    told = [row for row in windows.to_pylist() if row["period"] == str(year) and row["product"] is None]
    assert len(told) == len(per_municipality) + 1
    for row in told:
        expected = per_municipality.get(row["municipality"], sum(per_municipality.values()))
        assert row["point"] == pytest.approx(expected, abs=len(cells))  # cells are rounded one by one


def test_intervals_surround_what_is_expected(made):
    rows = [row for row in made.table("windows").to_pylist() if row[QUANTILES[0]] is not None]
    assert len(rows) > 100
    for row in rows:
        values = [row[name] for name in QUANTILES]
        assert values == sorted(values)


def test_what_earlier_vintages_said_stands_beside_what_came_true(made):
    history = [row for row in made.table("history").to_pylist() if row["municipality"] is None and row["product"] is None]
    assert len(history) >= 20
    assert all(abs(row["forecast"] / row["truth"] - 1) < 0.25 for row in history)
    assert {row["vintage"].year for row in history} <= {month_start(month).year for month in range(FIRST, LAST)}


def vintage(month, first, values) -> Vintage:
    point = np.array(values, dtype=float)
    return Vintage(month, first, {}, point, np.ones((2, 0)), point)


def test_half_of_the_news_is_published_at_once():
    rows = published_rows([vintage(0, 0, [[100, 100]]), vintage(1, 0, [[300, 101]]), vintage(2, 0, [[300, 101]])])
    assert [row.published.tolist() for row in rows] == [[[100, 100]], [[200, 101]], [[250, 101]]]
    assert all((row.raw - row.published >= 0).all() for row in rows)


def test_a_new_cell_is_news_and_a_new_month_is_not():
    first, second = published_rows([vintage(0, 0, [[100, 100]]), vintage(1, 1, [[100, 80], [40, 60]])])
    assert first.published.tolist() == [[100, 100]]
    assert second.published.tolist() == [[100, 80], [20, 60]]


def run(home, *words):
    return CliRunner().invoke(app, ["--home", str(home.path), "forecast", *words])


def test_the_command_line_shows_it(home, made):
    shown = run(home, "show")
    assert shown.exit_code == 0, shown.output
    assert "Hele regio" in shown.output
    assert made.id in run(home, "list").output
    told = json.loads(run(home, "show", made.id, "--json").stdout)
    assert {row["product"] for row in told["years"]} == {None}
    assert told["about"]["snapshot"] == 3


def test_the_command_line_tells_how_good_it_was(home):
    assert "verschil" in run(home, "backtest").output
    seen = json.loads(run(home, "backtest", "--json").stdout)["vintages"]
    assert all(row["truth"] > 0 for row in seen)


def test_an_unknown_forecast_and_a_month_that_is_none_are_refused(home):
    assert run(home, "show", "2026-01-000000000000").exit_code == 2
    with pytest.raises(typer.Exit) as refused:
        forecasts._month("gisteren", date(2026, 11, 28))
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("command", "file"), [("show", "windows.parquet"), ("backtest", "history.parquet"), ("list", "run.json")]
)
def test_a_forecast_that_was_altered_is_refused_in_words(home, tmp_path, command, file):
    copy = Home(tmp_path / "home")
    shutil.copytree(home.path, copy.path)
    place = runs(copy)[0].folder / file
    place.write_bytes(place.read_bytes()[:-1])
    refused = run(copy, command).exception
    assert isinstance(refused, CouldNotRun)
    assert "forecasts/" in str(refused)


def test_without_a_forecast_it_says_how_to_make_one(tmp_path):
    answer = run(Home(tmp_path / "empty").create(), "show")
    assert answer.exit_code == 2
    assert "regiewijzer forecast run" in answer.output


@pytest.mark.parametrize(("text", "month"), [("", date(2026, 10, 1)), ("2025-03", date(2025, 3, 1))])
def test_without_a_month_it_is_the_last_that_is_over(text, month):
    assert forecasts._month(text, date(2026, 11, 28)) == month
