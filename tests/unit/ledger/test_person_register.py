import pyrage
import pytest

from regiewijzer.ledger.person_register import RegisterWriter, drop_person, read_register, registered
from regiewijzer.ledger.sealed import SealedError


@pytest.fixture
def identity():
    return pyrage.x25519.Identity.generate()


def note(keys, identity, pairs):
    writer = RegisterWriter(keys, str(identity.to_public()))
    for youth_id, bsn in pairs:
        writer.note(youth_id, bsn)
    return writer.finish()


def test_each_person_is_noted_once_over_all_loads(tmp_path, identity):
    assert note(tmp_path, identity, [("p1", "000000012"), ("p1", "000000012"), ("p2", "000000024")]) == 2
    assert note(tmp_path, identity, [("p2", "000000024"), ("p3", "000000036")]) == 1
    assert note(tmp_path, identity, [("p3", "000000036")]) == 0
    assert registered(tmp_path) == {"p1", "p2", "p3"}
    assert dict(read_register(tmp_path, str(identity))) == {"p1": "000000012", "p2": "000000024", "p3": "000000036"}


def test_only_the_custodian_reads_it(tmp_path, identity):
    note(tmp_path, identity, [("p1", "000000012")])
    with pytest.raises(SealedError):
        list(read_register(tmp_path, str(pyrage.x25519.Identity.generate())))
    assert all(b"000000012" not in path.read_bytes() for path in tmp_path.rglob("*.sealed"))


def test_a_dropped_person_is_gone_and_the_others_stay(tmp_path, identity):
    note(tmp_path, identity, [("p1", "000000012"), ("p2", "000000024")])
    note(tmp_path, identity, [("p3", "000000036")])
    assert drop_person(tmp_path, "p1") == 1
    assert drop_person(tmp_path, "p3") == 1
    assert dict(read_register(tmp_path, str(identity))) == {"p2": "000000024"}


def test_a_load_that_fails_leaves_nothing(tmp_path, identity):
    writer = RegisterWriter(tmp_path, str(identity.to_public()))
    writer.note("p1", "000000012")
    writer.abandon()
    assert registered(tmp_path) == set()
