"""Law 5: no user sees a row outside the scope, whatever the question.

Every group of youths is in a ledger of its own beside the ledger with all of them. What a reader is shown of the own rows must
be what the ledger with nothing but those rows shows: then no row of another can have had any influence.
"""

from datetime import datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import MOST_NAMED_OUTSIDE, PUBLIC, OutsideScope, Scope, is_region_level
from regiewijzer.figures.scope import REGION as EVERYTHING
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figure_store import may_open
from regiewijzer.pipeline.figures import compute_figure
from tests.support.figure_world import FIRST, NORTH, REGION, SECOND, SOUTH, asked, names, start_table, starts
from tests.support.ledger_world import load_text, make_home

GROUPS = {(NORTH, FIRST): 23, (NORTH, SECOND): 12, (SOUTH, FIRST): 15, (SOUTH, SECOND): 4}
SCOPES = {
    "north": Scope(municipalities=frozenset({NORTH})),
    "south": Scope(municipalities=frozenset({SOUTH})),
    "first": Scope(providers=frozenset({FIRST})),
    "second": Scope(providers=frozenset({SECOND})),
    "first in the north": Scope(frozenset({NORTH}), frozenset({FIRST})),
}
ALONE = {name: Scope(one.municipalities, one.providers, region=False) for name, one in SCOPES.items()}
EXACT = {name: Scope(one.municipalities, one.providers, EVERYTHING.detail.EXACT) for name, one in SCOPES.items()}


def _table(groups) -> dict[str, str]:
    """Return the starts of these groups. All begin in one month and are known on one day: every ledger has the same calendar."""
    lines = []
    for place, ((municipality, provider), count) in enumerate(GROUPS.items()):
        if (municipality, provider) in groups:
            said = {"started_on": f"2024-01-1{place}", "known_at": "2024-05-02", "first_number": 100 * (place + 1)}
            youths = names(f"{municipality}-{provider}-", count)
            lines += starts(youths, municipality=municipality, provider=provider, **said)
    return start_table(*lines)


@pytest.fixture(scope="module")
def home_of(tmp_path_factory):
    """Return the ledger with what is inside a scope, and nothing else."""

    @cache
    def made(municipalities, providers) -> Home:
        scope = Scope(municipalities, providers)
        inside = [(one, other) for one, other in GROUPS if scope.allows(municipality=one, provider=other)]
        home = make_home(tmp_path_factory.mktemp("scope"), REGION)
        load_text(home, _table(inside))
        return home

    return lambda scope: made(scope.municipalities, scope.providers)


codes = {
    "municipality": st.sampled_from([NORTH, SOUTH]).map(lambda one: {one}),
    "provider": st.sampled_from([FIRST, SECOND]).map(lambda one: {one}),
    "care_form": st.just({"02"}),
}
conditions = st.lists(st.sampled_from(sorted(codes)), unique=True, max_size=2).flatmap(
    lambda chosen: st.tuples(*(codes[name].map(lambda found, name=name: (name, tuple(sorted(found)))) for name in chosen))
)
requests = st.builds(
    asked,
    indicator=st.sampled_from(["young-people-in-care", "flow"]),
    by=st.lists(st.sampled_from(["municipality", "provider", "care_form"]), unique=True, max_size=2).map(tuple),
    where=conditions,
).filter(lambda one: len({*one.by, *(name for name, _ in one.where)}) <= MOST_NAMED_OUTSIDE)  # more is not on the menu
often = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _names_another(request: Request, scope: Scope) -> bool:
    own = {"municipality": scope.municipalities, "provider": scope.providers}
    return any(own.get(name) is not None and not set(found) <= own[name] for name, found in request.where)


def _seen(figure: Figure) -> tuple:
    return figure.cells, figure.passport.messages_counted, figure.passport.at_risk_share, figure.passport.reconstructed_share


@often
@given(request=requests, name=st.sampled_from(sorted(SCOPES)), kind=st.sampled_from([SCOPES, ALONE, EXACT]))
def test_the_own_rows_show_what_a_ledger_of_only_those_shows(home_of, request, name, kind):
    scope = kind[name]
    if _names_another(request, scope):
        with pytest.raises(OutsideScope):
            compute_figure(home_of(EVERYTHING), request, scope)
    elif not (is_region_level(request.by, request.where) and scope.region):
        found = compute_figure(home_of(EVERYTHING), request, scope)
        assert _seen(found) == _seen(compute_figure(home_of(scope), request, scope))
        assert found.cells, "an empty answer would prove nothing"


@often
@given(request=requests, name=st.sampled_from(sorted(SCOPES)))
def test_the_region_is_the_same_for_whoever_may_see_it(home_of, request, name):
    """Nobody gets a region with one more or one less in it, from which another could be worked out by comparing."""
    if is_region_level(request.by, request.where):
        home = home_of(EVERYTHING)
        everyone = compute_figure(home, request, EVERYTHING)
        for scope in (SCOPES[name], PUBLIC):
            published = frozenset({(everyone.request.snapshot, everyone.request.moment)})
            reader = Scope(scope.municipalities, scope.providers, published_only=True, published=published)
            assert _seen(compute_figure(home, request, reader)) == _seen(everyone)


@often
@given(request=requests, name=st.sampled_from(sorted(SCOPES)))
def test_no_cell_names_another(home_of, request, name):
    scope = SCOPES[name]
    try:
        cells = compute_figure(home_of(EVERYTHING), request, scope).cells
    except OutsideScope:
        return
    own = {"municipality": scope.municipalities, "provider": scope.providers}
    for place, dimension in enumerate(request.by):
        if own.get(dimension) is not None:
            assert {cell.dimensions[place] for cell in cells} <= own[dimension]


@often
@example(request=asked(by=("provider",)), made_for=SCOPES["first in the north"], name="first")
@given(request=requests, made_for=st.sampled_from([EVERYTHING, *SCOPES.values()]), name=st.sampled_from(sorted(SCOPES)))
def test_what_was_frozen_opens_only_for_who_could_have_asked_it(home_of, request, made_for, name):
    reader = SCOPES[name]
    try:
        frozen = compute_figure(home_of(EVERYTHING), request, made_for)
    except OutsideScope:
        return
    if may_open(frozen, reader):
        if is_region_level(request.by, request.where):
            again = compute_figure(home_of(EVERYTHING), request, Scope(detail=reader.detail))
        else:  # from the reader's own rows alone the same follows, asked as narrowly as it was asked then
            again = compute_figure(home_of(reader), request, made_for)
        shown = {(cell.series, cell.dimensions, cell.period): cell for cell in again.cells}
        assert all(shown.get((cell.series, cell.dimensions, cell.period)) == cell for cell in frozen.cells)


@often
@given(request=requests, published=st.sets(st.sampled_from([(1, datetime(2024, 6, 30, 22)), (1, datetime(2024, 5, 31, 22))])))
def test_outside_the_service_organisation_only_what_was_published_is_there(home_of, request, published):
    reader = Scope(published_only=True, published=frozenset(published))
    asked_at = (1, request.moment)
    if asked_at in published:
        assert compute_figure(home_of(EVERYTHING), request, reader).request.moment == request.moment
    else:
        with pytest.raises(OutsideScope):
            compute_figure(home_of(EVERYTHING), request, reader)
