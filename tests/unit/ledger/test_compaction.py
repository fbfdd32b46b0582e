"""Compaction changes files, and no answer."""

from datetime import datetime

from regiewijzer.ledger.compaction import compact
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.record import known_message_ids, load_numbers, manifests
from tests.support.ledger_world import ask_text, load_text, make_home

NOW = datetime(2026, 2, 1)
YOUTHS = "SELECT youth_id, load_number FROM care_start ORDER BY 1"


def a_home_with_three_loads(folder):
    home = make_home(folder / "home")
    for youth in ("anna", "bram", "chris"):
        load_text(home, {"care_start": f"youth_id | started_on\n{youth} | 2024-01-10"})
    return home


def test_many_loads_become_one_and_every_snapshot_stays(tmp_path):
    home = a_home_with_three_loads(tmp_path)
    known = set(known_message_ids(home))
    manifest = compact(home, now=NOW, program_version="1.0")
    assert (manifest.kind, manifest.number, manifest.replaces) == (LoadKind.COMPACTION, 4, (1, 2, 3))
    assert load_numbers(home) == (4,)
    assert set(known_message_ids(home)) == known
    assert ask_text(home, YOUTHS) == ["anna | 1", "bram | 2", "chris | 3"]
    assert ask_text(home, YOUTHS, snapshot=2) == ["anna | 1", "bram | 2"]


def test_loading_goes_on_after_it(tmp_path):
    home = a_home_with_three_loads(tmp_path)
    compact(home, now=NOW, program_version="1.0")
    assert load_text(home, {"care_start": "youth_id | started_on\nanna | 2024-01-10"}) == 5
    assert load_text(home, {"care_start": "youth_id | started_on\ndaan | 2024-01-10"}) == 6
    assert ask_text(home, YOUTHS) == ["anna | 1", "bram | 2", "chris | 3", "daan | 6"]
    assert [one.rows("care_start") for one in manifests(home)] == [3, 0, 1]


def test_one_load_is_left_alone(tmp_path):
    home = make_home(tmp_path / "home")
    load_text(home, {"care_start": "youth_id | started_on\nanna | 2024-01-10"})
    assert compact(home, now=NOW, program_version="1.0") is None
    assert load_numbers(home) == (1,)
