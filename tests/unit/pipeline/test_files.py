from datetime import date

import pytest

from regiewijzer.pipeline.files import PathMissing, find_delivery, sha256_of


def test_a_folder_is_read_in_a_fixed_order_and_other_files_are_counted(tmp_path):
    for name in ("b/2.xml", "a/1.ZIP", "a/readme.txt", "region.yaml", "truth/x.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    delivery = find_delivery([tmp_path])
    assert [path.name for path in delivery.files] == ["1.ZIP", "2.xml"]
    assert [path.name for path in delivery.regions] == ["region.yaml"]
    assert delivery.ignored == 2


def test_a_file_named_by_itself_is_always_read_once(tmp_path):
    (tmp_path / "delivery.txt").write_text("x")
    delivery = find_delivery([tmp_path / "delivery.txt", tmp_path / "delivery.txt"])
    assert len(delivery.files) == 1


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(PathMissing, match="nowhere"):
        find_delivery([tmp_path / "nowhere"])


def test_the_hash_is_that_of_the_content(tmp_path):
    (tmp_path / "x").write_bytes(b"abc")
    assert sha256_of(tmp_path / "x").startswith("ba7816bf")


def test_extracts_are_read_and_what_belongs_to_the_region_is_not(tmp_path):
    (tmp_path / "region.yaml").write_text("name: x\npostcode_districts: postcodes.csv\n")
    (tmp_path / "received.csv").write_text("file,received_at\na.csv,2026-03-14T17:00:00\n")
    for name in ("a.csv", "b.XLSX", "postcodes.csv", "notes.txt"):
        (tmp_path / name).write_text("x")
    delivery = find_delivery([tmp_path, tmp_path / "b.XLSX"])
    assert [path.name for path in delivery.files] == ["a.csv", "b.XLSX"]
    assert delivery.received == {tmp_path / "a.csv": date(2026, 3, 14)}
    assert delivery.named == {tmp_path / "b.XLSX"}
    assert delivery.ignored == 1


@pytest.mark.parametrize("text", ["naam;budget\n", "file,received_at\na.csv,gisteren\n", "file,received_at\na.csv\n", ""])
def test_a_register_of_receipt_that_is_none_is_a_file_like_another(tmp_path, text):
    (tmp_path / "received.csv").write_text(text)
    delivery = find_delivery([tmp_path])
    assert ([path.name for path in delivery.files], delivery.received) == (["received.csv"], {})
