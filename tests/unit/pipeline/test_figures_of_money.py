"""An amount does not give away what one provider brings: not to anyone, and not to another that takes its own off."""

import pytest

from regiewijzer.figures.scope import REGION, Scope
from regiewijzer.figures.values import HIDDEN, shown
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.releases import release_figures
from tests.support.figure_world import FIRST, NORTH, SECOND, SOUTH, asked
from tests.support.money_world import THIRD, claims_home, january

TWO = {(NORTH, FIRST): (30, 1000), (SOUTH, FIRST): (30, 1000), (NORTH, SECOND): (20, 1000), (SOUTH, SECOND): (20, 1000)}
THREE = TWO | {(NORTH, THIRD): (20, 1000), (SOUTH, THIRD): (20, 1000)}
# The third is there, and brings so little that the second finds the first by taking its own off.
NEARLY_TWO = TWO | {(NORTH, THIRD): (10, 100), (SOUTH, THIRD): (10, 100)}
# Enough providers, but beside those of the first there are six young people.
FEW = {(NORTH, FIRST): (30, 1000), (SOUTH, FIRST): (30, 1000), (NORTH, SECOND): (3, 20_000), (SOUTH, THIRD): (3, 20_000)}


def money(by: tuple[str, ...] = (), **more):
    return asked("claimed-care", by=by, **more)


def of(groups) -> int:
    return sum(youths * euros for youths, euros in groups.values()) * 100


@pytest.mark.parametrize(("groups", "is_seen"), [(TWO, False), (NEARLY_TWO, False), (FEW, False), (THREE, True)])
def test_total_of_the_region_is_hidden_where_one_provider_finds_another(tmp_path, groups, is_seen):
    found = january(compute_figure(claims_home(tmp_path, groups), money(), REGION))
    assert found[()] == (shown(of(groups)) if is_seen else HIDDEN)


def test_a_provider_sees_its_own_and_not_the_total_of_two(tmp_path):
    home = claims_home(tmp_path, TWO)
    provider = Scope(providers=frozenset({FIRST}))
    own = january(compute_figure(home, money(("provider",)), provider))
    assert own == {(FIRST,): shown(60_000_00)}
    assert january(compute_figure(home, money(), provider)) == {(): HIDDEN}
    assert january(compute_figure(home, money(("care_form",)), provider)) == {("02",): HIDDEN}


def test_who_asks_per_provider_sees_each(tmp_path):
    found = january(compute_figure(claims_home(tmp_path, TWO), money(("provider",)), REGION))
    assert found == {(FIRST,): shown(60_000_00), (SECOND,): shown(40_000_00)}


def test_a_municipality_with_two_providers_has_no_total(tmp_path):
    home = claims_home(tmp_path, TWO | {(NORTH, THIRD): (20, 1000)})
    found = january(compute_figure(home, money(("municipality",)), REGION))
    assert found == {(NORTH,): shown(70_000_00), (SOUTH,): HIDDEN}


def test_a_publication_keeps_the_amount_of_two_providers(tmp_path):
    """The south has two providers; with the total of the region it would be the region less the north."""
    home = claims_home(tmp_path, TWO | {(NORTH, THIRD): (20, 1000)})
    release = release_figures(home, [money(), money(("municipality",))])
    total, parts = (january(one) for one in release.figures)
    assert release.audit.ok
    assert parts[SOUTH,] == HIDDEN
    assert HIDDEN in (total[()], parts[NORTH,])
