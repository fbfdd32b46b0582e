"""F1: how many days without care a trajectory spans is set by the region; 28 where it says nothing."""

from dataclasses import replace

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.ledger.region import Region
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.figures_json import passport_from_json, passport_to_json
from regiewijzer.pipeline.figures_lineage import settings_of
from tests.support.figure_world import EXACT, asked
from tests.support.ledger_world import ask_text, load_text, make_home

REGION = Region("Duinrand", True)
# Care up to and including 28 February, and again from a day in March at the same provider, in the same form.
TWICE = {
    "care_start": """
        youth_id | assignment_number | product_category | started_on | known_at
        anna | 1 | 45 | 2024-01-10 | 2024-01-12
        anna | 2 | 45 | AGAIN | 2024-04-03
    """,
    "care_stop": """
        youth_id | assignment_number | product_category | started_on | delivered_until | end_reason | known_at
        anna | 1 | 45 | 2024-01-10 | 2024-02-29 | 31 | 2024-03-02
    """,
}


def world(tmp_path, region, again="2024-03-14"):
    home = make_home(tmp_path, region)
    load_text(home, {table: text.replace("AGAIN", again) for table, text in TWICE.items()})
    return home


def trajectories(tmp_path, region, again):
    return ask_text(world(tmp_path, region, again), "SELECT started_on, delivered_until FROM trajectory ORDER BY started_on")


@pytest.mark.parametrize(
    ("days", "last_joined", "first_parted"),
    [(28, "2024-03-28", "2024-03-29"), (14, "2024-03-14", "2024-03-15"), (0, "2024-02-29", "2024-03-01")],
)
def test_a_trajectory_spans_as_many_days_as_the_region_sets(tmp_path, days, last_joined, first_parted):
    region = replace(REGION, trajectory_gap_days=days)
    assert trajectories(tmp_path / "joined", region, last_joined) == ["2024-01-10 | -"]
    parted = ["2024-01-10 | 2024-02-29", f"{first_parted} | -"]
    assert trajectories(tmp_path / "parted", region, first_parted) == parted


@pytest.mark.parametrize(("days", "follows"), [(28, "2024-02-10"), (14, "-")])
def test_a_handover_may_overlap_as_long(tmp_path, days, follows):
    home = make_home(tmp_path, replace(REGION, trajectory_gap_days=days))
    overlapping = TWICE["care_start"].replace("anna | 2 | 45 | AGAIN", "anna | 2 | 44 | 2024-02-10")
    load_text(home, TWICE | {"care_start": overlapping})
    assert ask_text(home, "SELECT next_started_on FROM care_path_step WHERE started_on = DATE '2024-01-10'") == [follows]


def test_another_setting_asks_the_same_home_anew_and_the_passport_names_it(tmp_path):
    home = world(tmp_path, REGION)
    before = compute_figure(home, asked("young-people-in-care"), EXACT).passport
    home.region.write_text(home.region.read_text().replace("trajectory_gap_days: 28", "trajectory_gap_days: 13"))
    after = compute_figure(home, asked("young-people-in-care"), EXACT).passport
    assert (before.settings, after.settings) == ({"trajectory_gap_days": 28}, {"trajectory_gap_days": 13})
    assert passport_from_json(passport_to_json(after)) == after
    assert len(ask_text(home, "SELECT 1 FROM trajectory")) == 2


def test_only_what_reads_trajectories_depends_on_it():
    depends = {name for name, one in load_indicators().items() if settings_of(one.query, REGION)}
    assert {"young-people-in-care", "flow", "trajectory-duration", "care-transitions"} <= depends
    assert not depends & {"claimed-care", "satisfaction", "capacity"}
