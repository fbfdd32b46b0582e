import random
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.columns import to_columns
from regiewijzer.messages.gate import pass_gate
from regiewijzer.messages.sources import Source
from regiewijzer.messages.staging import StagingKind, StagingTable, staging_of
from regiewijzer.messages.tree import read_tree
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, LEAST, RANDOM, example_tree


def staged(contents: list[bytes]) -> Any:
    passages = [pass_gate(Source("", "", content)) for content in contents]
    assert all(passage.passed for passage in passages), passages
    return to_columns(passages[0].identity, [passage.canonical for passage in passages])


def at(tree: dict[str, Any], path: str) -> Any:
    value: Any = tree
    for name in filter(None, path.split("/")):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def classes(tree: dict[str, Any], path: str) -> list[dict[str, Any]]:
    """Return every occurrence of the class at the path, in document order: the plain way, to compare with."""
    found: list[Any] = [tree]
    for name in filter(None, path.split("/")):
        below = [one[name] for one in found if name in one]
        found = [one for value in below for one in (value if isinstance(value, list) else [value])]
    return found


def plainly(trees: list[dict[str, Any]], table: StagingTable) -> list[dict[str, Any]]:
    rows = []
    for message_no, tree in enumerate(trees):
        for ordinal, one in enumerate(classes(tree, table.path), start=1):
            row: dict[str, Any] = {"message_no": message_no} | ({"ordinal": ordinal} if table.path else {})
            for column in table.columns:
                text = at(one, column.path)
                kinds = {StagingKind.INTEGER: int, StagingKind.DATE: date.fromisoformat}
                row[column.name] = None if text is None else kinds.get(column.kind, str)(text)
            rows.append(row)
    return rows


@pytest.mark.parametrize("release", ["3.0", "3.2"])
@pytest.mark.parametrize("name", sorted(load_standard().messages))
def test_columns_hold_what_the_tree_holds(name, release):
    chance = random.Random(name)
    contents = [
        write_message(name, example_tree(name, fill, chance, release=release, rows=4), release=release)
        for fill in [LEAST, FULL, LEAST, *[RANDOM] * 12]
    ]
    trees = [read_tree(content).tree for content in contents]
    columns = staged(contents)
    assert columns.outside == ()
    for table in staging_of(name, release).tables:
        rows = columns.tables[table.name].to_pylist()
        assert [{key: value for key, value in row.items() if key != "parent_ordinal"} for row in rows] == plainly(trees, table)


def test_parents_are_counted_through_the_message():
    tree = example_tree("JW323", FULL, random.Random(5), rows=3)
    lines = staged([write_message("JW323", tree)] * 2).tables["Prestatie"]
    assert lines["parent_ordinal"].to_pylist() == [1, 1, 1, 2, 2, 2, 3, 3, 3] * 2
    assert lines["ordinal"].to_pylist() == [*range(1, 10)] * 2
    assert lines["message_no"].to_pylist() == [0] * 9 + [1] * 9


def test_return_codes_of_all_classes_come_together():
    tree = example_tree("JW325", LEAST, random.Random(5))
    tree["Header"]["RetourCodes"] = {"RetourCode": ["0200"]}
    line = {
        **example_tree("JW325", FULL, random.Random(5))["DeclaratieAntwoord"]["Clienten"]["Client"][0]["Prestaties"]["Prestatie"][
            0
        ]
    }
    codes = iter(["0001", "0200", "0233"])
    lines = [{**line, "RetourCodes": {"RetourCode": [next(codes)]}} for _ in range(2)]
    client = {"Bsn": "999900006", "Prestaties": {"Prestatie": lines}, "RetourCodes": {"RetourCode": [next(codes)]}}
    amount = {"TotaalBedrag": 1, "DebetCredit": "D"}
    tree["DeclaratieAntwoord"] = {
        "DeclaratieNummer": "D1",
        "TotaalIngediendBedrag": amount,
        "TotaalToegekendBedrag": amount,
        "Clienten": {"Client": [client]},
        "RetourCodes": {"RetourCode": ["8001"]},
    }
    found = staged([write_message("JW325", tree)]).tables["RetourCode"].to_pylist()
    assert sorted((row["class_path"].split("/")[-1], row["class_ordinal"], row["RetourCode"]) for row in found) == [
        ("Client", 1, "0233"),
        ("DeclaratieAntwoord", 1, "8001"),
        ("Header", 1, "0200"),
        ("Prestatie", 1, "0001"),
        ("Prestatie", 2, "0200"),
    ]


def with_product(**changes: Any) -> bytes:
    tree = example_tree("JW301", LEAST, random.Random(6))
    tree["Client"]["ToegewezenProducten"]["ToegewezenProduct"][0] |= changes
    return write_message("JW301", tree)


def test_blanks_and_signs_that_the_schema_allows():
    table = staged([with_product(Budget=" +0012 ", Ingangsdatum=" 2026-01-31\n")]).tables["ToegewezenProduct"]
    assert table["Budget"].to_pylist() == [12]
    assert table["Ingangsdatum"].to_pylist() == [date(2026, 1, 31)]
    assert table.schema.field("Ingangsdatum").type == pa.date32()


@pytest.mark.parametrize("year", ["10000", "-0004", "123456"])
def test_a_year_that_no_calendar_holds_is_told(year):
    good = with_product()
    columns = staged([good, with_product(Einddatum=f"{year}-01-01")])
    (outside,) = columns.outside
    path = "Client/ToegewezenProducten/ToegewezenProduct/Einddatum"
    assert (outside.message_no, outside.path, outside.ordinal) == (1, path, 1)
    assert columns.tables["ToegewezenProduct"]["Einddatum"].to_pylist()[1] is None


def test_escaped_text_comes_through():
    tree = example_tree("JW301", LEAST, random.Random(6))
    tree["Client"]["Commentaar"] = "a & b < c > d \"e\" 'f' \r\n é € ]]>"
    assert staged([write_message("JW301", tree)]).tables["bericht"]["Client_Commentaar"].to_pylist() == [
        "a & b < c > d \"e\" 'f' \r\n é € ]]>"
    ]
