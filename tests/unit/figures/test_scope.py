"""Which rows count for which question and reader."""

from datetime import datetime

import pytest

from regiewijzer.figures.scope import PUBLIC, REGION, OutsideScope, Scope, is_region_level, rows_in_scope

NORTH = Scope(municipalities=frozenset({"0901"}), published_only=True)
BRIDGE = Scope(providers=frozenset({"42420001"}), published_only=True)
CHOICE = (("care_form", ("45",)),)


@pytest.mark.parametrize(
    ("by", "where", "expected"),
    [
        ((), (), True),
        (("care_form", "age"), CHOICE, True),
        (("municipality",), (), False),
        (("care_form", "provider"), (), False),
        (("subregion",), (), False),
        (("district",), (), False),
        ((), (("provider", ("42420001",)),), False),
        ((), (*CHOICE, ("subregion", ("west",))), False),
    ],
)
def test_region_level_names_no_organisation(by, where, expected):
    assert is_region_level(by, where) is expected


@pytest.mark.parametrize("scope", [NORTH, BRIDGE, PUBLIC])
def test_at_region_level_every_row_counts(scope):
    rows = rows_in_scope(scope, ("care_form",), CHOICE)
    assert rows.is_everything
    assert rows.published_only, "the rest of the scope stays"


def test_otherwise_only_the_own_rows_count():
    assert rows_in_scope(NORTH, ("municipality",), ()) == NORTH
    assert rows_in_scope(NORTH, (), (("provider", ("42420002",)),)) == NORTH
    assert rows_in_scope(BRIDGE, (), (("municipality", ("0902",)),)) == BRIDGE
    assert rows_in_scope(REGION, ("provider",), ()) == REGION


@pytest.mark.parametrize(
    ("scope", "by", "where"),
    [
        (NORTH, (), (("municipality", ("0902",)),)),
        (NORTH, (), (("municipality", ("0901", "0902")),)),
        (NORTH, ("care_form",), (*CHOICE, ("municipality", ("unknown",)))),
        (BRIDGE, ("municipality",), (("provider", ("42420002",)),)),
        (PUBLIC, ("municipality",), ()),
        (PUBLIC, (), (("district", ("090101",)),)),
        (PUBLIC, (), (("provider", ("42420001",)),)),
    ],
)
def test_what_is_another_s_is_outside(scope, by, where):
    with pytest.raises(OutsideScope):
        rows_in_scope(scope, by, where)


def test_who_may_not_see_the_region_gets_the_own_rows():
    own = Scope(municipalities=frozenset({"0901"}), region=False)
    assert rows_in_scope(own, (), ()) == own


def test_only_published_moments_where_that_is_all_one_may_see():
    moment = datetime(2026, 11, 1)
    scope = Scope(published_only=True, published=frozenset({(3, moment)}))
    assert scope.allows_moment(3, moment)
    assert not scope.allows_moment(4, moment)
    assert not scope.allows_moment(3, datetime(2026, 11, 2))
    assert not Scope(published_only=True).allows_moment(3, moment)
    assert REGION.allows_moment(4, datetime.max)
