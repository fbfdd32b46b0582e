"""What the rules across messages found is kept as long as the same rules and region file would ask the same."""

import pyarrow.parquet as pq
import pytest

from regiewijzer.ledger.region import Municipality, Region, write_region
from regiewijzer.pipeline.check import findings_path, read_checks
from tests.support.ledger_world import load_text, make_home

STARTS = {
    "care_start": "youth_id | assignment_number | started_on | known_at\nanna | 1 | 2024-01-10 | 2024-01-12",
    "message": "message_id | message_type | dated_on | known_at\nm1 | 305 | 2024-01-12 | 2024-01-12",
}


@pytest.fixture
def home(tmp_path):
    home = make_home(tmp_path)
    load_text(home, STARTS)
    return home


def test_a_kept_result_is_read_again(home):
    first = read_checks(home)
    path = findings_path(home, 1)
    changed = path.stat().st_mtime_ns
    assert read_checks(home) == first
    assert path.stat().st_mtime_ns == changed


def test_another_region_file_asks_again_and_nothing_old_stays(home):
    before, result = findings_path(home, 1), read_checks(home)
    write_region(Region("Noord", municipalities=(Municipality("0999", "Elders"),)), home.region)
    after = findings_path(home, 1)
    assert before != after
    assert "RW-REG-01" not in {one.rule for one in result.findings}
    assert "RW-REG-01" in {one.rule for one in read_checks(home).findings}
    assert [one.name for one in home.cache.glob("checks-*")] == [after.name]
    assert pq.read_table(after).num_rows
