import json
from dataclasses import replace

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.queries import QueryError
from regiewijzer.figures.scope import REGION as EVERYTHING
from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline import figure_store
from regiewijzer.pipeline.figure_store import (
    FigureChanged,
    NoSuchFigure,
    Reproduced,
    freeze,
    frozen_ids,
    may_open,
    read_frozen,
    reproduce,
)
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.figures_json import canonical, sha256_of
from tests.support.figure_world import EXACT, FIRST, NORTH, SECOND, SOUTH, asked, loaded_home, south_lines, start_table
from tests.support.ledger_world import load_text


@pytest.fixture
def home(tmp_path):
    return loaded_home(tmp_path)


def edit(home, figure_id: str, change) -> None:
    path = home.figures / f"{figure_id}.json"
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(canonical(content), "utf-8")


def test_frozen_figure_reads_back_equal(home):
    figure = compute_figure(
        home, asked(by=("municipality",), where=(("care_form", ("02",)),)), Scope(frozenset({NORTH}), region=False)
    )

    assert read_frozen(home, freeze(home, figure)) == figure


def test_same_values_keep_the_same_id(home):
    figure = compute_figure(home, asked(), EVERYTHING)

    assert freeze(home, figure) == freeze(home, figure)
    assert frozen_ids(home) == (freeze(home, figure),)


def test_other_scope_or_detail_is_another_figure(home):
    gated, exact = (freeze(home, compute_figure(home, asked(), scope)) for scope in (EVERYTHING, EXACT))

    assert gated != exact


def test_hidden_number_is_not_in_the_file(home):
    figure = compute_figure(home, asked(by=("municipality",)), EVERYTHING)
    path = home.figures / f"{freeze(home, figure)}.json"

    hidden = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell[3][0] == "hidden"]

    assert hidden
    assert all(cell[3][1] is None and cell[4][1] is None for cell in hidden)


@pytest.mark.parametrize("figure_id", ["0" * 16, "../../etc/passwd", "", "ABCDEF0123456789"])
def test_unknown_id_is_a_lookup_error(home, figure_id):
    with pytest.raises(NoSuchFigure):
        read_frozen(home, figure_id)


def test_altered_value_is_noticed(home):
    figure_id = freeze(home, compute_figure(home, asked(), EVERYTHING))
    edit(home, figure_id, lambda content: content["cells"][0][3].__setitem__(1, 30))

    with pytest.raises(FigureChanged):
        read_frozen(home, figure_id)


def test_value_altered_with_its_hash_no_longer_fits_its_address(home):
    figure_id = freeze(home, compute_figure(home, asked(), EVERYTHING))

    def forge(content):
        content["cells"][0][3][1] = 30
        content["sha256"] = sha256_of({key: content[key] for key in ("request", "scope", "cells")})

    edit(home, figure_id, forge)

    with pytest.raises(FigureChanged):
        reproduce(home, figure_id)


def test_file_that_is_not_a_figure_is_noticed(home):
    figure_id = freeze(home, compute_figure(home, asked(), EVERYTHING))
    (home.figures / f"{figure_id}.json").write_text("{", "utf-8")

    with pytest.raises(FigureChanged):
        read_frozen(home, figure_id)


def test_frozen_query_is_checked_before_it_runs(home):
    figure_id = freeze(home, compute_figure(home, asked(), EVERYTHING))
    edit(home, figure_id, lambda content: content["definition"].update(sql="SELECT * FROM read_text('/etc/passwd')"))

    with pytest.raises(QueryError):
        reproduce(home, figure_id)


def test_reproduced_after_later_loads_is_the_same(home):
    """Law 9: what was published is found again in the record, whatever was loaded since."""
    figure_id = freeze(home, compute_figure(home, asked(by=("municipality",)), EXACT))
    load_text(home, start_table(*south_lines(known_at="2024-02-02")[:2]))

    found = reproduce(home, figure_id)

    assert (found.outcome, found.different, found.definition_changed) == (Reproduced.SAME, 0, False)


