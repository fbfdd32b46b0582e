"""The saved mapping of a sender: proposed, written, read back, and used."""

import pytest

from regiewijzer.extracts.mapping import ColumnMapping, MappingError, mapping_from_json, mapping_to_json, propose_mapping
from tests.support.delivered_tables import PROVIDER, TABLES, read, rows_of, told

MAPPING = ColumnMapping(
    "workforce",
    (("Peildatum", "quarter"), ("Functie", "function_group"), ("Aantal", "headcount"), ("FTE's", "fte")),
    (("provider_code", "99900001"),),
    (("function_group", "Hulpverlener HBO", "hbo"),),
)
FILE = "Peildatum;Functie;Aantal;FTE's\n2024-K1;hulpverlener hbo;3;2,5\n2024-K1;stagiair;3;2,5\n"


def test_a_file_of_the_sender_is_read_by_its_mapping():
    batch = read(FILE, "export.csv", sender=PROVIDER, mapping=MAPPING)
    assert told(batch) == [("RW-EX-25", "export!B3")]
    assert rows_of(batch)[0]["function_group"] == "hbo"
    assert rows_of(batch)[0]["provider_code"] == "99900001"


def test_a_mapping_of_another_table_is_not_used():
    text = "Aanbieder;Kwartaal;Functiegroep;Medewerkers;Fte\n99900001;2024-K1;hbo;3;2,5\n"
    other = ColumnMapping("capacity", (("Medewerkers", "places"),))
    assert told(read(text, mapping=other)) == []


def test_json_reads_back_equal():
    assert mapping_from_json(mapping_to_json(MAPPING), TABLES) == mapping_from_json(
        mapping_to_json(mapping_from_json(mapping_to_json(MAPPING), TABLES)), TABLES
    )
    assert dict(mapping_from_json(mapping_to_json(MAPPING), TABLES).columns) == dict(MAPPING.columns)
    assert mapping_from_json(mapping_to_json(MAPPING), TABLES).values == MAPPING.values


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "expected JSON"),
        ("[" * 100_000, "expected JSON"),
        ("[]", "expected columns, constants, table, values"),
        ('{"table": "workforce", "colums": {}}', "expected columns, constants, table, values"),
        ('{"table": "staff"}', "table: expected one of"),
        ('{"table": ["workforce"]}', "table: expected one of"),
        ('{"table": "workforce", "columns": ["a"]}', "columns: expected names with texts"),
        ('{"table": "workforce", "columns": {"a": 1}}', "columns: expected texts"),
        ('{"table": "workforce", "columns": {"a": "staff"}}', "columns: expected columns of workforce"),
        ('{"table": "workforce", "constants": {"staff": "1"}}', "constants: expected columns of workforce"),
        ('{"table": "workforce", "values": {"staff": {"a": "b"}}}', "values: expected columns of workforce"),
        ('{"table": "workforce", "values": {"quarter": "a"}}', "values.quarter: expected names with texts"),
        ('{"table": "workforce", "columns": {"a": "fte", "b": "fte"}}', "expected every column once"),
        ('{"table": "workforce", "columns": {"a": "fte"}, "constants": {"fte": "1"}}', "expected every column once"),
    ],
)
def test_a_wrong_mapping_is_refused(text, reason):
    with pytest.raises(MappingError, match=reason):
        mapping_from_json(text, TABLES)


def test_likely_columns_are_proposed_and_known_ones_left_alone():
    titles = ["Aanbieder", "Kwartaal", "Functiegroepen", "Medewerker", "SKJ geregistreerd", "Schoenmaat", ""]
    assert dict(propose_mapping(titles, TABLES["workforce"]).columns) == {
        "Functiegroepen": "function_group",
        "Medewerker": "headcount",
        "SKJ geregistreerd": "skj_registered",
    }


def test_every_column_is_proposed_at_most_once():
    proposed = propose_mapping(["Medewerkerss", "Medewerkerz"], TABLES["workforce"]).columns
    assert [column for _, column in proposed] == ["headcount"]
