from datetime import date

import pyrage
import pytest

from regiewijzer.ledger.sealed import SealedError, SegmentWriter, drop_entries, open_segment, read_entries


@pytest.fixture
def identity():
    return pyrage.x25519.Identity.generate()


def write(path, identity, entries, dictionary=b""):
    writer = SegmentWriter(path, str(identity.to_public()), dictionary=dictionary)
    for name, content in entries.items():
        writer.add(name, content, dated_on=date(2024, 1, 1), subjects=[f"person of {name}"])
    return writer.finish()


def contents(path, identity):
    return {entry.name: content for entry, content in read_entries(open_segment(path), str(identity))}


def test_the_holder_of_the_key_reads_back_what_was_sealed(tmp_path, identity):
    entries = {"a": b"first", "b": b"", "c": b"third" * 10_000}
    path = write(tmp_path / "s.sealed", identity, entries, dictionary=b"third and first")
    assert contents(path, identity) == entries
    assert path.stat().st_mode & 0o077 == 0


def test_nothing_of_the_content_is_readable(tmp_path, identity):
    path = write(tmp_path / "s.sealed", identity, {"a": b"Jansen 999911120"})
    assert b"Jansen" not in path.read_bytes()
    assert b"999911120" not in path.read_bytes()


def test_another_key_does_not_open_it(tmp_path, identity):
    path = write(tmp_path / "s.sealed", identity, {"a": b"x"})
    with pytest.raises(SealedError, match="does not open"):
        contents(path, pyrage.x25519.Identity.generate())


def test_a_changed_byte_is_noticed(tmp_path, identity):
    path = write(tmp_path / "s.sealed", identity, {"a": b"x" * 100})
    data = bytearray(path.read_bytes())
    data[open_segment(path).entries[0].offset] ^= 1
    path.write_bytes(data)
    with pytest.raises(SealedError, match="was changed"):
        contents(path, identity)


def test_a_cut_off_segment_is_refused(tmp_path, identity):
    path = write(tmp_path / "s.sealed", identity, {"a": b"x" * 100})
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SealedError, match="cut off"):
        open_segment(path)
    path.write_bytes(b"something else")
    with pytest.raises(SealedError, match="not a sealed segment"):
        open_segment(path)


def test_entries_are_dropped_without_any_key(tmp_path, identity):
    path = write(tmp_path / "s.sealed", identity, {"a": b"aaaa", "b": b"bbbb", "c": b"cccc"})
    assert drop_entries(path, lambda entry: entry.subjects == ["person of b"]) == 1
    assert contents(path, identity) == {"a": b"aaaa", "c": b"cccc"}
    assert drop_entries(path, lambda entry: False) == 0
    assert drop_entries(path, lambda entry: True) == 2
    assert not path.exists()


def test_an_unfinished_segment_does_not_appear(tmp_path, identity):
    with SegmentWriter(tmp_path / "s.sealed", str(identity.to_public())) as writer:
        writer.add("a", b"x")
    assert list(tmp_path.iterdir()) == []
