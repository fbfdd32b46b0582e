"""Suppression and its audit on tables that fit on paper."""

from itertools import product

import pytest

from regiewijzer.disclosure.attack import Attacker
from regiewijzer.disclosure.audit import audit
from regiewijzer.disclosure.greedy import cost_of, suppress_greedily
from regiewijzer.disclosure.linked import Linked, LinkedCell, Status, blocks
from regiewijzer.disclosure.suppression import suppress
from tests.support.linked_tables import crossed, place, sensitive_cell


def test_one_small_cell_takes_three_others_with_it():
    """Alone it follows from its row; with one more in the row, from its column: a square is the least."""
    table = crossed([[4, 30, 40], [25, 50, 60], [35, 45, 55]])
    found = suppress(table)
    assert len(found.hidden) == 4
    assert found.is_optimal
    assert found.cost == found.bound == 3
    assert audit(table, found.hidden).ok


def test_the_cheapest_cells_are_hidden():
    """Totals cost more than what they are made of, and noughts more than other cells: those stay where they can."""
    table = crossed([[4, 0, 40], [25, 50, 60], [35, 45, 55]])
    hidden = suppress(table).hidden
    assert place(table, 0, 1) not in hidden
    assert all(one < 9 for one in hidden), "no total was needed"


def test_two_hidden_cells_in_every_line_can_still_give_one_away():
    """The planted leak that counting holes does not find: the cell that joins two squares is what the lines leave over."""
    squares = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)]
    values = [[20, 30, 40, 50], [30, 20, 5, 60], [40, 50, 20, 30], [50, 60, 30, 20]]
    table = crossed(values)
    report = audit(table, {place(table, *one) for one in squares})
    (leak,) = report.leaks
    assert (leak.place, leak.lower, leak.upper) == (place(table, 1, 2), 5, 5)
    assert leak.is_exact


@pytest.mark.parametrize("shown", [(0, 0), (1, 1)])
def test_each_planted_leak_is_found(shown):
    """Take one cell back out of a safe choice, and the audit tells which small cell it gives away."""
    table = crossed([[4, 30, 40], [25, 50, 60], [35, 45, 55]])
    hidden = suppress(table).hidden - {place(table, *shown)}
    hidden = hidden if len(hidden) == 3 else hidden - {max(hidden)}
    assert [one.place for one in audit(table, hidden).leaks] == [place(table, 0, 0)]


def test_the_interval_is_what_the_lines_allow():
    """4 + a = 34 and 4 + b = 29 with a and b from nought: the hidden cell lies between 0 and 29."""
    table = crossed([[4, 30], [25, 50]])
    attacker = Attacker(table)
    attacker.hide([1.0, 1.0, 1.0, 1.0, *[0.0] * 5])
    up, down = attacker.reach(0, 1), attacker.reach(0, -1)
    assert (4 - down.distance, 4 + up.distance) == pytest.approx((0, 29))


def test_a_total_that_is_small_itself_is_hidden_with_its_parts():
    table = crossed([[2, 1], [3, 1]])
    found = suppress(table)
    assert found.hidden >= set(range(9)) - {place(table, 0, 0)} - {one for one in range(9) if not table.cells[one].value}
    assert audit(table, found.hidden).ok


def test_what_was_shown_before_cannot_be_hidden_and_the_audit_says_what_it_gives_away():
    """In an earlier release the rest of the row was shown: nothing can be done any more but tell."""
    cells = [sensitive_cell(4, most=100), *(LinkedCell(value, Status.KNOWN, upper=100.0) for value in (30.0, 34.0))]
    table = Linked(cells, [((0, 1), (1, 1), (2, -1))])
    found = suppress(table)
    assert found.hidden == {0}
    assert not found.is_optimal
    assert [one.place for one in audit(table, found.hidden).leaks] == [0]


def test_a_sensitive_cell_that_is_shown_leaks():
    table = crossed([[4, 30], [25, 50]])
    assert [one.place for one in audit(table, set()).leaks] == [0]


def test_tables_that_nothing_ties_are_protected_apart():
    one, other = crossed([[4, 30], [25, 50]]), crossed([[20, 30], [25, 7]])
    moved = [tuple((place + 9, factor) for place, factor in equation) for equation in other.equations]
    both = Linked([*one.cells, *other.cells], [*one.equations, *moved])
    assert [len(places) for places, _ in blocks(both)] == [9, 9]
    assert suppress(both).hidden == suppress(one).hidden | {place + 9 for place in suppress(other).hidden}


def test_no_time_gives_the_quick_answer_which_is_safe_and_says_so():
    table = crossed([[4, 30, 40], [25, 50, 60], [35, 45, 8]])
    found = suppress(table, time_limit=0.0)
    assert not found.is_optimal
    assert found.hidden == suppress_greedily(table)
    assert found.bound <= found.cost
    assert audit(table, found.hidden).ok


def test_no_choice_that_is_safe_costs_less():
    """Every choice of the free cells of a small table, tried: the reference for the best one."""
    table = crossed([[4, 30, 12], [25, 50, 6]], cost_of_total=2)
    sensitive = table.places(Status.SENSITIVE)
    free = [one for one in table.places(Status.FREE) if table.cells[one].cost < 1000]
    safe = []
    for chosen in product((False, True), repeat=len(free)):
        hidden = {*sensitive, *(one for one, is_hidden in zip(free, chosen, strict=True) if is_hidden)}
        if audit(table, hidden).ok:
            safe.append(cost_of(table, hidden))
    found = suppress(table)
    assert found.is_optimal
    assert found.cost == min(safe)
