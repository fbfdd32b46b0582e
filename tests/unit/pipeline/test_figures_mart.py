"""Facts that were kept: the same figures, without pseudonyms, gone with what they came from."""

from datetime import date, datetime

import duckdb
import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.indicators.aggregate import Breakdown
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.cache import drop_caches
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.figures import cells_of, compute_figure, compute_figures
from regiewijzer.pipeline.figures_facts import horizon_of, measured, measured_on_demand
from regiewijzer.pipeline.figures_mart import build_marts, mart_path, open_mart
from tests.support.figure_world import EXACT, MOMENT, NORTH, asked, loaded_home, south_lines, start_table
from tests.support.ledger_world import load_text

IN_CARE = load_indicators()["young-people-in-care"]
BREAKDOWNS = [
    Breakdown(date(2024, 1, 1), date(2024, 6, 1), by, where)
    for by in ((), ("municipality",), ("provider", "care_form"))
    for where in ((), (("municipality", (NORTH,)),))
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A home for tests that change nothing but its cache."""
    return loaded_home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def home(tmp_path):
    return loaded_home(tmp_path)


@pytest.mark.parametrize("moment", [MOMENT, datetime(2024, 5, 2), datetime(2024, 3, 31)])
@pytest.mark.parametrize("indicator", ["young-people-in-care", "flow", "claimed-care"])
def test_kept_facts_give_what_the_ledger_gives(shared, indicator, moment):
    chosen = load_indicators()[indicator]
    with open_as_of(shared, moment) as as_of:
        horizon = horizon_of(as_of, chosen.query)
        kept = measured(shared, as_of, chosen, BREAKDOWNS, horizon)
        assert kept == measured_on_demand(as_of, chosen, BREAKDOWNS, horizon)


def test_facts_are_kept_for_the_newest_moment_only(home):
    compute_figure(home, asked(moment=datetime(2024, 3, 31)), EXACT)
    before = list(home.cache.glob("facts-*.duckdb"))
    compute_figure(home, asked(moment=datetime(2024, 5, 2)), EXACT)

    assert (before, list(home.cache.glob("facts-*.duckdb"))) == ([], [mart_path(home, 1, IN_CARE)])


def test_no_pseudonym_is_in_the_facts(shared):
    with open_mart(shared, 1, IN_CARE) as connection:
        rows = connection.execute("SELECT * FROM fact").fetchall()

    assert rows
    assert not [cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith(("north", "south"))]


def test_facts_cannot_be_written_nor_read_other_files(shared):
    with open_mart(shared, 1, IN_CARE) as connection:
        with pytest.raises(duckdb.Error):
            connection.execute("DELETE FROM fact")
        with pytest.raises(duckdb.Error):
            connection.execute("SELECT * FROM read_text('/etc/hostname')")


def test_a_load_gives_facts_of_its_own_and_an_older_snapshot_keeps_its_facts(home):
    old = mart_path(home, 1, IN_CARE)
    build_marts(home, 1, [IN_CARE])
    load_text(home, start_table(*south_lines(2, known_at="2024-05-03")))
    snapshot = latest_snapshot(home)
    build_marts(home, snapshot, [IN_CARE])

    assert old.exists()
    assert mart_path(home, snapshot, IN_CARE) != old


def test_facts_go_with_the_caches_and_come_back(home):
    figure = compute_figure(home, asked(), EXACT)
    drop_caches(home)

    assert not list(home.cache.glob("*.duckdb*"))
    with open_as_of(home, MOMENT) as as_of:
        assert cells_of(as_of, IN_CARE, figure.request, EXACT) == figure.cells
        assert measured(home, as_of, IN_CARE, BREAKDOWNS, MOMENT.date())
    assert compute_figure(home, asked(), EXACT) is figure
    assert mart_path(home, 1, IN_CARE).exists()


def test_facts_go_with_the_cache_of_an_old_snapshot(home):
    build_marts(home, 1, [IN_CARE])
    old = mart_path(home, 1, IN_CARE)
    for day in range(3, 8):
        load_text(home, start_table(*south_lines(1, known_at=f"2024-05-{day:02d}")))
        with open_as_of(home, MOMENT):
            pass

    assert not old.exists()


def test_progress_is_told(shared):
    told = []
    build_marts(shared, 1, [IN_CARE, load_indicators()["flow"]], lambda done, total: told.append((done, total)))

    assert told == [(0, 2), (1, 2), (2, 2)]


def test_figures_asked_together_are_those_asked_alone(shared):
    requests = [asked(), asked("flow"), asked(by=("municipality",)), asked(moment=datetime(2024, 3, 31)), asked()]

    together = compute_figures(shared, requests, EXACT)

    assert together[0] is together[4]
    assert [compute_figure(shared, one, EXACT) for one in requests] == list(together)
