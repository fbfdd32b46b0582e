"""The definitions of the extracts against the code that reads them: nothing vanishes silently, every example is in order."""

import re
from pathlib import Path

import pytest

import regiewijzer.extracts
from regiewijzer.definitions.rules import load_rules
from regiewijzer.extracts.texts import explained
from tests.support.delivered_tables import TABLES, read, told

CODE = re.compile(r"RW-EX-[0-9]{2}")
# One that silently vanishes is the worst kind of bug: columns, row rules, and values to choose from, per table.
PINNED = {
    "access_workforce": (8, 3, 0),
    "capacity": (7, 0, 12),
    "cbs_care": (17, 2, 31),
    "cbs_protection": (8, 1, 15),
    "contract": (10, 1, 7),
    "district": (5, 1, 0),
    "experience": (9, 2, 10),
    "framework": (5, 1, 0),
    "lot": (5, 0, 8),
    "municipal_budget": (7, 0, 34),
    "municipal_income": (4, 0, 4),
    "other_spending": (8, 0, 38),
    "outcome": (9, 2, 22),
    "planned_hours": (7, 0, 12),
    "population": (6, 0, 2),
    "population_covariate": (7, 0, 0),
    "product": (10, 1, 17),
    "production_statement": (6, 0, 12),
    "provider_budget": (6, 0, 12),
    "provider_register": (8, 1, 9),
    "satisfaction": (10, 2, 20),
    "school_absentee": (9, 0, 17),
    "spending_cap": (7, 0, 3),
    "tariff": (8, 1, 0),
    "waiting_statement": (7, 2, 12),
    "worker_continuity": (7, 2, 12),
    "workforce": (8, 3, 7),
}


def test_every_rule_that_is_used_is_defined_and_the_other_way_round():
    folder = Path(regiewijzer.extracts.__file__).parent
    used = {code for path in folder.glob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    assert used == {code for code in load_rules() if code.startswith("RW-EX-")}


def test_number_of_columns_rules_and_codes():
    found = {
        name: (len(table.columns), len(table.rules), sum(len(column.codes) for column in table.columns))
        for name, table in TABLES.items()
    }
    assert found == PINNED


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_example_of_every_table_is_in_order(table):
    titles, examples = ([*column] for column in zip(*((one.title.nl, one.example) for one in table.columns), strict=True))
    batch = read(";".join(titles) + "\n" + ";".join(examples), f"{table.file_name}.csv")
    assert told(batch) == []
    assert batch.tables[table.name].schema.names == [column.incoming_name for column in table.event_table().columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_code_is_read_as_it_is_written(table):
    for column in table.columns:
        for code in column.codes.values():
            cells = [code.written if one is column else one.example for one in table.columns]
            titles = ";".join(one.title.nl for one in table.columns)
            batch = read(titles + "\n" + ";".join(cells), f"{table.file_name}.csv")
            assert batch.tables[table.name].to_pylist()[0][column.name] == code.code


RULES = [pytest.param(table, rule, id=f"{table.name}-{rule.left}") for table in TABLES.values() for rule in table.rules]


@pytest.mark.parametrize(("table", "rule"), RULES)
def test_every_row_rule_speaks_when_it_is_broken_and_says_what(table, rule):
    larger, smaller = ("02-01-2024", "01-01-2024") if table.column(rule.left).type == "date" else ("9", "8")
    cells = {column.name: column.example if column.required else "" for column in table.columns}
    cells |= {rule.left: larger, rule.right: smaller}
    titles = ";".join(column.title.nl for column in table.columns)
    batch = read(titles + "\n" + ";".join(cells.values()), f"{table.file_name}.csv")
    said = [explained(one, load_rules()[one.rule], "en", TABLES) for one in batch.findings if one.rule == "RW-EX-50"]
    assert any(rule.message.en in text for text in said)
