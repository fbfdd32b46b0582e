"""Concentration of places: the index, who is the only one, and a fall that is more than noise."""

import pytest

from regiewijzer.apps.offer.concentration import dependences, forms_of, has_fallen, hhi

PLACES = {
    ("13", "a"): 10,
    ("13", "b"): 0,
    ("12", "a"): 30,
    ("12", "b"): 10,
    ("02", "a"): 25,
    ("02", "b"): 25,
    ("02", "c"): 25,
    ("02", "d"): 25,
    ("14", "b"): 0,
}


@pytest.mark.parametrize(
    ("sizes", "index"), [([5], 10_000), ([1, 1], 5_000), ([25] * 4, 2_500), ([30, 10], 6_250), ([1] * 100, 100)]
)
def test_the_index_is_the_sum_of_squared_shares(sizes, index):
    assert hhi(sizes) == index


def test_nothing_has_no_index():
    with pytest.raises(ValueError, match="nothing"):
        hhi([0, 0])


def test_a_form_without_places_is_no_form_and_who_has_none_is_not_counted():
    forms = forms_of(PLACES)
    assert [(one.code, one.providers, one.hhi, one.is_single) for one in forms] == [
        ("13", 1, 10_000, True),
        ("12", 2, 6_250, False),
        ("02", 4, 2_500, False),
    ]
    assert (forms[1].largest, forms[1].largest_share) == ("a", 0.75)
    assert all(one.is_concentrated for one in forms)


def test_who_is_the_only_one_somewhere_stands_first():
    found = dependences(PLACES, forms_of(PLACES))
    assert [(one.provider, one.places, one.only_in) for one in found] == [
        ("a", 65, ("13",)),
        ("b", 35, ()),
        ("c", 25, ()),
        ("d", 25, ()),
    ]
    assert sum(one.share for one in found) == pytest.approx(1)


@pytest.mark.parametrize(
    ("now", "before", "fallen"),
    [(0.75, 0.9, True), (0.85, 0.9, False), (0.9, 0.8, False), (None, 0.9, False), (0.5, None, False)],
)
def test_a_fall_is_told_only_when_both_are_known(now, before, fallen):
    assert has_fallen(now, before) is fallen
