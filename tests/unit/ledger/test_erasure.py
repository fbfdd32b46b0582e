import pytest

from regiewijzer.ledger import erasure, rewrite
from regiewijzer.ledger.archive import read_back
from regiewijzer.ledger.erasure import forget
from regiewijzer.ledger.lock import LoadRunning, load_lock
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.person_register import registered
from regiewijzer.ledger.record import known_message_ids, manifests
from tests.support.kept_text import files_with
from tests.support.ledger_world import ask
from tests.support.person_world import ANNA, BRAM, CAS, NOW, VERSION, make_filled_world


@pytest.fixture
def world(tmp_path):
    return make_filled_world(tmp_path)


def erase(world, bsn=ANNA):
    return forget(world.home, bsn, keys=world.keys, now=NOW, program_version=VERSION)


def test_one_person_goes_and_the_others_stay(world):
    anna, bram = world.youth_id(ANNA), world.youth_id(BRAM)
    result = erase(world)
    assert result.rows == {"care_start": 1, "claim_line": 1}
    assert {row["youth_id"] for table in ("care_start", "claim_line") for row in world.rows(table)} == {bram}
    assert [row["amount_cents"] for row in world.rows("claim_line")] == [2000]
    assert registered(world.keys) == {bram}
    assert anna not in str([row for load in manifests(world.home) for row in load.notes.items()])


def test_originals_that_name_the_person_go_also_shared_and_refused_ones(world):
    result = erase(world)
    assert (result.originals, result.originals_with_others) == (3, 1)
    assert [one.message_id for one in read_back(world.home, world.identity)] == ["s2"]


def test_nothing_of_the_person_is_left_in_any_file(world):
    ask(world.home, "SELECT count(*) FROM care_start")
    anna = world.youth_id(ANNA)
    erase(world)
    ask(world.home, "SELECT count(*) FROM care_start")
    assert files_with([anna, ANNA], world.home.path, world.keys) == {}
    assert files_with([world.youth_id(BRAM)], world.home.path, world.keys) != {}


def test_files_on_their_way_back_go_all(world):
    """They are sealed: in which of them the person is cannot be seen here."""
    waiting = world.home.returned / "a1" / "marked"
    waiting.parent.mkdir(parents=True)
    waiting.write_bytes(b"sealed")
    erase(world)
    assert not waiting.exists()


def test_the_manifest_counts_without_naming(world):
    number = erase(world).load_number
    manifest = manifests(world.home)[-1]
    assert (manifest.number, manifest.kind, manifest.replaces) == (number, LoadKind.ERASURE, (1, 2))
    assert manifest.notes == {"rows": "2", "originals dropped": "3", "of which with other persons": "1"}


def test_the_message_stays_known_but_tells_nothing_more(world):
    erase(world)
    messages = {row["message_id"]: row for row in world.rows("message")}
    assert known_message_ids(world.home) == {"s1", "s2", "c1"}
    assert [messages["s1"][name] for name in ("identification", "source_file", "sha256")] == [None] * 3
    assert messages["s1"]["message_type"] == "305"


def test_readers_see_the_ledger_without_the_person(world):
    erase(world)
    assert ask(world.home, "SELECT count(*), count(DISTINCT youth_id) FROM claim_line") == [(1, 1)]
    assert ask(world.home, "SELECT count(*) FROM care_start", snapshot=1) == [(1,)]


def test_who_is_not_there_leaves_no_trace(world):
    assert erase(world, CAS).load_number is None
    assert [load.kind for load in manifests(world.home)] == [LoadKind.LOAD, LoadKind.LOAD]


def test_a_second_time_there_is_nothing_left(world):
    erase(world)
    assert erase(world).load_number is None


def test_it_waits_for_no_running_load(world):
    with load_lock(world.home.lock, since=NOW), pytest.raises(LoadRunning):
        erase(world)


@pytest.mark.parametrize("place", ["record", "archive"])
def test_stopped_half_way_it_can_be_done_again(world, monkeypatch, place):
    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    module, name = {"record": (rewrite, "remove_replaced"), "archive": (erasure, "drop_originals")}[place]
    with monkeypatch.context() as patched:
        patched.setattr(module, name, stop)
        with pytest.raises(KeyboardInterrupt):
            erase(world)
    erase(world)
    assert [one.message_id for one in read_back(world.home, world.identity)] == ["s2"]
    assert registered(world.keys) == {world.youth_id(BRAM)}
    assert world.ids("care_start") == ["s2"]
