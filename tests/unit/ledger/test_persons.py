import pyarrow as pa
import pytest

from regiewijzer.ledger.keys import PseudonymKey
from regiewijzer.ledger.persons import Gate, pseudonym
from regiewijzer.vocabulary.events import TABLES, YOUTH, Kind

ARROW = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us"),
    Kind.BOOLEAN: pa.bool_(),
}
KEY = PseudonymKey(1, b"k" * 32)


def incoming(kind, rows):
    schema = pa.schema([(column.incoming_name, ARROW[column.kind]) for column in kind.columns])
    return pa.Table.from_pylist(rows, schema)


def test_a_pseudonym_depends_on_number_and_key_only():
    assert pseudonym("000000012", KEY) == pseudonym("000000012", PseudonymKey(9, KEY.secret))
    assert pseudonym("000000012", KEY) != pseudonym("000000013", KEY)
    assert pseudonym("000000012", KEY) != pseudonym("000000012", PseudonymKey(1, b"l" * 32))
    assert len(pseudonym("000000012", KEY)) == 32


def test_numbers_and_postcodes_do_not_pass_the_gate():
    rows = [
        {"message_id": str(no), "bsn": f"00000001{no % 3}", "postcode": postcode}
        for no, postcode in enumerate(["2511 CS", "2511zz", None, "9999AA"])
    ]
    kept = Gate(KEY, {"2511CS": "WK051828", "2511": "WK051800"}).pass_through({"youth": incoming(YOUTH, rows)})["youth"]
    assert kept.column_names == [column.name for column in YOUTH.columns]
    assert kept["youth_id"].to_pylist() == [pseudonym(row["bsn"], KEY) for row in rows]
    assert kept["district_code"].to_pylist() == ["WK051828", "WK051800", None, None]


def test_without_a_table_no_district_is_kept():
    kept = Gate(KEY).pass_through({"youth": incoming(YOUTH, [{"bsn": "000000012", "postcode": "2511CS"}])})["youth"]
    assert kept["district_code"].to_pylist() == [None]


def test_a_missing_number_stays_missing_and_empty_tables_pass():
    kept = Gate(KEY).pass_through({table.name: incoming(table, [{}] if table is YOUTH else []) for table in TABLES})
    assert kept["youth"]["youth_id"].to_pylist() == [None]
    assert {name: table.num_rows for name, table in kept.items() if name != "youth"} == {
        table.name: 0 for table in TABLES if table is not YOUTH
    }


def test_columns_in_chunks_are_translated_alike():
    one = incoming(YOUTH, [{"bsn": "000000012"}])
    kept = Gate(KEY).pass_through({"youth": pa.concat_tables([one, one])})["youth"]
    assert kept["youth_id"].to_pylist() == [pseudonym("000000012", KEY)] * 2


def test_a_column_that_nobody_declared_is_refused():
    table = incoming(YOUTH, [{"bsn": "000000012"}]).append_column("name", pa.array(["Jansen"]))
    with pytest.raises(ValueError, match="youth: columns"):
        Gate(KEY).pass_through({"youth": table})
