from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.ledger.append import Append, LoadRunning, SourceFile
from regiewijzer.ledger.manifest import LoadKind, read_manifest, sha256_of
from regiewijzer.ledger.record import known_message_ids, load_folder, load_numbers
from regiewijzer.ledger.schema import WrongColumns
from tests.support.ledger_world import append_tables, load_text, make_home, to_arrow

AT = datetime(2026, 1, 1, 12)
START = {
    "care_start": """
        message_id | youth_id | assignment_number | started_on
        m1         | anna     | 1                 | 2024-01-10
        m2         | bram     | 2                 | 2024-01-11
    """
}
FINDING = Finding("RW-XML-01", 0, Severity.ERROR, source_file="a.xml")


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home")


def rows_of(home, number, table):
    return pq.read_table(load_folder(home, number) / f"{table}.parquet")


def test_a_load_is_a_folder_with_one_file_per_table_and_a_manifest(home):
    with Append.begin(home, loaded_at=AT, program_version="1.0") as append:
        append.add(to_arrow(START), [FINDING])
        number = append.commit([SourceFile("a.xml", 120, "ab", 2)])
    manifest = read_manifest(load_folder(home, number))
    assert (manifest.number, manifest.kind, manifest.program_version, manifest.loaded_at) == (1, LoadKind.LOAD, "1.0", AT)
    assert manifest.sources == (SourceFile("a.xml", 120, "ab", 2),)
    assert {file.table: file.rows for file in manifest.files} == {"care_start": 2, "message": 2, "finding": 1}
    for file in manifest.files:
        assert sha256_of(load_folder(home, number) / file.name) == file.sha256


def test_rows_carry_the_number_of_their_load(home):
    load_text(home, START)
    assert rows_of(home, 1, "care_start").column("load_number").to_pylist() == [1, 1]


def test_findings_carry_their_load_and_when_it_was(home):
    number = append_tables(home, {}, findings=[FINDING], loaded_at=AT)
    (row,) = rows_of(home, number, "finding").to_pylist()
    assert (row["rule"], row["severity"], row["owner_role"], row["loaded_at"]) == ("RW-XML-01", "error", "deliverer", AT)


def test_many_small_additions_become_one_file(home):
    with Append.begin(home, loaded_at=AT, program_version="1.0") as append:
        for day in range(1, 20):
            append.add(to_arrow({"care_start": f"youth_id | started_on\nanna | 2024-01-{day:02d}"}))
        number = append.commit()
    assert rows_of(home, number, "care_start").num_rows == 19
    assert pq.ParquetFile(load_folder(home, number) / "care_start.parquet").num_row_groups == 1


def test_a_message_that_is_in_the_ledger_is_not_added_again(home):
    load_text(home, START)
    second = load_text(home, START)
    assert read_manifest(load_folder(home, second)).files == ()


def test_a_message_twice_in_one_load_counts_once(home):
    with Append.begin(home, loaded_at=AT, program_version="1.0") as append:
        twice = {name: pa.concat_tables([rows, rows]) for name, rows in to_arrow(START).items()}
        append.add(twice)
        append.add(to_arrow(START))
        number = append.commit()
    assert rows_of(home, number, "care_start").num_rows == 2
    assert rows_of(home, number, "message").num_rows == 2


def test_known_messages_are_those_of_all_loads(home):
    load_text(home, START)
    load_text(home, {"care_start": "message_id | youth_id\nm3 | cas"})
    known = known_message_ids(home)
    assert set(known) == {"m1", "m2", "m3"}
    assert "m1" in known
    assert "m9" not in known


def test_without_commit_nothing_remains(home):
    with Append.begin(home, loaded_at=AT, program_version="1.0") as append:
        append.add(to_arrow(START))
    assert load_numbers(home) == ()
    assert list(home.loads.iterdir()) == []


def test_an_error_inside_leaves_nothing_and_frees_the_lock(home):
    def broken_off():
        with Append.begin(home, loaded_at=AT, program_version="1.0") as append:
            append.add(to_arrow(START))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert list(home.loads.iterdir()) == []
    assert load_text(home, START) == 1


def test_one_load_at_a_time(home):
    with (
        Append.begin(home, loaded_at=AT, program_version="1.0"),
        pytest.raises(LoadRunning) as told,
        Append.begin(home, loaded_at=AT, program_version="1.0"),
    ):
        pass
    assert told.value.pid is not None
    assert told.value.since == AT


def test_a_missing_column_is_named(home):
    tables = to_arrow(START)
    tables["care_start"] = tables["care_start"].drop_columns(["started_on"])
    with pytest.raises(WrongColumns, match="care_start: missing started_on"):
        append_tables(home, tables)
    assert load_numbers(home) == ()


def test_what_a_killed_load_left_is_cleared_by_the_next(home):
    (home.loads / ".unfinished-000001").mkdir()
    (home.loads / ".unfinished-000001" / "message.parquet").write_bytes(b"half")
    assert load_text(home, START) == 1
    assert [folder.name for folder in home.loads.iterdir()] == ["000001"]
