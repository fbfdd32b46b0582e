import pyrage
import pytest

from regiewijzer.ledger import load_writer, rotation
from regiewijzer.ledger.access_request import access_report
from regiewijzer.ledger.archive import originals_with, read_back
from regiewijzer.ledger.erasure import forget
from regiewijzer.ledger.keys import key_versions
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.person_register import drop_person, read_register
from regiewijzer.ledger.record import manifests
from regiewijzer.ledger.rotation import RotationImpossible, rotate_key, settle
from regiewijzer.ledger.sealed import SealedError
from tests.support.kept_text import files_with
from tests.support.ledger_world import ask
from tests.support.person_world import ANNA, BRAM, NOW, VERSION, make_filled_world


@pytest.fixture
def world(tmp_path):
    return make_filled_world(tmp_path)


def rotate(world, identity=None):
    return rotate_key(world.home, keys=world.keys, identity=identity or world.identity, now=NOW, program_version=VERSION)


def persons(world):
    return {row["youth_id"] for table in ("care_start", "claim_line") for row in world.rows(table)}


def everything_follows_the_key_in_use(world):
    anna, bram = world.youth_id(ANNA), world.youth_id(BRAM)
    assert persons(world) == {anna, bram}
    assert dict(read_register(world.keys, world.identity)) == {anna: ANNA, bram: BRAM}
    assert originals_with(world.home, anna) == ("c1", "refused", "s1")
    assert len(list(read_back(world.home, world.identity))) == 4


def test_everyone_gets_a_new_name_everywhere(world):
    before = persons(world)
    result = rotate(world)
    assert (result.version, result.persons) == (2, 2)
    assert key_versions(world.keys) == (2,)
    assert not before & persons(world)
    everything_follows_the_key_in_use(world)
    assert ask(world.home, "SELECT count(DISTINCT youth_id) FROM claim_line") == [(2,)]
    assert manifests(world.home)[-1].kind is LoadKind.REKEY


def test_it_can_be_done_again_and_loading_goes_on(world):
    rotate(world)
    world.load({"care_start": "message_id | youth_id\ns9 | bram\n"}, {"s9": (BRAM,)})
    assert rotate(world).version == 3
    assert persons(world) == {world.youth_id(ANNA), world.youth_id(BRAM)}


def test_access_and_erasure_work_after_it(world):
    rotate(world)
    assert "care_start" in access_report(world.home, ANNA, keys=world.keys, now=NOW).tables
    forget(world.home, ANNA, keys=world.keys, now=NOW, program_version=VERSION)
    assert persons(world) == {world.youth_id(BRAM)}


def test_the_old_names_are_in_no_file(world):
    old = sorted(persons(world))
    ask(world.home, "SELECT count(*) FROM claim_line")
    rotate(world)
    assert files_with(old, world.home.path, world.keys) == {}


def test_only_the_custodian_can(world):
    with pytest.raises(SealedError):
        rotate(world, str(pyrage.x25519.Identity.generate()))
    everything_follows_the_key_in_use(world)


def test_someone_who_is_not_registered_stops_it(world):
    drop_person(world.keys, world.youth_id(BRAM))
    with pytest.raises(RotationImpossible, match="1 persons"):
        rotate(world)
    assert persons(world) == {world.youth_id(ANNA), world.youth_id(BRAM)}


def test_stopped_before_the_record_changed_the_old_key_stays(world, monkeypatch):
    def crash(*_args):
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(load_writer, "make_visible", crash)
        with pytest.raises(OSError, match="power cut"):
            rotate(world)
    settle(world.home, world.keys)
    assert key_versions(world.keys) == (1,)
    everything_follows_the_key_in_use(world)
    assert rotate(world).version == 2
    everything_follows_the_key_in_use(world)


@pytest.mark.parametrize("step", ["_promote", "remove_pseudonym_key", "clear_cache", "_discard"])
def test_stopped_after_the_record_changed_it_is_finished(world, monkeypatch, step):
    calls = []
    real = getattr(rotation, step)

    def stop(*args):
        calls.append(args)
        if step == "_discard" and len(calls) == 1:  # the first is before anything happened
            return real(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rotation, step, stop)
        with pytest.raises(KeyboardInterrupt):
            rotate(world)
    settle(world.home, world.keys)
    assert key_versions(world.keys) == (2,)
    everything_follows_the_key_in_use(world)
    assert rotate(world).version == 3
    everything_follows_the_key_in_use(world)
