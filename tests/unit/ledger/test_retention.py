from datetime import datetime

import pytest

from regiewijzer.ledger import load_writer
from regiewijzer.ledger.archive import read_back
from regiewijzer.ledger.installation import Installation, TableTerms
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.person_register import registered
from regiewijzer.ledger.record import manifests
from regiewijzer.ledger.retention import apply_retention
from tests.support.ledger_world import ask
from tests.support.person_world import ANNA, BRAM, CAS, NOW, VERSION, make_person_world

ASSIGNMENTS = """
message_id | youth_id | assignment_number | valid_from | valid_until | known_at
t1         | anna     | 1                 | 2015-01-01 | 2019-10-31  | 2015-01-01
t2         | bram     | 2                 | 2015-01-01 | 2019-11-01  | 2015-01-01
t3         | cas      | 3                 | 2015-01-01 |             | 2015-01-01
"""


@pytest.fixture
def world(tmp_path):
    world = make_person_world(tmp_path)
    world.load({"assignment": ASSIGNMENTS}, {"t1": (ANNA,)}, loaded_at=datetime(2015, 1, 1))
    world.load({"care_start": "message_id | youth_id\ns1 | bram\n"}, {"s1": (BRAM,)})
    return world


def run(world, **terms):
    installation = Installation(keys=world.keys, tables=terms)
    return apply_retention(world.home, installation, now=NOW, program_version=VERSION)


def test_rows_past_their_term_go_and_open_ones_stay(world):
    result = run(world, assignment=TableTerms(retention_months=84, retention_from="valid_until"))
    assert (result.rows, world.ids("assignment")) == ({"assignment": 1}, ["t2", "t3"])
    assert world.ids("care_start") == ["s1"]
    assert ask(world.home, "SELECT count(*) FROM assignment") == [(2,)]
    manifest = manifests(world.home)[-1]
    assert (manifest.kind, manifest.notes) == (LoadKind.RETENTION, {"removed assignment": "1"})


def test_a_term_can_run_from_receipt(world):
    assert run(world, assignment=TableTerms(retention_months=84)).rows == {"assignment": 3}


def test_originals_have_a_term_of_their_own(world):
    assert run(world, archive=TableTerms(retention_months=12)).originals == 1
    assert [one.message_id for one in read_back(world.home, world.identity)] == ["s1"]


def test_who_is_nowhere_any_more_leaves_the_register(world):
    terms = {
        "assignment": TableTerms(retention_months=84, retention_from="valid_until"),
        "archive": TableTerms(retention_months=12),
    }
    assert run(world, **terms).persons == 1
    assert registered(world.keys) == {world.youth_id(BRAM), world.youth_id(CAS)}


def test_without_terms_nothing_happens(world):
    result = run(world)
    assert (result.load_number, result.rows, result.originals, result.persons) == (None, {}, 0, 0)
    assert len(manifests(world.home)) == 2


def test_a_crash_leaves_the_old_and_another_run_the_new(world, monkeypatch):
    terms = {"assignment": TableTerms(retention_months=84, retention_from="valid_until")}

    def crash(*_args):
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(load_writer, "make_visible", crash)
        with pytest.raises(OSError, match="power cut"):
            run(world, **terms)
    assert world.ids("assignment") == ["t1", "t2", "t3"]
    run(world, **terms)
    assert world.ids("assignment") == ["t2", "t3"]
