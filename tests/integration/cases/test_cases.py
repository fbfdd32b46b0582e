"""The ledger stands as each worked case says, after each of its steps."""

from collections.abc import Sequence

import pytest

from tests.integration.cases.conftest import Told
from tests.support.case_files import Case
from tests.support.text_table import TextTable, project
from tests.support.worked_cases import CASES, WATCHED, Row, Rows, Seen

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
every_watched_case = pytest.mark.parametrize("case", WATCHED, ids=lambda case: case.name)


def assert_stands(case: Case, place: int, seen: Rows) -> None:
    """Compare every table that the case speaks of; fail with the step and both tables.

    A case that does not speak of findings and checks says by that: there are none.
    """
    silent = {"finding": TextTable(("rule",)), "check": TextTable(("rule",))}
    for table, expected in (silent | case.expected(place)).items():
        if table in seen:
            found = project(seen[table], expected.columns or _columns(seen[table]))
            assert sorted(found.rows) == sorted(expected.rows), _differs(case, place, table, expected, found)


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(rows[0]) if rows else ()


def _differs(case: Case, place: int, table: str, expected: TextTable, found: TextTable) -> str:
    step = case.steps[place]
    return f"\n{case.title}\nStap {place + 1} ({step.on}): {step.what}\n\n{table}, expected:\n{expected}\n\nfound:\n{found}"


@every_watched_case
def test_ledger_stands_as_told_when_each_step_comes_in(case: Case, told_in_order: Told):
    for place in range(len(case.steps)):
        assert_stands(case, place, told_in_order.at_the_time[case.name, place])


@every_watched_case
def test_what_came_later_changes_no_earlier_answer(case: Case, told_in_order: Told, seen_afterwards: Seen):
    place = len(case.steps) - 2
    then = told_in_order.at_the_time[case.name, place]
    assert seen_afterwards[case.name, place] == {table: rows for table, rows in then.items() if table != "check"}


@every_case
def test_ledger_stands_as_told_after_each_step_whatever_the_order_of_loading(case: Case, seen_in_reverse: Seen):
    for place in range(len(case.steps)):
        assert_stands(case, place, seen_in_reverse[case.name, place])
