"""F4: a total counts who belonged to the region when the period began. 23 youths in the north, 4 in the south from April."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.figures.values import UNKNOWN, shown
from regiewijzer.ledger.region import Municipality, Region
from regiewijzer.ledger.region_terms import Term
from regiewijzer.pipeline.figures import compute_figure
from tests.support.figure_world import EXACT, NORTH, REGION, SOUTH, asked, north_lines, south_lines, start_table
from tests.support.ledger_world import load_text, make_home

MAY = date(2024, 5, 1)


def figures(tmp_path, region: Region, **changes: object) -> dict:
    """Return the young people in care per month (4 and 5) and what it is broken down by."""
    home = make_home(tmp_path, region)
    load_text(home, start_table(*north_lines(), *south_lines()))
    figure = compute_figure(home, asked(**changes), EXACT)
    return {(cell.period.month, *cell.dimensions): cell.value for cell in figure.cells if cell.period.month in (4, 5)}


def with_south(**changes: object) -> Region:
    return replace(REGION, municipalities=(Municipality(NORTH, "Noord"), Municipality(SOUTH, "Zuid", **changes)))


def test_while_everyone_is_a_member_everyone_counts(tmp_path):
    assert figures(tmp_path, REGION) == {(4,): shown(27), (5,): shown(27)}


def test_who_leaves_counts_until_it_leaves(tmp_path):
    left = with_south(member=(Term(None, MAY),))
    assert figures(tmp_path, left) == {(4,): shown(27), (5,): shown(23)}


def test_who_joins_counts_from_then_on(tmp_path):
    assert figures(tmp_path, with_south(member=(Term(MAY),))) == {(4,): shown(23), (5,): shown(27)}


def test_who_joins_within_a_period_counts_from_the_next(tmp_path):
    joined = with_south(member=(Term(date(2024, 4, 2)),))
    assert figures(tmp_path, joined) == {(4,): shown(23), (5,): shown(27)}


def test_the_end_of_a_code_is_no_end_of_membership(tmp_path):
    """A message under an old code after a merger still tells of care in the region."""
    assert figures(tmp_path, with_south(valid_until=MAY, successor=NORTH))[5,] == shown(27)


@pytest.mark.parametrize("changes", [{"by": ("municipality",)}, {"where": (("municipality", (SOUTH,)),)}], ids=["by", "where"])
def test_outside_the_region_a_municipality_has_no_value_rather_than_nought(tmp_path, changes):
    found = figures(tmp_path, with_south(member=(Term(MAY),)), **changes)
    south = [value for (_, *rest), value in found.items() if rest in ([], [SOUTH])]
    assert south == [UNKNOWN, shown(4)]


def test_an_earlier_moment_follows_membership_too(tmp_path):
    joined = with_south(member=(Term(MAY),))
    found = figures(tmp_path, joined, moment=asked().moment.replace(month=5, day=31), last_period=MAY)
    assert found == {(4,): shown(23), (5,): shown(27)}
