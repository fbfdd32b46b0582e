import io
import zipfile
from pathlib import Path

import pytest

from regiewijzer.figures.finding import Finding
from regiewijzer.messages import sources
from regiewijzer.messages.sources import Source, find_sources


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def found(*paths: Path) -> list[tuple[str, str, str]]:
    """Return (file, member, content or rule) of everything found."""
    return [
        (Path(one.file).name, one.member, one.content.decode())
        if isinstance(one, Source)
        else (Path(one.source_file).name, one.source_member, one.rule)
        for one in find_sources(paths)
    ]


def test_folders_are_walked_in_order(tmp_path):
    (tmp_path / "b" / "dieper").mkdir(parents=True)
    (tmp_path / "b" / "dieper" / "2.XML").write_text("<twee/>")
    (tmp_path / "a.zip").write_bytes(zipped({"y/1.xml": b"<een/>", "x.txt": b"niet"}))
    (tmp_path / "lees.txt").write_text("niet")
    assert found(tmp_path) == [("a.zip", "y/1.xml", "<een/>"), ("2.XML", "", "<twee/>")]


def test_a_named_file_is_read_whatever_its_name(tmp_path):
    (tmp_path / "bericht.dat").write_text("<een/>")
    (tmp_path / "pakket.bin").write_bytes(zipped({"1.xml": b"<twee/>"}))
    assert found(tmp_path / "bericht.dat", tmp_path / "pakket.bin") == [
        ("bericht.dat", "", "<een/>"),
        ("pakket.bin", "1.xml", "<twee/>"),
    ]


def test_what_is_not_there_is_a_finding(tmp_path):
    (tmp_path / "leeg").mkdir()
    (tmp_path / "leeg.zip").write_bytes(zipped({"x.txt": b""}))
    assert found(tmp_path / "weg.xml", tmp_path / "leeg", tmp_path / "leeg.zip") == [
        ("weg.xml", "", "RW-FILE-01"),
        ("leeg", "", "RW-FILE-04"),
        ("leeg.zip", "", "RW-FILE-04"),
    ]


def test_a_file_over_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "LARGEST_BYTES", 10)
    (tmp_path / "groot.xml").write_bytes(b"x" * 11)
    (tmp_path / "groot.zip").write_bytes(zipped({"1.xml": b"x" * 11, "2.xml": b"x" * 10}))
    assert found(tmp_path) == [
        ("groot.xml", "", "RW-FILE-02"),
        ("groot.zip", "1.xml", "RW-FILE-02"),
        ("groot.zip", "2.xml", "x" * 10),
    ]


def test_an_unreadable_file_is_a_finding(tmp_path, monkeypatch):
    (tmp_path / "dicht.xml").write_text("<a/>")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert found(tmp_path / "dicht.xml") == [("dicht.xml", "", "RW-FILE-03")]


@pytest.mark.parametrize("content", [b"geen zip", b"PK\x03\x04half"])
def test_a_damaged_zip_is_a_finding(tmp_path, content):
    (tmp_path / "stuk.zip").write_bytes(content)
    assert found(tmp_path) == [("stuk.zip", "", "RW-ZIP-01")]


def test_a_damaged_member_leaves_the_others(tmp_path):
    content = zipped({"1.xml": b"<een/>", "2.xml": b"<twee/>"}, zipfile.ZIP_STORED).replace(b"<een/>", b"<eem/>", 1)
    (tmp_path / "stuk.zip").write_bytes(content)
    assert found(tmp_path) == [("stuk.zip", "1.xml", "RW-ZIP-01"), ("stuk.zip", "2.xml", "<twee/>")]


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path):
    (tmp_path / "bom.zip").write_bytes(zipped({"0.xml": b"<a/>", "1.xml": b" " * 20_000_000}))
    assert found(tmp_path) == [("bom.zip", "", "RW-ZIP-02")]


def test_a_bomb_that_lies_about_its_size_is_stopped(tmp_path):
    content = zipped({"1.xml": b" " * 20_000_000})
    small = (100).to_bytes(4, "little")
    (tmp_path / "bom.zip").write_bytes(content.replace((20_000_000).to_bytes(4, "little"), small))
    # zipfile stops at the size that is claimed, and finds that the check sum is not that of what it read.
    assert found(tmp_path) == [("bom.zip", "1.xml", "RW-ZIP-01")]


def test_many_members_and_a_large_total_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_MEMBERS", 2)
    (tmp_path / "veel.zip").write_bytes(zipped({f"{number}.xml": b"<a/>" for number in range(3)}))
    assert found(tmp_path) == [("veel.zip", "", "RW-ZIP-03")]
    monkeypatch.setattr(sources, "MOST_MEMBERS", 10)
    monkeypatch.setattr(sources, "MOST_ZIP_BYTES", 10)
    assert found(tmp_path) == [("veel.zip", "0.xml", "<a/>"), ("veel.zip", "1.xml", "<a/>"), ("veel.zip", "", "RW-ZIP-04")]


def test_a_zip_in_a_zip_is_refused_and_the_rest_read(tmp_path):
    (tmp_path / "buiten.zip").write_bytes(zipped({"a.zip": zipped({"1.xml": b"<a/>"}), "b.xml": b"<b/>"}))
    assert found(tmp_path) == [("buiten.zip", "a.zip", "RW-ZIP-05"), ("buiten.zip", "b.xml", "<b/>")]


def test_a_locked_member_is_refused(tmp_path):
    content = bytearray(zipped({"1.xml": b"<a/>"}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    (tmp_path / "slot.zip").write_bytes(content)
    assert found(tmp_path) == [("slot.zip", "1.xml", "RW-ZIP-06")]


def test_a_name_that_climbs_is_only_a_name(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "z.zip").write_bytes(zipped({"../../buiten.xml": b"<a/>", "/etc/x.xml": b"<b/>"}))
    assert found(tmp_path / "in") == [("z.zip", "../../buiten.xml", "<a/>"), ("z.zip", "/etc/x.xml", "<b/>")]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "z.zip"]


def test_sources_are_read_one_by_one(tmp_path):
    for name in ("1.xml", "2.xml"):
        (tmp_path / name).write_text("<a/>")
    stream = find_sources([tmp_path])
    assert isinstance(next(stream), Source)
    (tmp_path / "2.xml").unlink()
    last = next(stream)
    assert isinstance(last, Finding)
    assert last.rule == "RW-FILE-03"
