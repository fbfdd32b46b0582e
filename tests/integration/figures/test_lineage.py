"""Data minimisation, proven on the ledger: a figure does not change when every field outside its lineage is empty."""

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest
from sqlglot import exp

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.definitions.queries import Query
from regiewijzer.definitions.queries_lineage import lineage
from regiewijzer.figures.figure import Cell, Request
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures import cells_of, compute_figure
from regiewijzer.pipeline.figures_lineage import fields_of, ledger_sources
from tests.support.case_ledger import extracts_of
from tests.support.figure_world import EXACT, REGION, asked
from tests.support.ledger_world import append_tables, make_home, to_arrow

# A little of everything, written without alignment to stay within the line.
WORLD = {
    "assignment": """
        youth_id | assignment_number | product_category | product_code | assigned_at | valid_from | reference | known_at |\
            volume | unit | frequency
        anna | 1 | 45 | 45D02 | 2024-01-05 09:00:00 | 2024-01-10 | A1 | 2024-01-06 | 4 | 04 | 2
        anna | 1 | 45 | 45D02 | 2024-02-05 09:00:00 | 2024-01-10 | A1 | 2024-02-06 | 5 | 04 | 2
        bram | 2 | 43 | - | 2024-01-15 09:00:00 | 2024-01-20 | B1 | 2024-01-16 | 2 | 14 | 6
        chris | 3 | 45 | 45D04 | 2024-02-01 09:00:00 | 2024-02-01 | - | 2024-02-02 | 3 | 04 | 2
        eva | 5 | 45 | 45D02 | 2024-01-02 09:00:00 | 2024-01-02 | - | 2024-01-02 | 3 | 04 | 2
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
        eva | 5 | 45 | 45D02 | 2024-01-03 | 2024-01-05 | 1
        eva | 6 | 44 | 44A08 | 2024-02-20 | 2024-02-21 | 1
        eva | 7 | 45 | 45D02 | 2024-05-02 | 2024-05-03 | 1
        finn | 8 | 44 | 44D11 | 2024-01-03 | 2024-01-05 | 1
        gijs | 9 | 43 | 43D13 | 2024-01-03 | 2024-01-05 | 1
    """,
    "care_stop": """
        youth_id | assignment_number | product_category | product_code | started_on | delivered_until | end_reason | known_at
        anna | 1 | 45 | 45D02 | 2024-01-12 | 2024-03-05 | 32 | 2024-03-20
        bram | 2 | 43 | - | 2024-01-25 | 2024-04-01 | 31 | 2024-04-10
        eva | 5 | 45 | 45D02 | 2024-01-03 | 2024-02-15 | 31 | 2024-02-16
        eva | 6 | 44 | 44A08 | 2024-02-20 | 2024-03-15 | 34 | 2024-03-16
        eva | 7 | 45 | 45D02 | 2024-05-02 | 2024-06-10 | 31 | 2025-12-31
        finn | 8 | 44 | 44D11 | 2024-01-03 | 2024-12-01 | 31 | 2024-12-20
    """,
    "claim_line": """
        youth_id | claim_number | assignment_number | line_reference | previous_reference | product_category | product_code |\
            period_from | period_until | amount_cents | claim_month | known_at | volume | unit | tariff_cents
        anna | C1 | 1 | r1 | - | 45 | 45D02 | 2024-01-12 | 2024-02-01 | 10000 | 2024-01-01 | 2024-02-10 | 2 | 04 | 5000
        bram | C1 | 2 | r2 | - | 43 | 43D14 | 2024-01-25 | 2024-02-01 | 70000 | 2024-01-01 | 2024-02-10 | 7 | 14 | 10000
        anna | C2 | 1 | r3 | - | 45 | 45D02 | 2024-02-01 | 2024-03-01 | 12000 | 2024-02-01 | 2024-05-10 | 3 | 04 | 4000
        anna | C3 | 1 | r4 | r1 | 45 | 45D02 | 2024-01-12 | 2024-02-01 | -10000 | 2024-03-01 | 2024-05-12 | 2 | 04 | 5000
    """,
    "claim_decision": """
        claim_number | level | line_reference | amount_cents | submitted_cents | approved_cents | known_at
        C1 | claim | - | - | 80000 | 10000 | 2024-02-20
        C1 | line | r2 | 70000 | - | - | 2024-02-20
    """,
    "youth": """
        youth_id | birth_month | sex | district_code | known_at
        chris | 2001-04-01 | 1 | - | 2024-02-12
        finn | 2006-02-01 | 2 | - | 2024-02-12
        anna | 2010-02-01 | 2 | - | 2024-02-12
        gijs | 2014-06-01 | 1 | WK090201 | 2024-02-12
    """,
}
LATER = datetime(2026, 1, 1)
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


class Known(NamedTuple):
    """What goes into the ledger for an indicator, and what is asked of it."""

    tables: dict[str, pa.Table]
    request: Request


def known(indicator: Indicator) -> Known:
    """Return the little of everything, with the extracts of the indicator's own case when it reads extracts."""
    tables, by = to_arrow(WORLD), indicator.dimensions
    found = extracts_of(indicator)
    if found is None:
        return Known(tables, asked(indicator.id, by=by, moment=LATER))
    case, extracts = found
    both = {name: pa.concat_tables([one[name] for one in (tables, extracts) if name in one]) for name in tables | extracts}
    first, last = min(case.first_month, date(2024, 1, 1)), max(case.last_month, date(2024, 6, 1))
    moment = datetime.combine(case.moment, datetime.max.time()).replace(microsecond=0)
    return Known(both, asked(indicator.id, by=by, moment=max(moment, LATER), first_period=first, last_period=last))


def home_of(tables: dict[str, pa.Table], path: Path) -> Home:
    home = make_home(path, REGION)
    append_tables(home, tables)
    return home


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Home:
    """A ledger of messages without extracts: enough for most indicators."""
    return home_of(to_arrow(WORLD), tmp_path_factory.mktemp("ledger"))


def cells(home: Home, request: Request) -> tuple[Cell, ...]:
    return compute_figure(home, request, EXACT).cells


@pytest.mark.parametrize("name", list(ledger_sources().select))
def test_every_view_of_the_ledger_can_be_followed(name):
    query = Query(file=name, sql=ledger_sources().select[name], columns=(), views=frozenset(), qualified=exp.Select())

    assert lineage(query, ledger_sources()).fields or name == "kept.calendar_month"  # months come from no message


@pytest.mark.parametrize("indicator", list(load_indicators().values()), ids=lambda one: one.id)
def test_figure_needs_no_field_outside_its_lineage(indicator, ledger, tmp_path):
    tables, request = known(indicator)
    whole = home_of(tables, tmp_path / "whole") if extracts_of(indicator) else ledger
    few = home_of(emptied(tables, fields_of(indicator, request.by)), tmp_path / "few")

    with open_as_of(few, request.moment) as as_of:  # and kept facts give what the ledger gives
        found = cells_of(as_of, indicator, request, EXACT)

    assert any(cell.value.number for cell in found)
    assert found == cells(whole, request)


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
def test_figure_changes_without_a_field_of_its_lineage(indicator, field, ledger, tmp_path):
    chosen = load_indicators()[indicator]
    tables, request = known(chosen)
    without = home_of(emptied(tables, fields_of(chosen, request.by) - {field}), tmp_path)

    assert cells(without, request) != cells(ledger, request)
