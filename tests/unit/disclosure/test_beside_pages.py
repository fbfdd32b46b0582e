"""A publication and the pages together: what someone who reads both knows of a hidden number."""

from datetime import date

from regiewijzer.disclosure.beside_pages import protect_beside_pages
from regiewijzer.disclosure.fixed import Amount
from regiewijzer.disclosure.linking import link
from regiewijzer.disclosure.suppression import Suppression, suppress
from regiewijzer.disclosure.tables import Table

MONTH = date(2026, 1, 1)


def amount(value: int) -> Amount:
    return Amount(float(value), True, 10.0 - value, 1.0, 10.0) if 0 < value < 10 else Amount(float(value), False, step=10.0)


def table(by: tuple[str, ...], cells: dict[tuple[str, ...], int]) -> Table:
    return Table("young-people 1.0", "in_care", MONTH, by, {key: amount(value) for key, value in cells.items()})


def together(*tables: Table):
    linking = link(tables, {})
    choice = suppress(linking.linked)
    found = protect_beside_pages(linking, choice, time_limit=5.0)
    intervals = {one.place: (round(one.lower), round(one.upper)) for one in found.attack.intervals}
    return linking, choice, found, {key: intervals.get(place) for (number, key), place in linking.place_of.items() if number == 1}


def test_a_rounded_number_on_a_page_narrows_what_is_hidden_beside_an_exact_total():
    """35 is exact in the publication, and a page shows 30 for the other: 28 to 32, so 3 to 7 is left."""
    _, choice, found, known = together(table((), {(): 35}), table(("provider",), {("x",): 31, ("y",): 4}))
    assert known["y",] == (3, 7)
    assert found.narrow == ()
    assert found.choice.hidden == choice.hidden


def test_nothing_more_is_hidden_where_enough_is_left():
    """27 is shown as 25, 23 to 27, so 4 in a rest of 31 is 4 to 8."""
    cells = {("x",): 27, ("y",): 4, ("u",): 40, ("w",): 40}
    linking = link([table((), {(): 111}), table(("provider",), cells)], {})
    choice = Suppression(frozenset({linking.place_of[1, ("x",)], linking.place_of[1, ("y",)]}), 1, 1.0, is_optimal=True)
    found = protect_beside_pages(linking, choice, time_limit=5.0)
    assert found.choice == choice
    low, high = next((one.lower, one.upper) for one in found.attack.intervals if one.place == linking.place_of[1, ("y",)])
    assert (round(low), round(high)) == (4, 8)


def test_a_total_is_hidden_where_nothing_else_helps():
    """Ten is the least that a page shows: of an exact total of eleven the other is the one that is left."""
    linking, choice, found, known = together(table((), {(): 11}), table(("provider",), {("x",): 10, ("y",): 1}))
    assert linking.place_of[0, ()] not in choice.hidden
    assert linking.place_of[0, ()] in found.choice.hidden
    assert found.narrow == ()
    assert known["y",] == (1, 2)


def test_what_the_pages_tell_by_themselves_is_not_laid_to_the_publication():
    """A total of ten to twelve, of which the other has at least ten: the pages leave one or two, whatever is published."""
    linking, _, found, _ = together(table((), {(): 11}), table(("provider",), {("x",): 10, ("y",): 1}))
    assert found.already == {linking.place_of[1, ("y",)]}


def test_what_an_earlier_publication_told_cannot_be_helped_and_does_not_hinder():
    """Eleven stood in an edition of before: everyone has it, and hiding it now hides nothing."""
    earlier = Table("young-people 1.0", "in_care", MONTH, (), {(): amount(11)}, release=1)
    linking, _, found, known = together(table((), {(): 11}), table(("provider",), {("x",): 10, ("y",): 1}), earlier)
    assert known["y",] == (1, 1)
    assert (found.narrow, found.already) == ((), {linking.place_of[1, ("y",)]})


def test_cheap_cells_are_hidden_more_before_anything_is_told():
    cells = {("x",): 10, ("y",): 1, ("u",): 40}
    linking = link([table((), {(): 51}), table(("provider",), cells)], {})
    careless = Suppression(frozenset({linking.place_of[1, ("x",)], linking.place_of[1, ("y",)]}), 1, 1.0, is_optimal=True)
    found = protect_beside_pages(linking, careless, time_limit=5.0)
    assert found.narrow == ()
    assert linking.place_of[1, ("u",)] in found.choice.hidden
