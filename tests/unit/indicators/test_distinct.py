"""Counting by sorted numbers against sets that anyone believes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiewijzer.indicators.distinct import counted, most_youths, youths_of_others
from regiewijzer.indicators.dominance import largest_contributions
from regiewijzer.indicators.numbered import Column, Numbered

MONTHS = [date(2024, 1, 1), date(2024, 2, 1)]
TOWNS, PROVIDERS, FORMS = ["a", "b", "unknown"], ["p", "q", "r", "unknown"], ["x", "y"]

Row = tuple[int, int, int, int, int, int]  # period, town, provider, form, youth (nought: nobody), amount

rows_of_a_series = st.lists(st.tuples(*(st.integers(0, most) for most in (1, 2, 3, 1, 9)), st.integers(-5, 5)), max_size=40)
ways = st.sampled_from([(), ("form",)])


def numbered(rows: Sequence[Row]) -> Numbered:
    table = np.array(rows, np.int64).reshape(len(rows), 6)
    values = {"period": MONTHS, "municipality": TOWNS, "provider": PROVIDERS, "form": FORMS}
    columns = {name: Column(table[:, place], some) for place, (name, some) in enumerate(values.items())}
    return Numbered("s", columns, {"youth": table[:, 4]}, table[:, 5].astype(np.float64))


def per_cell(rows: Sequence[Row], by: Sequence[str]) -> dict:
    cells = defaultdict(list)
    for row in rows:
        cells["s", tuple(FORMS[row[3]] for _ in by), MONTHS[row[0]]].append(row)
    return cells


def youths_at(rows: Sequence[Row], place: int, codes: Sequence[str]) -> dict[str, set[int]]:
    return {code: {row[4] for row in rows if codes[row[place]] == code} - {0} for code in codes if code != "unknown"}


def left(rows: Sequence[Row], place: int, codes: Sequence[str]) -> int:
    named = [row for row in rows if row[4]]
    others = ({row[4] for row in named if codes[row[place]] != code} for code in codes if code != "unknown")
    return min(map(len, others))


@given(rows=rows_of_a_series, by=ways)
def test_youths_are_counted_as_sets_count_them(rows, by):
    expected = {key: len({row[4] for row in some} - {0}) for key, some in per_cell(rows, by).items()}
    assert counted(numbered(rows), by) == expected


@given(rows=rows_of_a_series, by=ways)
def test_the_largest_organisation_has_most_youths(rows, by):
    expected = {}
    for key, some in per_cell(rows, by).items():
        if known := [row for row in some if TOWNS[row[1]] != "unknown" or PROVIDERS[row[2]] != "unknown"]:
            own = [*youths_at(known, 1, TOWNS).values(), *youths_at(known, 2, PROVIDERS).values()]
            expected[key] = max(map(len, own))
    assert most_youths(numbered(rows), by) == expected


@given(rows=rows_of_a_series, by=ways)
def test_others_keep_the_youths_in_their_own_rows(rows, by):
    expected = {
        key: min(left(some, 1, TOWNS), left(some, 2, PROVIDERS))
        for key, some in per_cell(rows, by).items()
        if any(row[4] for row in some)
    }
    assert youths_of_others(numbered(rows), by) == expected


@given(rows=rows_of_a_series, by=ways)
def test_parts_are_those_of_the_two_largest_known_providers(rows, by):
    expected = {}
    for key, some in per_cell(rows, by).items():
        sums = {code: abs(sum(row[5] for row in some if PROVIDERS[row[2]] == code)) for code in PROVIDERS}
        if total := sum(sums.values()):
            largest, second = sorted((sums[code] for code in PROVIDERS if code != "unknown"), reverse=True)[:2]
            expected[key] = (largest / total, second / total)
    assert largest_contributions(numbered(rows), by) == expected


@pytest.mark.parametrize("room", [2**63, 1])
def test_cells_that_do_not_fit_are_made_few_and_keep_their_names(room):
    rows = numbered([(1, 0, 0, 1, 3, 1), (0, 0, 0, 0, 3, 1), (1, 0, 0, 1, 4, 1)])
    cells = rows.cells(("form",), 8, room)
    assert list(rows.keys(cells, cells.numbers, ("form",))) == [
        ("s", ("y",), MONTHS[1]),
        ("s", ("x",), MONTHS[0]),
        ("s", ("y",), MONTHS[1]),
    ]
    assert (cells.known is None) == (room > 1)
