from datetime import date
from typing import NamedTuple

import pytest

from regiewijzer.ledger.archive import (
    ArchiveWriter,
    drop_before,
    drop_person,
    originals_with,
    persons_in,
    read_back,
    segments,
    shared_text,
)
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import ensure_keys, read_custodian_identity, read_pseudonym_key
from regiewijzer.ledger.persons import pseudonym


class Original(NamedTuple):
    message_id: str | None
    content: bytes


ONE = Original("m1", b"<n:Client><n:Bsn>000000012</n:Bsn></n:Client>")
MANY = Original("m2", b"<Client><Bsn> 000000012\r\n</Bsn></Client><Client><Bsn>000000024</Bsn></Client>")
OTHER = Original("m3", b"<Client><Bsn>000000024</Bsn><Naam>Jansen</Naam></Client>")
BROKEN = Original(None, b"<Client><Bsn>000000036")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.delenv("REGIEWIJZER_KEYS", raising=False)
    home = Home(tmp_path / "home").create()
    ensure_keys(home, home.keys)
    return home


@pytest.fixture
def key(home):
    return read_pseudonym_key(home.keys, 1)


def archive(home, key, number, originals, received_on=date(2024, 1, 1)):
    writer = ArchiveWriter(home, number, key, received_on=received_on)
    writer.add(originals)
    return writer.finish()


def kept(home, **choice):
    return {one.message_id: one.content for one in read_back(home, read_custodian_identity(home.keys), **choice)}


def test_originals_come_back_byte_for_byte(home, key):
    assert archive(home, key, 1, [ONE, MANY]) == 2
    assert archive(home, key, 2, [OTHER]) == 1
    assert kept(home) == dict([ONE, MANY, OTHER])
    assert kept(home, message_ids=frozenset({"m3"})) == dict([OTHER])
    assert list(segments(home)) == [1, 2]


def test_what_is_not_a_message_is_not_archived(home, key):
    assert archive(home, key, 1, [BROKEN]) == 0
    assert segments(home) == {}
    assert list(home.archive.glob("*.part")) == []


def test_the_archive_shows_no_person(home, key):
    archive(home, key, 1, [ONE, MANY, OTHER])
    data = b"".join(path.read_bytes() for path in home.archive.iterdir())
    assert not [word for word in (b"000000012", b"000000024", b"Jansen") if word in data]


def test_a_person_is_found_and_dropped_with_every_original_that_names_them(home, key):
    archive(home, key, 1, [ONE, OTHER])
    archive(home, key, 2, [MANY])
    someone = pseudonym("000000012", key)
    assert persons_in(MANY.content, key) == tuple(sorted([someone, pseudonym("000000024", key)]))
    assert originals_with(home, someone) == ("m1", "m2")
    assert drop_person(home, someone) == ("m1", "m2")
    assert kept(home) == dict([OTHER])


def test_originals_past_their_term_go(home, key):
    archive(home, key, 1, [ONE], date(2020, 1, 31))
    archive(home, key, 2, [OTHER], date(2020, 2, 1))
    assert drop_before(home, date(2020, 2, 1)) == 1
    assert kept(home) == dict([OTHER])


def test_small_messages_are_less_than_half_with_the_standards_tags(home, key):
    text = shared_text()
    assert b"<ns:ToewijzingNummer>" in text
    assert len(text) < 32_000


def test_what_a_load_left_that_never_became_visible_is_removed(home, key):
    archive(home, key, 1, [ONE])
    archive(home, key, 1, [])
    assert segments(home) == {}
