"""What the indicators find in the messages of a synthetic region equals what really happened there, exactly.

The senders of this region are careful: no faults, nothing late. The truth is worked out from hidden spells in plain Python
(`regiewijzer/simulation/truth.py`), which shares no code with ledger or indicators.
"""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from regiewijzer.figures.figure import Figure, Request
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.known_at import KnownAt, KnownBasis
from regiewijzer.pipeline.load import load
from regiewijzer.simulation.settings import PRESENT
from regiewijzer.simulation.world import simulate
from tests.support.figure_world import EXACT

AFTER = datetime(PRESENT.year, PRESENT.month, PRESENT.day, 23)
FLOWS = {
    "active": ("young-people-in-care", "in_care"),
    "inflow": ("flow", "inflow"),
    "through": ("flow", "throughflow"),
    "outflow": ("flow", "outflow"),
}
BY = {"region": (), "municipality": ("municipality",)}


class World(NamedTuple):
    """A loaded region and the folder with what really happened."""

    home: Home
    truth: Path

    def rows(self, sql: str, *parameters: object) -> list[tuple]:
        """Return the rows of a query on the files of the truth, named as `{truth}/<name>.parquet`."""
        with duckdb.connect(":memory:") as connection:
            return connection.execute(sql.format(truth=self.truth), list(parameters)).fetchall()

    def figure(self, indicator: str, *by: str) -> Figure:
        """Return the exact figure as known at the end of the simulation."""
        return compute_figure(self.home, Request(indicator, AFTER, by=by), EXACT)


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    out = tmp_path_factory.mktemp("truth") / "region"
    result = simulate("tiny", 7, out, faults=0.0, lateness=0.0)
    home = Home(tmp_path_factory.mktemp("home")).create()
    shutil.copy(out / "region.yaml", home.region)
    shutil.copy(out / "postcodes.csv", home.path)
    loaded = load(home, [result.messages_folder], known_at=KnownAt(KnownBasis.DATED), now=AFTER, workers=1)
    assert (loaded.accepted, loaded.rejected) == (result.messages, 0)
    return World(home, out / "truth")


def numbers(figure: Figure, series: str) -> dict[tuple, float | int | None]:
    return {(cell.period, *cell.dimensions): cell.value.number for cell in figure.cells if cell.series == series}


@pytest.mark.parametrize("level", BY)
@pytest.mark.parametrize("name", FLOWS)
def test_flows_equal_the_truth(world, name, level):
    indicator, series = FLOWS[name]
    found = numbers(world.figure(indicator, *BY[level]), series)
    sql = f"SELECT month, municipality_code, {name} FROM '{{truth}}/flows.parquet' WHERE (municipality_code = '') = ?"
    sql += " AND decidable" if name == "outflow" else ""

    expected = {((month, code) if code else (month,)): count for month, code, count in world.rows(sql, level == "region")}

    assert sum(expected.values()) > 0
    assert {key: found.get(key) or 0 for key in expected} == expected


def test_young_people_by_form_equal_the_truth(world):
    found = numbers(world.figure("young-people-in-care", "municipality", "care_form"), "in_care")
    sql = "SELECT month, municipality_code, care_form, active FROM '{truth}/active_by_form.parquet' WHERE municipality_code <> ''"

    expected = {tuple(key): count for *key, count in world.rows(sql)}

    assert expected
    assert {key: found.get(key) or 0 for key in expected} == expected


@pytest.mark.parametrize(("kind", "series"), [("decision", "decision_time"), ("start", "assignment_to_start")])
@pytest.mark.parametrize("level", BY)
def test_waits_equal_the_truth(world, kind, series, level):
    figure = world.figure("waiting", *BY[level])
    median, p90 = numbers(figure, f"{series}_median"), numbers(figure, f"{series}_p90")
    key = "month, municipality_code" if level == "municipality" else "month"
    sql = f"""
        SELECT {key}, median(days), quantile_cont(days, 0.9)
        FROM '{{truth}}/waiting.parquet' WHERE kind = ? AND month >= ? GROUP BY {key}
    """

    expected = {tuple(place): (days, late) for *place, days, late in world.rows(sql, kind, figure.request.first_period)}

    assert expected
    assert {place: (median[place], pytest.approx(p90[place])) for place in expected} == expected


def test_claims_equal_the_truth_to_the_cent(world):
    """Law 3 on figures: submitted = approved + rejected + open, per provider, municipality and month."""
    figure = world.figure("claimed-care", "provider", "municipality")
    series = {name: numbers(figure, name) for name in ("submitted", "approved", "rejected", "open")}
    sql = """
        SELECT product_month, provider_code, municipality_code,
            sum(submitted_cents), sum(approved_cents), sum(rejected_cents), sum(open_cents)
        FROM '{truth}/claims.parquet' WHERE product_month >= ? GROUP BY ALL
    """

    rows = world.rows(sql, figure.request.first_period)

    assert rows
    for *place, submitted, approved, rejected, still_open in rows:
        found = tuple(series[name][tuple(place)] for name in series)
        assert (tuple(place), found) == (tuple(place), (submitted, approved, rejected, still_open))
        assert submitted == approved + rejected + still_open


def test_dropout_equals_the_truth(world):
    figure = world.figure("dropout")
    found = {(cell.period, cell.series): (cell.value.number, cell.base.number) for cell in figure.cells if cell.base}
    sql = """
        SELECT date_trunc('month', delivered_until - 1)::DATE AS month,
            avg((end_reason = '32')::INT), avg((end_reason <> '31')::INT), count(*)
        FROM '{truth}/trajectories.parquet'
        WHERE end_reason IN ('31', '32', '33', '34') AND month >= ?
        GROUP BY month
    """

    rows = world.rows(sql, date(2025, 5, 1))

    assert rows
    for month, by_client, premature, ended in rows:
        assert found[month, "by_client"] == (pytest.approx(by_client), ended)
        assert found[month, "premature"] == (pytest.approx(premature), ended)
