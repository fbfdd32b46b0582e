"""Data minimisation, proven on the ledger: a figure does not change when every field outside its lineage is empty."""

from collections.abc import Collection

import pyarrow as pa
import pytest
from sqlglot import exp

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.definitions.queries import Query
from regiewijzer.definitions.queries_lineage import lineage
from regiewijzer.figures.figure import Cell
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.figures_lineage import ledger_sources, lineage_of
from tests.support.figure_world import EXACT, REGION, asked
from tests.support.ledger_world import append_tables, make_home, to_arrow

# A little of everything, written without alignment to stay within the line.
WORLD = {
    "assignment": """
        youth_id | assignment_number | product_category | product_code | assigned_at | valid_from | reference | known_at | volume
        anna | 1 | 45 | 45D02 | 2024-01-05 09:00:00 | 2024-01-10 | A1 | 2024-01-06 | 4
        anna | 1 | 45 | 45D02 | 2024-02-05 09:00:00 | 2024-01-10 | A1 | 2024-02-06 | 5
        bram | 2 | 43 | - | 2024-01-15 09:00:00 | 2024-01-20 | B1 | 2024-01-16 | 2
        chris | 3 | 45 | 45D04 | 2024-02-01 09:00:00 | 2024-02-01 | - | 2024-02-02 | 3
    """,
    "assignment_request": """
        youth_id | line_kind | reference | product_category | product_code | dated_on | known_at | referrer_type
        anna | new | A1 | 45 | 45D02 | 2024-01-02 | 2024-01-02 | 02
        bram | new | B1 | 43 | - | 2024-01-03 | 2024-01-03 | 01
        dora | new | D1 | 45 | - | 2024-01-04 | 2024-01-04 | 02
    """,
    "request_answer": """
        reference | answer | refusal_reason | dated_on | known_at
        D1 | 1 | 3 | 2024-01-30 | 2024-01-31
    """,
    "care_start": """
        youth_id | assignment_number | product_category | product_code | started_on | known_at | delivery_status
        anna | 1 | 45 | 45D02 | 2024-01-12 | 2024-01-20 | 1
        bram | 2 | 43 | - | 2024-01-25 | 2024-01-28 | 1
        chris | 3 | 45 | 45D04 | 2024-02-10 | 2024-02-12 | 1
        chris | 3 | 45 | 45D04 | 2024-02-20 | 2024-02-22 | 1
        chris | 3 | 45 | 45D04 | 2024-02-10 | 2024-02-21 | 3
    """,
    "care_stop": """
        youth_id | assignment_number | product_category | product_code | started_on | delivered_until | end_reason | known_at
        anna | 1 | 45 | 45D02 | 2024-01-12 | 2024-03-05 | 32 | 2024-03-20
        bram | 2 | 43 | - | 2024-01-25 | 2024-04-01 | 31 | 2024-04-10
    """,
    "claim_line": """
        youth_id | claim_number | assignment_number | line_reference | previous_reference | product_category | product_code |\
            period_from | period_until | amount_cents | claim_month | known_at
        anna | C1 | 1 | r1 | - | 45 | 45D02 | 2024-01-12 | 2024-02-01 | 10000 | 2024-01-01 | 2024-02-10
        bram | C1 | 2 | r2 | - | 43 | 43D14 | 2024-01-25 | 2024-02-01 | 70000 | 2024-01-01 | 2024-02-10
        anna | C2 | 1 | r3 | - | 45 | 45D02 | 2024-02-01 | 2024-03-01 | 12000 | 2024-02-01 | 2024-05-10
        anna | C3 | 1 | r4 | r1 | 45 | 45D02 | 2024-01-12 | 2024-02-01 | -10000 | 2024-03-01 | 2024-05-12
    """,
    "claim_decision": """
        claim_number | level | line_reference | amount_cents | submitted_cents | approved_cents | known_at
        C1 | claim | - | - | 80000 | 10000 | 2024-02-20
        C1 | line | r2 | 70000 | - | - | 2024-02-20
    """,
    "youth": """
        youth_id | birth_month | sex | known_at
        chris | 2001-04-01 | 1 | 2024-02-12
    """,
}
NEVER_EMPTY = {"message_id", "row_no", "known_at", "known_basis"}  # every row of the record has these


def emptied(tables: dict[str, pa.Table], keep: Collection[tuple[str, str]]) -> dict[str, pa.Table]:
    """Return the tables with every column that is not among the fields to keep set to NULL."""
    return {
        name: pa.table(
            {
                column: table.column(column)
                if column in NEVER_EMPTY or (name, column) in keep
                else pa.nulls(table.num_rows, table.schema.field(column).type)
                for column in table.column_names
            },
            schema=table.schema,
        )
        for name, table in tables.items()
    }


def cells(home: Home, indicator: Indicator) -> tuple[Cell, ...]:
    by = ("municipality", "provider", "product_category", "care_form")
    return compute_figure(home, asked(indicator.id, by=by), EXACT).cells


@pytest.mark.parametrize("name", list(ledger_sources().select))
def test_every_view_of_the_ledger_can_be_followed(name):
    query = Query(file=name, sql=ledger_sources().select[name], columns=(), views=frozenset(), qualified=exp.Select())

    assert lineage(query, ledger_sources()).fields or name == "kept.calendar_month"  # months come from no message


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return to_arrow(WORLD)


@pytest.fixture(scope="module")
def whole(tables, tmp_path_factory) -> Home:
    home = make_home(tmp_path_factory.mktemp("whole"), REGION)
    append_tables(home, tables)
    return home


@pytest.mark.parametrize("indicator", list(load_indicators().values()), ids=lambda one: one.id)
def test_figure_needs_no_field_outside_its_lineage(indicator, tables, whole, tmp_path):
    keep = lineage_of(indicator.query).fields
    home = make_home(tmp_path, REGION)
    append_tables(home, emptied(tables, keep))

    found = cells(home, indicator)

    assert any(cell.value.number for cell in found)
    assert found == cells(whole, indicator)


@pytest.mark.parametrize(
    ("indicator", "field"),
    [
        ("young-people-in-care", ("care_start", "started_on")),
        ("young-people-in-care", ("care_stop", "delivered_until")),
        ("flow", ("care_start", "municipality_code")),
        ("waiting", ("assignment", "assigned_at")),
        ("waiting", ("assignment_request", "dated_on")),
        ("dropout", ("care_stop", "end_reason")),
        ("claimed-care", ("claim_line", "amount_cents")),
        ("claimed-care", ("claim_decision", "line_reference")),
        ("claimed-care-by-known-date", ("claim_line", "period_from")),
    ],
)
def test_figure_changes_without_a_field_of_its_lineage(indicator, field, tables, whole, tmp_path):
    chosen = load_indicators()[indicator]
    home = make_home(tmp_path, REGION)
    append_tables(home, emptied(tables, lineage_of(chosen.query).fields - {field}))

    assert cells(home, chosen) != cells(whole, chosen)
