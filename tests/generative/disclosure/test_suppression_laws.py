"""Whatever the table: nothing sensitive can be worked out of what is shown, and the best costs no more than the quick one."""

from datetime import date
from itertools import chain, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiewijzer.disclosure.audit import audit
from regiewijzer.disclosure.beside_pages import protect_beside_pages
from regiewijzer.disclosure.fixed import Amount
from regiewijzer.disclosure.greedy import cost_of, suppress_greedily
from regiewijzer.disclosure.linked import Status
from regiewijzer.disclosure.linking import Linking, link
from regiewijzer.disclosure.suppression import suppress
from regiewijzer.disclosure.tables import Table
from tests.support.linked_tables import SMALL, crossed

MONTH = date(2026, 1, 1)

numbers = st.one_of(st.integers(0, 12), st.integers(10, 300))
tables = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(
    lambda size: st.lists(st.lists(numbers, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


@settings(max_examples=60, deadline=None)
@given(values=tables)
def test_nothing_sensitive_follows_and_the_best_is_no_dearer_than_the_quick(values):
    table = crossed(values)
    best, quick = suppress(table), suppress_greedily(table)
    assert best.is_optimal
    assert {*table.places(Status.SENSITIVE)} <= best.hidden & quick
    for hidden in (best.hidden, quick):
        assert audit(table, hidden).ok
    assert best.cost <= cost_of(table, quick)


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=2, max_size=2))
def test_the_attacker_finds_what_trying_every_table_finds(values):
    """Two rows, three columns, all margins shown: two numbers fill the table, so every table that fits can be tried."""
    table = crossed(values)
    assume(sum(map(sum, values)) > 0)
    hidden = set(range(6))
    (first, second), columns = values, [a + b for a, b in zip(*values, strict=True)]
    fits = []
    for a, b in product(range(columns[0] + 1), range(columns[1] + 1)):
        c = sum(first) - a - b
        row = (a, b, c)
        if 0 <= c <= columns[2]:
            fits.append((*row, *(whole - part for whole, part in zip(columns, row, strict=True))))
    found = {one.place: one for one in audit(table, hidden).intervals}
    assert (*first, *second) in fits
    for number in hidden:
        assert abs(found[number].lower - min(one[number] for one in fits)) < 1e-6
        assert abs(found[number].upper - max(one[number] for one in fits)) < 1e-6


def _seen(value: int) -> range:
    """Return what a number can be for who sees it on a page: rounded to five, or hidden below ten."""
    if 0 < value < SMALL:
        return range(1, SMALL)
    middle = 5 * ((value + 2) // 5)
    return range(max(SMALL, middle - 2), middle + 3) if value else range(1)


def _fitting(values: list[list[int]], exact: dict[str, int | None]) -> list[tuple[int, int, int, int]]:
    """Return every square that fits what pages show of it and its margins, and what is exact in the publication."""
    (a, b), (c, d) = values
    sums = {"top": (0, 1), "bottom": (2, 3), "left": (0, 2), "right": (1, 3), "all": (0, 1, 2, 3)}
    numbers = (a, b, c, d)
    return [
        square
        for square in product(*map(_seen, numbers))
        if all(sum(square[one] for one in places) in _seen(sum(numbers[one] for one in places)) for places in sums.values())
        and all(exact[name] is None or sum(square[one] for one in places) == exact[name] for name, places in sums.items())
        and all(exact[str(place)] is None or square[place] == exact[str(place)] for place in range(4))
    ]


def _square(values: list[list[int]]) -> tuple[Linking, dict[str, int]]:
    """Return the tables of a square with all margins, linked, and where its cells went."""
    (a, b), (c, d) = values
    crossed_by = {("n", "x"): a, ("n", "y"): b, ("s", "x"): c, ("s", "y"): d}
    cells = [({(): a + b + c + d}, ()), ({("n",): a + b, ("s",): c + d}, ("municipality",)),
             ({("x",): a + c, ("y",): b + d}, ("provider",)), (crossed_by, ("municipality", "provider"))]  # fmt: skip
    tables = [Table("young 1", "n", MONTH, by, {key: _amount(value) for key, value in one.items()}) for one, by in cells]
    linking = link(tables, {})
    keys = {"all": (0, ()), "top": (1, ("n",)), "bottom": (1, ("s",)), "left": (2, ("x",)), "right": (2, ("y",))}
    inner = {str(place): (3, key) for place, key in enumerate(crossed_by)}
    return linking, {name: linking.place_of[key] for name, key in (keys | inner).items()}


def _amount(value: int) -> Amount:
    small = 0 < value < SMALL
    return Amount(float(value), small, *((SMALL - value, 1.0) if small else (0.0, 0.0)), SMALL)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.lists(st.integers(0, 24), min_size=2, max_size=2), min_size=2, max_size=2))
def test_a_publication_adds_nothing_to_the_pages_that_leaves_fewer_than_three_numbers(values):
    """Every square that fits both is tried, and every square that fits the pages alone."""
    assume(any(0 < value < SMALL for row in values for value in row))
    linking, places = _square(values)
    found = protect_beside_pages(linking, suppress(linking.linked), time_limit=5.0)
    assert found.narrow == ()
    shown = {
        name: None if place in found.choice.hidden else int(linking.linked.cells[place].value) for name, place in places.items()
    }
    both, pages = _fitting(values, shown), _fitting(values, dict.fromkeys(shown))
    for place in (one for one, value in enumerate(chain(*values)) if 0 < value < SMALL):
        left, before = (len({square[place] for square in some}) for some in (both, pages))
        assert left >= min(3, before), (place, shown)
