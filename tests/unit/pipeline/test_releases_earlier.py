"""What an earlier release made known is what was published, not what the ledger says of it today."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from regiewijzer.figures.values import HIDDEN, shown
from regiewijzer.pipeline.releases import release_figures
from tests.support.figure_world import FIRST, NORTH, REGION, SECOND, SOUTH, asked, names, start_table, starts
from tests.support.ledger_world import load_text, make_home

APRIL = {"first_period": date(2024, 4, 1), "last_period": date(2024, 4, 1)}
GROUPS = {(NORTH, FIRST): 23, (NORTH, SECOND): 18, (SOUTH, FIRST): 31, (SOUTH, SECOND): 4}
JUNE, JULY, AUGUST = datetime(2024, 6, 30, 22), datetime(2024, 7, 31, 22), datetime(2024, 8, 31, 22)


def lines(groups, known_at="2024-05-02", first=1) -> list[str]:
    found = []
    for place, ((municipality, provider), count) in enumerate(groups.items()):
        youths = names(f"{municipality}-{provider}-{first}-", count)
        said = {"started_on": "2024-04-10", "known_at": known_at, "first_number": first + 100 * place}
        found += starts(youths, municipality=municipality, provider=provider, **said)
    return found


def a_home(path, *late):
    """Return a home; each of `late` tells how many more in the north become known after June, July and so on."""
    home = make_home(path, REGION)
    load_text(home, start_table(*lines(GROUPS)))
    for number, count in enumerate(late):
        said = {"known_at": f"2024-0{7 + number}-03", "first": 900 + 100 * number}
        load_text(home, start_table(*lines({(NORTH, FIRST): count}, **said)))
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return a_home(tmp_path_factory.mktemp("earlier"))


def april(*by, moment=JUNE):
    return asked(by=by, **{**APRIL, "moment": moment})


def three(moment=JUNE):
    return [april(moment=moment), april("municipality", moment=moment), april("municipality", "provider", moment=moment)]


def values(figure) -> dict:
    return {cell.dimensions: cell.value for cell in figure.cells}


def altered(figure, dimensions, value):
    """Return a figure as it was published before something was removed from the ledger."""
    cells = tuple(replace(one, value=value) if one.dimensions == dimensions else one for one in figure.cells)
    return replace(figure, cells=cells)


def test_a_correction_by_many_is_shown_and_gives_nothing_of_the_first_away(tmp_path):
    home = a_home(tmp_path / "home", 12)
    before = release_figures(home, three()).figures
    release = release_figures(home, three(JULY), earlier=before)
    assert release.audit.ok
    assert values(release.figures[0]) == {(): shown(88)}
    assert values(release.figures[2])[SOUTH, SECOND] == HIDDEN
    assert "kept" not in release.figures[0].passport.disclosure


def test_one_late_young_person_is_not_told_by_two_editions(tmp_path):
    """76 and then 77, in the region and in the north: that is one known child. The numbers of the first stay."""
    home = a_home(tmp_path / "home", 1)
    before = release_figures(home, [april(), april("municipality")]).figures
    release = release_figures(home, [april(moment=JULY), april("municipality", moment=JULY)], earlier=before)
    assert [values(one) for one in release.figures] == [values(one) for one in before]
    marked = [{key for key, value in values(one).items() if value.is_kept} for one in release.figures]
    assert marked == [{()}, {(NORTH,)}], "the south did not change, and is not marked"
    assert values(release.figures[0]) == {(): shown(76)}
    assert [one.passport.disclosure["kept"] for one in release.figures] == [1, 1]
    assert release.audit.ok
    differences = [one for one in release.audit.to_json()["cells"] if one.get("is_difference")]
    assert [(one["from"] <= 0, one["to"] >= 10, one["is_leak"]) for one in differences] == [(True, True, False)] * 2


def test_what_was_kept_is_shown_when_enough_have_come(tmp_path):
    """Four, then seven more: the second edition keeps the number of the first, the third shows it."""
    home = a_home(tmp_path / "home", 4, 7)
    first = release_figures(home, [april(), april("municipality")]).figures
    second = release_figures(home, [april(moment=JULY), april("municipality", moment=JULY)], earlier=first).figures
    third = release_figures(home, [april(moment=AUGUST), april("municipality", moment=AUGUST)], earlier=[*first, *second])
    assert [values(one[0])[()] for one in (first, second, third.figures)] == [shown(76), shown(76), shown(87)]
    assert third.audit.ok
    assert third.audit.not_compared == ()


def test_the_number_that_was_published_counts_when_the_ledger_says_another_today(home):
    """Published with two who were erased since: the difference of two is not to be seen."""
    (first,) = release_figures(home, [april("municipality")]).figures
    before = altered(first, (NORTH,), shown(43))
    (now,) = release_figures(home, [april("municipality")], earlier=[before]).figures
    assert values(now) == {(NORTH,): shown(43), (SOUTH,): shown(35)}


def test_what_is_known_of_then_counts_though_its_data_are_gone(home):
    (first,) = release_figures(home, [april("municipality")]).figures
    gone = replace(first, request=replace(first.request, snapshot=99))
    release = release_figures(home, [april("municipality", "provider")], earlier=[gone])
    assert values(release.figures[0])[SOUTH, FIRST] == HIDDEN
    assert release.audit.not_compared == ()


def test_what_was_hidden_stays_so_when_nobody_can_tell_any_more_what_it_was(home):
    total, crossed = release_figures(home, [april("provider"), april("municipality", "provider")]).figures
    kept = {key for key, value in values(crossed).items() if value == HIDDEN}
    gone = [replace(one, request=replace(one.request, snapshot=99)) for one in (total, crossed)]
    release = release_figures(home, [april("municipality", "provider")], earlier=gone)
    assert kept <= {key for key, value in values(release.figures[0]).items() if value == HIDDEN}
    assert release.audit.to_json()["not_compared"] == ["young-people-in-care"]


def test_a_figure_whose_definition_is_kept_no_more_is_named(home):
    (first,) = release_figures(home, [april("municipality")]).figures
    other = replace(first, passport=replace(first.passport, definition_version="0.1-gone"))
    assert release_figures(home, [april()], earlier=[other]).audit.not_compared == ("young-people-in-care",)


def test_earlier_figures_of_other_periods_are_not_worked_out_again(home, monkeypatch):
    from regiewijzer.pipeline import releases_earlier

    (first,) = release_figures(home, [asked(first_period=date(2024, 5, 1), last_period=date(2024, 5, 1))]).figures
    monkeypatch.setattr(releases_earlier, "measured", lambda *_: pytest.fail("it was"))
    release_figures(home, [april()], earlier=[first])
