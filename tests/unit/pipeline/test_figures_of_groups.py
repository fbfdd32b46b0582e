"""Where everyone of a group gets one form of care, no nought says so: in no breakdown, by no filter, in no publication."""

from datetime import date

import pytest

from regiewijzer.figures.scope import REGION as EVERYTHING
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import HIDDEN, shown
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.releases import release_figures
from tests.support.figure_world import EXACT, FIRST, NORTH, REGION, SECOND, SOUTH, asked
from tests.support.ledger_world import load_text, make_home

# Youths per municipality, provider and category: everyone in the south is in one category and at one provider.
GROUPS = {
    (NORTH, FIRST, "45"): 20,
    (NORTH, SECOND, "45"): 20,
    (NORTH, FIRST, "54"): 20,
    (NORTH, SECOND, "43"): 20,
    (SOUTH, FIRST, "45"): 35,
}
APRIL = {"first_period": date(2024, 4, 1), "last_period": date(2024, 4, 1)}
OWN = Scope(municipalities=frozenset({SOUTH}))


def home_of(place, groups):
    lines = ["youth_id | municipality_code | provider_code | assignment_number | product_category | started_on | known_at"]
    for (municipality, provider, category), count in groups.items():
        for number in range(count):
            youth = f"{municipality}{provider}{category}{number}"
            lines.append(f"{youth} | {municipality} | {provider} | {len(lines)} | {category} | 2024-01-10 | 2024-05-02")
    home = make_home(place, REGION)
    load_text(home, {"care_start": "\n".join(lines)})
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return home_of(tmp_path_factory.mktemp("groups"), GROUPS)


def values(figure) -> dict:
    return {cell.dimensions: cell.value for cell in figure.cells}


def test_noughts_beside_a_whole_group_are_hidden(home):
    found = values(compute_figure(home, asked(by=("municipality", "product_category"), **APRIL), EVERYTHING))
    assert {key[1]: value for key, value in found.items() if key[0] == SOUTH} == {"43": HIDDEN, "45": shown(35), "54": HIDDEN}


def test_the_only_code_that_occurs_does_not_stand_alone(home):
    """A table of one row would say that nobody of that municipality has anything else."""
    asking = asked(by=("product_category",), where=(("municipality", (SOUTH,)),), **APRIL)
    assert values(compute_figure(home, asking, EVERYTHING)) == {("43",): HIDDEN, ("45",): shown(35), ("54",): HIDDEN}


@pytest.mark.parametrize("name", ["product_category", "provider"])
def test_what_occurs_outside_the_scope_is_not_named(home, name):
    asking = asked(by=(name,), where=(("municipality", (SOUTH,)),), **APRIL)
    found = values(compute_figure(home, asking, OWN))
    assert found == {({"product_category": "45", "provider": FIRST}[name],): shown(35)}


def test_the_only_code_that_anyone_has_stands_alone(tmp_path):
    """That is what the region, or the definition, has: it tells nothing of a group."""
    home = home_of(tmp_path, {(NORTH, FIRST, "45"): 20, (SOUTH, SECOND, "45"): 35})
    asking = asked(by=("product_category",), where=(("municipality", (SOUTH,)),), **APRIL)
    assert values(compute_figure(home, asking, EVERYTHING)) == {("45",): shown(35)}


@pytest.mark.parametrize("name", ["product_category", "provider"])
@pytest.mark.parametrize("scope", [EVERYTHING, OWN])
def test_a_question_for_one_code_tells_no_more(home, name, scope):
    code = {"product_category": "54", "provider": SECOND}[name]
    where = (("municipality", (SOUTH,)), (name, (code,)))
    assert values(compute_figure(home, asked(where=where, **APRIL), scope)) == {(): HIDDEN}


def test_a_group_of_nobody_is_nought(home):
    where = (("municipality", (SOUTH,)), ("provider", (SECOND,)))
    found = values(compute_figure(home, asked(by=("product_category",), where=where, **APRIL), EVERYTHING))
    assert set(found.values()) <= {shown(0), HIDDEN}
    assert values(compute_figure(home, asked(by=("municipality",), **APRIL), EVERYTHING))[SOUTH,] == shown(35)


def test_who_may_see_exact_numbers_sees_noughts(home):
    asking = asked(where=(("municipality", (SOUTH,)), ("product_category", ("54",))), **APRIL)
    assert values(compute_figure(home, asking, EXACT)) == {(): shown(0)}


def test_a_publication_hides_them_so_that_they_do_not_follow(home):
    requests = [asked(by=by, **APRIL) for by in (("municipality",), ("municipality", "product_category"))]
    release = release_figures(home, requests)
    margin, crossed = (values(one) for one in release.figures)
    assert release.audit.ok
    assert margin == {(NORTH,): shown(80), (SOUTH,): shown(35)}
    assert {value for key, value in crossed.items() if key[0] == SOUTH} == {HIDDEN}, (
        "35 of 35 would say that the others are nought"
    )
