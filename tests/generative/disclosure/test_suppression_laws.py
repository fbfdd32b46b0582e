"""Whatever the table: nothing sensitive can be worked out of what is shown, and the best costs no more than the quick one."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiewijzer.disclosure.audit import audit
from regiewijzer.disclosure.greedy import cost_of, suppress_greedily
from regiewijzer.disclosure.linked import Status
from regiewijzer.disclosure.suppression import suppress
from tests.support.linked_tables import crossed

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
