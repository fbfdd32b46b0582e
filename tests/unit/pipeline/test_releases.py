"""Releases on a small ledger: what is published, what stays hidden, and what two releases together give away."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from regiewijzer.figures.scope import PUBLIC, OutsideScope, SeveralCodes
from regiewijzer.figures.values import HIDDEN, ValueState, shown
from regiewijzer.pipeline.figure_store import Reproduced, freeze, reproduce
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.releases import release_figures
from regiewijzer.pipeline.releases_audit import FIXED
from tests.support.figure_world import FIRST, NORTH, REGION, SECOND, SOUTH, asked, names, start_table, starts
from tests.support.ledger_world import load_text, make_home

APRIL = {"first_period": date(2024, 4, 1), "last_period": date(2024, 4, 1)}
GROUPS = {(NORTH, FIRST): 23, (NORTH, SECOND): 18, (SOUTH, FIRST): 31, (SOUTH, SECOND): 4}


def lines(groups, known_at="2024-05-02", first=1) -> list[str]:
    found = []
    for place, ((municipality, provider), count) in enumerate(groups.items()):
        youths = names(f"{municipality}-{provider}-{first}-", count)
        said = {"started_on": "2024-04-10", "known_at": known_at, "first_number": first + 100 * place}
        found += starts(youths, municipality=municipality, provider=provider, **said)
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = make_home(tmp_path_factory.mktemp("releases"), REGION)
    load_text(home, start_table(*lines(GROUPS)))
    return home


def april(*by, **more):
    return asked(by=by, **APRIL, **more)


def values(figure) -> dict:
    return {cell.dimensions: cell.value for cell in figure.cells}


def test_what_is_shown_is_exact_and_what_is_small_is_hidden_with_enough_others(home):
    total, crossed = release_figures(home, [april(), april("municipality", "provider")]).figures
    assert values(total) == {(): shown(76)}
    found = values(crossed)
    assert found[SOUTH, SECOND] == HIDDEN
    assert sum(value == HIDDEN for value in found.values()) == 2
    assert crossed.passport.disclosure["rule"] == FIXED
    assert (crossed.passport.disclosure["hidden"], crossed.passport.disclosure["hidden_for_others"]) == (2, 1)


def test_with_all_margins_a_whole_square_is_hidden_and_margins_where_pages_tell_the_rest(home):
    """Pages show 20 for 18 and 25 for 23, so at least 18 and 23: beside exact margins of 22 and 41 only the 4 is left."""
    requests = [april(), april("municipality"), april("provider"), april("municipality", "provider")]
    release = release_figures(home, requests)
    total, *inside = (values(one) for one in release.figures)
    assert total == {(): shown(76)}
    assert [set(one.values()) for one in inside] == [{HIDDEN}] * 3
    assert release.audit.ok
    report = release.audit.to_json()
    small = next(one for one in report["cells"] if one["dimensions"] == {"municipality": SOUTH, "provider": SECOND})
    assert small["from"] <= 3 < 10 <= small["to"]
    assert (report["method"], report["sensitive"], report["hidden"], report["leaks"]) == ("optimal", 1, 8, 0)
    assert (report["narrow"], report["already"]) == (0, 0)
    beside = small["beside_pages"]
    assert not beside["is_leak"]
    assert beside["to"] - beside["from"] >= 2


def test_two_releases_are_protected_as_one(home):
    """First the municipalities; then, a day later, municipality by provider: the margin of then is known."""
    (first,) = release_figures(home, [april("municipality")]).figures
    assert values(first)[SOUTH,] == shown(35)
    alone = values(release_figures(home, [april("municipality", "provider")]).figures[0])
    together = values(release_figures(home, [april("municipality", "provider")], earlier=[first]).figures[0])
    assert alone[SOUTH, FIRST] == shown(31)
    assert together[SOUTH, FIRST] == HIDDEN


def test_a_release_that_cannot_be_made_safe_says_so(home):
    """An earlier one showed everything but the small cell itself: whatever is hidden now, it follows."""
    total, crossed = release_figures(home, [april("municipality"), april("municipality", "provider")]).figures
    cells = tuple(replace(one, value=shown(31), base=None) if one.dimensions == (SOUTH, FIRST) else one for one in crossed.cells)
    careless = replace(crossed, cells=cells)
    audit = release_figures(home, [april("municipality", "provider")], earlier=[total, careless]).audit
    assert not audit.ok
    assert [one["dimensions"] for one in audit.leaks] == [{"municipality": SOUTH, "provider": SECOND}]
    assert audit.to_json()["ok"] is False


def test_a_median_is_hidden_for_itself_alone(home):
    """Nothing adds up to a median, so nothing else is hidden for it."""
    (figure,) = release_figures(home, [asked("trajectory-duration", by=("municipality",))]).figures
    assert {cell.value.state for cell in figure.cells} <= {ValueState.HIDDEN, ValueState.UNKNOWN, ValueState.NOT_APPLICABLE}
    assert figure.passport.disclosure["hidden_for_others"] == 0


def test_a_published_figure_is_frozen_and_reproduced(home):
    for figure in release_figures(home, [april(), april("municipality", "provider")]).figures:
        found = reproduce(home, freeze(home, figure))
        assert (found.outcome, found.different) == (Reproduced.SAME, 0)


def test_several_codes_at_once_are_not_on_the_menu(home):
    with pytest.raises(SeveralCodes):
        release_figures(home, [april(where=(("care_form", ("02", "03")),))])


def test_free_days_of_a_month_are_not_there_outside_the_service_organisation(home):
    """Two days that differ by one message would show one person: only published moments exist."""
    for day in range(1, 31):
        with pytest.raises(OutsideScope):
            compute_figure(home, asked(moment=datetime(2024, 6, day, 22)), PUBLIC)
