import pytest

from regiewijzer.ledger.access_request import access_report, lines_of
from tests.support.person_world import ANNA, CAS, NOW, make_filled_world

REQUESTS = """
message_id | youth_id | reference | line_kind
v1         | anna     | R1        | new
v2         | bram     | R2        | new
"""
ANSWERS = """
message_id | reference | answer
a1         | R1        | 2
a2         | R2        | 1
"""


@pytest.fixture
def world(tmp_path):
    world = make_filled_world(tmp_path)
    world.load({"assignment_request": REQUESTS, "request_answer": ANSWERS}, {})
    return world


def held(world, bsn):
    return access_report(world.home, bsn, keys=world.keys, now=NOW)


def test_everything_on_one_person_and_nothing_on_another(world):
    report = held(world, ANNA)
    found = {table: rows.column("message_id").to_pylist() for table, rows in report.tables.items()}
    assert found == {
        "care_start": ["s1"],
        "claim_line": ["c1"],
        "assignment_request": ["v1"],
        "request_answer": ["a1"],
        "message": ["c1", "s1", "v1"],
    }
    assert {row["youth_id"] for row in report.tables["claim_line"].to_pylist()} == {report.youth_id}
    assert (report.originals, report.in_register) == (("c1", "refused", "s1"), True)


def test_the_lines_show_only_what_is_filled(world):
    line = lines_of(held(world, ANNA))["care_start"][0]
    assert line["started_on"].isoformat() == "2024-01-10"
    assert None not in line.values()


def test_on_a_stranger_there_is_nothing(world):
    report = held(world, CAS)
    assert (dict(report.tables), report.originals, report.in_register) == ({}, (), False)