def test_reproduced_with_its_own_definition_when_that_changed(home, monkeypatch):
    figure_id = freeze(home, compute_figure(home, asked(), EXACT))
    flow = load_indicators()["flow"]
    changed = {"young-people-in-care": replace(flow, id="young-people-in-care")}
    monkeypatch.setattr(figure_store, "load_indicators", lambda: changed)

    found = reproduce(home, figure_id)

    assert (found.outcome, found.definition_changed) == (Reproduced.SAME, True)


def test_other_values_are_listed(home):
    figure = compute_figure(home, asked(), EXACT)
    wrong = replace(figure, cells=(*figure.cells[:-1], replace(figure.cells[-1], series="in_hospital")))

    found = reproduce(home, freeze(home, wrong))

    assert (found.outcome, found.different) == (Reproduced.DIFFERENT, 2)
    assert [(one.frozen and one.frozen.series, one.now and one.now.series) for one in found.differences] == [
        ("in_hospital", None),
        (None, "in_care"),
    ]


def test_lost_record_leaves_the_frozen_values(home):
    figure = compute_figure(home, asked(), EXACT)
    figure_id = freeze(home, replace(figure, request=replace(figure.request, snapshot=7)))

    found = reproduce(home, figure_id)

    assert (found.outcome, found.reasons) == (Reproduced.FORGOTTEN, ("missing_snapshot",))
    assert read_frozen(home, figure_id).cells == figure.cells


@pytest.mark.parametrize(
    ("made_for", "reader", "allowed"),
    [
        (EVERYTHING, EVERYTHING, True),
        (EVERYTHING, Scope(frozenset({NORTH})), False),
        (Scope(frozenset({NORTH})), EVERYTHING, True),
        (Scope(frozenset({NORTH})), Scope(frozenset({NORTH, SOUTH})), True),
        (Scope(frozenset({NORTH, SOUTH})), Scope(frozenset({NORTH})), False),
        (Scope(providers=frozenset({FIRST})), Scope(providers=frozenset({SECOND})), False),
        (EXACT, EVERYTHING, False),
        (EXACT, EXACT, True),
        (EVERYTHING, EXACT, True),
    ],
)
def test_frozen_figure_by_organisation_opens_only_inside_the_scope_of_the_reader(home, made_for, reader, allowed):
    figure = compute_figure(home, asked(by=("municipality",)), EVERYTHING)
    frozen = replace(figure, passport=replace(figure.passport, scope=made_for))

    assert may_open(frozen, reader) is allowed


def test_who_sees_the_region_opens_what_is_frozen_of_the_region(home):
    frozen = compute_figure(home, asked(by=("care_form",)), EVERYTHING)
    only_own = compute_figure(home, asked(by=("care_form",)), Scope(frozenset({NORTH}), region=False))

    assert may_open(frozen, Scope(frozenset({NORTH})))
    assert may_open(frozen, Scope(frozenset(), frozenset()))
    assert not may_open(frozen, Scope(frozenset({NORTH}), region=False))
    assert not may_open(only_own, Scope(frozenset({SOUTH}))), "it looks like the region, but it is of the north alone"
    assert may_open(only_own, Scope(frozenset({NORTH})))


def test_what_is_frozen_of_one_organisation_opens_for_that_one(home):
    frozen = compute_figure(home, asked(where=(("municipality", (NORTH,)),)), EVERYTHING)

    assert may_open(frozen, Scope(frozenset({NORTH})))
    assert not may_open(frozen, Scope(frozenset({SOUTH})))
    assert not may_open(frozen, Scope(providers=frozenset({FIRST})))


def test_outside_the_service_organisation_only_of_a_published_moment(home):
    frozen = compute_figure(home, asked(), EVERYTHING)
    known = (frozen.request.snapshot, frozen.request.moment)

    assert not may_open(frozen, Scope(published_only=True))
    assert may_open(frozen, Scope(published_only=True, published=frozenset({known})))
