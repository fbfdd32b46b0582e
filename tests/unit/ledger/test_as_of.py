"""The door for readers: which views there are, and that they stand at one moment."""

from datetime import datetime

import duckdb
import pytest

from regiewijzer.definitions.queries_views import VIEWS, sql_type
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.snapshots import UnknownSnapshot, latest_snapshot
from tests.support.ledger_world import ask, ask_text, load_text, make_home

START = {"care_start": "youth_id | started_on | known_at\nanna | 2024-01-10 | 2024-01-12"}
STOP = {
    "care_stop": """
        youth_id | started_on | delivered_until | end_reason | known_at
        anna     | 2024-01-10 | 2024-03-01      | 31         | 2024-03-05
    """
}


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home")


def test_an_empty_ledger_opens_with_all_views_empty(home):
    with open_as_of(home, datetime(2026, 1, 1)) as as_of:
        assert as_of.snapshot == 0
        for view in ("trajectory", "delivery", "claim_account", "claim_line", "youth", "calendar_month"):
            assert as_of.connection.execute(f"SELECT * FROM {view}").fetchall() == []


@pytest.mark.parametrize("moment", [datetime(2020, 1, 1), datetime(2030, 1, 1)])
def test_every_view_has_the_columns_that_definitions_count_on(home, moment):
    with open_as_of(home, moment) as as_of:
        for view, columns in VIEWS.items():
            found = {name: kind for name, kind, *_ in as_of.connection.execute(f"DESCRIBE {view}").fetchall()}
            expected = {name: sql_type(kind) for name, kind in columns.items()}
            assert {name: found.get(name) for name in expected} == expected, view


def test_nothing_known_later_shows(home):
    load_text(home, START | STOP)
    trajectory = "SELECT started_on, delivered_until, end_reason FROM trajectory"
    assert ask_text(home, trajectory, moment=datetime(2024, 1, 11)) == []
    assert ask_text(home, trajectory, moment=datetime(2024, 1, 12)) == ["2024-01-10 | - | -"]
    assert ask_text(home, trajectory, moment=datetime(2024, 3, 4, 23, 59)) == ["2024-01-10 | - | -"]
    assert ask_text(home, trajectory, moment=datetime(2024, 3, 5)) == ["2024-01-10 | 2024-03-01 | 31"]


def test_an_older_snapshot_does_not_see_later_loads(home):
    load_text(home, START)
    load_text(home, STOP)
    assert latest_snapshot(home) == 2
    assert ask(home, "SELECT count(*) FROM care_stop", snapshot=1) == [(0,)]
    assert ask(home, "SELECT count(*) FROM care_stop", snapshot=2) == [(1,)]
    assert ask(home, "SELECT count(*) FROM care_start", snapshot=0) == [(0,)]


def test_a_snapshot_that_is_not_there_is_refused(home):
    with pytest.raises(UnknownSnapshot, match="snapshot 3: the newest is 0"), open_as_of(home, datetime(2026, 1, 1), 3):
        pass


def test_two_moments_can_be_open_at_once(home):
    load_text(home, START | STOP)
    with open_as_of(home, datetime(2024, 2, 1)) as earlier, open_as_of(home, datetime(2024, 4, 1)) as later:
        for as_of, expected in ((earlier, 0), (later, 1), (earlier, 0)):
            assert as_of.connection.execute("SELECT count(*) FROM care_stop").fetchall() == [(expected,)]


def test_the_connection_only_reads(home):
    with open_as_of(home, datetime(2026, 1, 1)) as as_of, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        as_of.connection.execute("DROP TABLE kept.message")


def test_a_query_cannot_reach_other_files(home):
    with open_as_of(home, datetime(2026, 1, 1)) as as_of, pytest.raises(duckdb.PermissionException):
        as_of.connection.execute(f"SELECT * FROM read_text('{home.path}/*')")


def test_months_run_from_the_first_event_to_the_moment(home):
    load_text(home, {"care_start": "youth_id | started_on | known_at\nanna | 2023-11-20 | 2024-01-12"})
    months = ask_text(home, "SELECT month FROM calendar_month ORDER BY 1", moment=datetime(2024, 2, 1))
    assert months == ["2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01"]
