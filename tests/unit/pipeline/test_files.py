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
