"""Which published cells are tied to which, told by what becomes known when one of them is shown."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.disclosure.audit import audit
from regiewijzer.disclosure.fixed import Amount
from regiewijzer.disclosure.linked import Status
from regiewijzer.disclosure.linking import GRAND_TOTAL, INNER, NOUGHT, TOTAL, link
from regiewijzer.disclosure.same_quantities import concerned, same_quantities
from regiewijzer.disclosure.suppression import suppress
from regiewijzer.disclosure.tables import Table

MONTH = date(2026, 1, 1)
SUBREGIONS = {"municipality": ("subregion", {"a": "east", "b": "east", "c": "west"})}


def amount(value: int) -> Amount:
    return Amount(float(value), True, 10.0 - value, 1.0, 10.0) if 0 < value < 10 else Amount(float(value), False, step=10.0)


def table(by: tuple[str, ...], cells: dict[tuple[str, ...], int], series: str = "in_care", **more) -> Table:
    family = more.pop("family", "young-people 1.0")
    return Table(family, series, more.pop("period", MONTH), by, {key: amount(value) for key, value in cells.items()}, **more)


def hidden(*tables: Table, parents=SUBREGIONS) -> list[set[tuple[str, ...]]]:
    """Return per table the codes that are hidden, after the audit found them safe."""
    linking = link(tables, parents)
    chosen = suppress(linking.linked).hidden
    assert audit(linking.linked, chosen).ok
    return [{key for key in one.cells if linking.place_of[number, key] in chosen} for number, one in enumerate(tables)]


def test_a_total_and_its_parts_are_tied():
    total, parts = table((), {(): 64}), table(("municipality",), {("a",): 4, ("b",): 20, ("c",): 40})
    assert hidden(parts) == [{("a",)}]
    assert hidden(total, parts) == [set(), {("a",), ("b",)}]


def test_a_larger_area_is_a_total_of_the_municipalities_in_it():
    parts = table(("municipality",), {("a",): 4, ("b",): 40, ("c",): 20})
    areas = table(("subregion",), {("east",): 44, ("west",): 20})
    assert hidden(parts, areas) == [{("a",), ("b",)}, set()]


def test_a_figure_of_one_municipality_is_tied_to_the_table_of_all():
    narrowed = table(("care_form",), {("x",): 16, ("y",): 4}, where={"municipality": "b"})
    every = table(("municipality",), {("a",): 30, ("b",): 20})
    assert hidden(narrowed, every) == [{("x",), ("y",)}, set()]


def test_what_counts_twice_in_the_parts_protects_nothing():
    """A young person in two forms of care makes the parts more than the total; an attacker may know how many there are."""
    total, parts = table((), {(): 30}), table(("care_form",), {("x",): 4, ("y",): 28})
    assert hidden(total, parts) == [set(), {("x",), ("y",)}]


def test_the_same_cell_of_two_tables_is_hidden_in_both():
    one = table(("municipality",), {("a",): 4, ("b",): 20, ("c",): 40})
    fine = table(("municipality", "care_form"), {("a", "x"): 4, ("b", "x"): 20, ("c", "x"): 40})
    linking = link([one, one], SUBREGIONS)
    assert len(linking.linked.cells) == 3
    assert hidden(one, fine) == [{("a",)}, {("a", "x")}]


def test_a_rate_is_the_number_it_is_a_rate_of():
    """With the inhabitants known, the rate gives the number: series that count the same are one."""
    count = table(("municipality",), {("a",): 14, ("b",): 20, ("c",): 40})
    rate = table(
        ("municipality", "care_form"), {("a", "x"): 4, ("a", "y"): 10, ("b", "x"): 20, ("c", "x"): 40}, family="rate 1.0"
    )
    other = table(("municipality",), {("a",): 14, ("b",): 20, ("c",): 40}, family="rate 1.0")
    assert hidden(count, rate)[1] == {("a", "x")}
    assert hidden(count, rate, other)[1] == {("a", "x"), ("a", "y")}


def test_series_that_add_up_are_tied():
    """Submitted is approved, refused and open: a small refused amount is not to be had from the other three."""
    months = [date(2026, month, 1) for month in (1, 2, 3)]
    said = {"submitted": (100, 90, 80), "approved": (80, 70, 60), "refused": (4, 10, 10), "open": (16, 10, 10)}
    tables = [
        table((), {(): numbers[place]}, series, period=month)
        for series, numbers in said.items()
        for place, month in enumerate(months)
    ]
    found = dict(zip([(one.series, one.period.month) for one in tables], hidden(*tables), strict=True))
    assert found["refused", 1] == {()}
    assert any(found[name, 1] for name in ("submitted", "approved", "open"))
    assert not any(found[name, month] for name in said for month in (2, 3))


def test_what_an_earlier_release_shows_is_known():
    """The rest of the row was published last month: the new cells must be hidden so that the old ones do not help."""
    before = table(("municipality",), {("a",): 34, ("b",): 20}, release=1)
    fine = {("a", "x"): 4, ("a", "y"): 30, ("b", "x"): 12, ("b", "y"): 8}
    assert hidden(table(("municipality", "care_form"), fine), before)[0] == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}


def test_what_an_earlier_release_hid_for_others_is_not_shown_now():
    """Then b was hidden to protect a; showing b now would give the a of then."""
    cells = {("a",): 4, ("b",): 20, ("c",): 40}
    before, total = table(("municipality",), cells, release=1, hidden=frozenset({("a",), ("b",)})), table((), {(): 64}, release=1)
    now = table(("municipality",), cells)
    linking = link([now, before, total], SUBREGIONS)
    assert linking.linked.cells[linking.place_of[2, ()]].status is Status.KNOWN
    assert hidden(now, before, total)[0] == {("a",), ("b",)}


def test_what_was_hidden_then_stays_so_where_another_choice_would_do_too():
    parts = {("a",): 4, ("b",): 20, ("c",): 40}
    then = table(("municipality",), parts, release=1, hidden=frozenset(parts))
    total = table((), {(): 64})
    assert hidden(total, table(("municipality",), parts), then)[1] == set(parts)


def test_new_knowledge_makes_another_cell():
    """Late messages changed the number: what was shown then is no longer the number of now."""
    before, now = table((), {(): 40}, release=1), table((), {(): 55})
    linking = link([now, before], SUBREGIONS)
    assert linking.place_of[0, ()] != linking.place_of[1, ()]
    assert hidden(now, before)[0] == set()


@pytest.mark.parametrize(
    ("then", "now", "is_hidden"), [(40, 41, True), (49, 40, True), (40, 49, True), (40, 50, False), (0, 12, False)]
)
def test_a_value_beside_an_earlier_one_may_not_give_a_few_people_away(then, now, is_hidden):
    before, after = table((), {(): then}, release=1), table((), {(): now})
    assert bool(hidden(after, before)[0]) is is_hidden
    linking = link([after, before], SUBREGIONS)
    assert audit(linking.linked, set()).ok is not is_hidden, "the audit says so of whoever shows both"


def test_one_young_person_more_does_not_follow_from_parts_that_changed_by_many():
    """One moved, eleven changed to the neighbours: the total changed by one, and both parts together would tell it."""
    before = [table((), {(): 86}, release=1), table(("municipality",), {("a",): 46, ("b",): 40}, release=1)]
    now = [table((), {(): 87}), table(("municipality",), {("a",): 58, ("b",): 29})]
    total, parts, *_ = hidden(*now, *before)
    assert total == {()}
    assert parts


def test_of_a_difference_no_more_is_asked_than_an_amount_can_go():
    """From 500 to 300 euro: it may have become nought, but not less; else no edition with small amounts could ever leave."""

    def money(value: float, **more) -> Table:
        return Table("cost 1.0", "sum", MONTH, (), {(): Amount(value, False, step=1e6)}, **more)

    for then, now in ((50_000.0, 30_000.0), (0.0, 20_000.0), (30_000.0, 30_040.0)):
        assert hidden(money(now), money(then, release=1))[0] == {()}


def test_what_was_hidden_then_gives_no_difference():
    before = table(("municipality",), {("a",): 4, ("b",): 20}, release=1, hidden=frozenset({("a",), ("b",)}))
    now = table(("municipality",), {("a",): 14, ("b",): 21})
    assert hidden(now, before)[0] == set()


COUNTS = {("a",): 14, ("b",): 20, ("c",): 40, ("d",): 30}


def test_a_rate_of_an_earlier_release_is_the_number_of_now():
    """Late messages changed one of four; the rest show that both count the same."""
    rate = table(("municipality",), COUNTS, family="rate 1.0", release=1)
    fine = {("a", "x"): 4, ("a", "y"): 10, ("b", "x"): 20, ("c", "x"): 40, ("d", "x"): 45}
    count = table(("municipality", "care_form"), fine)
    seen = table(("municipality",), COUNTS | {("d",): 45})
    assert hidden(count, seen)[0] == {("a", "x"), ("a", "y")}
    assert hidden(count)[0] == {("a", "x")}
    linking = link([count, seen, rate], SUBREGIONS)
    assert linking.place_of[1, ("a",)] == linking.place_of[2, ("a",)], "hidden in both or in none"
    assert linking.linked.cells[linking.place_of[1, ("a",)]].status is Status.KNOWN


@pytest.mark.parametrize("release", [0, 1])
def test_a_planted_leak_through_another_question_is_found(release):
    """The small number is hidden in its own table, and the rate shows all beside it, in the same edition or the one before."""
    fine = table(("municipality", "care_form"), {("a", "x"): 4, ("a", "y"): 10, ("b", "x"): 20, ("c", "x"): 40, ("d", "x"): 30})
    count = table(("municipality",), COUNTS)
    rate = table(("municipality",), COUNTS, family="use-per-thousand 2.1", release=release)
    for tables, is_found in (((fine, rate), False), ((fine, count, rate), True), ((fine, rate, replace(count, release=2)), True)):
        linking = link(tables, SUBREGIONS)
        careless = {linking.place_of[0, ("a", "x")]}
        assert audit(linking.linked, careless).ok is not is_found


def test_a_planted_leak_through_other_questions_of_two_editions_is_found():
    """The rate of the first edition gives the margin, the number of the second the rest of the row; none has both."""
    rate = table(("municipality",), COUNTS, family="use-per-thousand 2.1", release=1)
    of_then = table(("municipality",), COUNTS, family="young-people 0.9", release=2)
    fine = table(("municipality", "care_form"), {("a", "x"): 4, ("a", "y"): 10, ("b", "x"): 20}, family="young-people 0.9")
    linking = link([fine, rate, of_then], SUBREGIONS)
    assert not audit(linking.linked, {linking.place_of[0, ("a", "x")]}).ok
    assert audit(linking.linked, suppress(linking.linked).hidden).ok


def test_a_rate_of_then_and_a_number_of_now_that_lie_close_give_a_difference():
    rate = table(("municipality",), COUNTS, family="rate 1.0", release=1)
    assert hidden(table(("municipality",), COUNTS | {("d",): 31}), rate)[0] == {("d",)}


def test_series_that_agree_by_chance_are_not_one():
    """Within a release every cell must agree, and of two releases at least half."""
    other = table(("municipality",), COUNTS | {("d",): 31}, family="other 1.0")
    assert same_quantities([table(("municipality",), COUNTS), other])["other 1.0 in_care"] == "other 1.0 in_care"
    far = table(("municipality",), {**COUNTS, **{(code,): 9 for code in "defgh"}}, family="far 1.0", release=1)
    many = table(("municipality",), COUNTS | {(code,): 50 for code in "defgh"})
    assert same_quantities([many, far])["far 1.0 in_care"] == "far 1.0 in_care"


def test_earlier_tables_that_nothing_ties_to_the_new_ones_are_left_out():
    new, same = table((), {(): 40}), table((), {(): 44}, release=1)
    other = table((), {(): 40}, family="dropout 1.0", release=1)
    past = table((), {(): 40}, release=1, period=date(2025, 1, 1))
    beside = table((), {(): 4}, "refused", release=1)
    assert concerned([new, same, other, past, beside]) == [new, same, beside]


def test_hiding_costs_the_reader_most_where_most_is_read():
    total = table((), {(): 72})
    sums = table(("municipality",), {("a",): 34, ("b",): 20, ("c",): 18})
    fine = table(("municipality", "care_form"), {("a", "x"): 34, ("a", "y"): 0, ("b", "x"): 20, ("c", "x"): 18})
    linking = link([total, sums, fine], SUBREGIONS)
    cost = {key: linking.linked.cells[place].cost for key, place in linking.place_of.items()}
    assert (cost[0, ()], cost[1, ("a",)], cost[2, ("a", "x")], cost[2, ("a", "y")]) == (GRAND_TOTAL, TOTAL, INNER, NOUGHT)
