"""Vintage after vintage, learning only from what was known."""

from dataclasses import replace

import numpy as np
import pytest

from regiewijzer.forecast.backtest import COMBINED, PRACTICE, cases, revision, scores, skill
from regiewijzer.forecast.practice import by_ratio, commitments
from regiewijzer.forecast.replay import Replay, add, run
from regiewijzer.forecast.second_opinion import second_opinion
from regiewijzer.forecast.snapshot import Claims, Faulty, Spells
from regiewijzer.forecast.structural import laws
from regiewijzer.forecast.universe import ALL_LEVELS, Universe, Window, year_window
from tests.support.forecast_world import FIRST, World, snapshot_at, world

VINTAGES = range(FIRST + 23, FIRST + 48)
LAST = FIRST + 47


@pytest.fixture(scope="module")
def made():
    return world(seed=7, months=57)


@pytest.fixture(scope="module")
def replayed(made):
    return run(lambda vintage: snapshot_at(made, vintage), VINTAGES)


def shuffled(made: World, after: int) -> World:
    """The same region with everything that became known later mixed up, and a part of it deleted."""
    chance = np.random.default_rng(9)
    claims, spells = made.claims, made.spells
    late = np.flatnonzero(claims.known > after)
    cents = claims.cents.copy()
    cents[late] = chance.permutation(cents[late]) * 3
    keep = np.ones(len(cents), dtype=bool)
    keep[late[::2]] = False
    columns = replace(claims, cents=cents)
    other = Claims(*(getattr(columns, name)[keep] for name in ("cell", "month", "known", "cents")))
    stop = np.where(spells.stop_known > after, spells.stop + chance.random(len(spells)) * 40, spells.stop)
    seen = (spells.start_known <= after) | (chance.random(len(spells)) < 0.5)
    names = ("cell", "start", "stop", "value", "start_known", "stop_known", "planned")
    moved = replace(spells, stop=stop)
    return World(made.cells, Spells(*(getattr(moved, name)[seen] for name in names)), other, made.months)


def test_what_comes_later_changes_not_one_bit(made, replayed):
    other = run(lambda vintage: snapshot_at(shuffled(made, LAST), vintage), VINTAGES)
    changed = run(lambda vintage: snapshot_at(shuffled(made, LAST - 6), vintage), VINTAGES)
    one, same, differs = (each.vintages[-1] for each in (replayed, other, changed))
    assert np.array_equal(one.point, same.point)
    assert not np.array_equal(one.point, differs.point)
    window = year_window(LAST + 1)
    for level in ALL_LEVELS:
        intervals = [each.interval(each.vintages[-1], window, level).quantiles for each in (replayed, other)]
        assert np.array_equal(*intervals, equal_nan=True)


def test_a_longer_replay_leaves_earlier_vintages_alone(made, replayed):
    short = run(lambda vintage: snapshot_at(made, vintage), list(VINTAGES)[:-12])
    for one, other in zip(short.vintages, replayed.vintages, strict=False):
        assert np.array_equal(one.point, other.point)


def test_levels_add_up(replayed):
    now = replayed.vintages[-1]
    window = Window(1, 12)
    region = replayed.interval(now, window, ()).point
    for level in ALL_LEVELS:
        assert replayed.interval(now, window, level).point.sum() == pytest.approx(region[0])


def test_an_interval_widens_with_the_months_ahead_and_holds_its_point(replayed):
    now = replayed.vintages[-1]

    def width(window):
        found = replayed.interval(now, window, ("municipality",))
        return float((found.quantiles[:, 5] - found.quantiles[:, 1]).sum() / found.point.sum())

    assert width(Window(-11, 0)) < width(Window(-5, 6)) < width(Window(1, 12))


def test_samples_of_cells_make_samples_of_sums(replayed):
    """The region from samples of cells is about as unsure as its own errors say: cells that err together stay together."""
    now, window = replayed.vintages[-1], Window(-5, 6)
    drawn = replayed.samples(now, window)
    errors = replayed.errors(now, window, ())
    assert len(drawn.bottom) == len(errors) > 10
    point = replayed.interval(now, window, ()).point
    assert (drawn.bottom.sum(axis=1) / point - 1).std() == pytest.approx(errors.std(), rel=0.35)


def test_of_too_few_vintages_no_interval_follows(made):
    early = run(lambda vintage: snapshot_at(made, vintage), [FIRST + 11, FIRST + 12])
    assert np.isnan(early.interval(early.vintages[-1], year_window(FIRST + 12), ()).quantiles).all()


def test_vintages_come_in_order(made, replayed):
    with pytest.raises(ValueError, match="order of time"):
        add(replayed, snapshot_at(made, LAST))
    ahead = replace(snapshot_at(made, LAST + 2), vintage=LAST + 1)
    with pytest.raises(Faulty):
        add(Replay(), ahead)


def test_scores_of_a_replay(made):
    longer = run(lambda vintage: snapshot_at(made, vintage), range(FIRST + 18, FIRST + 57))
    found = {(one.level, one.quarter, one.method): one for one in scores(longer)}
    assert {method for _, _, method in found} == {"structural", "claims", COMBINED, PRACTICE}
    for level in ALL_LEVELS[:2]:
        errors = [found[level, quarter, COMBINED].wape for quarter in range(4)]
        assert errors[3] < errors[0]
        assert all(0 <= error < 0.2 for error in errors)
    truth = made.truth
    case = next(cases(longer, ()))
    start = case.vintage - case.vintage % 12 - FIRST
    assert case.truth[0] == pytest.approx(truth[:, start : start + 12].sum(), rel=0.002)
    moved = revision(longer, ())
    assert 0 < moved.published < moved.raw
    assert skill(longer, ()).skill < 1


def test_the_second_opinion_is_near_on_a_quiet_region(made):
    seen = snapshot_at(made, LAST)
    found = second_opinion(seen, laws(seen))
    assert found.shape[:2] == (3, 2)
    truth = made.truth[:, 48:57].sum()
    assert found[:, :, 48:57].sum() == pytest.approx(truth, rel=0.15)


def test_commitments_run_to_the_planned_end(made):
    seen = snapshot_at(made, LAST)
    assigned = commitments(seen, 12).sum(axis=0)
    assert assigned[-1] < assigned[LAST - FIRST]
    assert by_ratio(np.array([100.0, 50.0]), np.array([80.0, 0.0]), np.array([60.0, 4.0])) == pytest.approx([75.0, 40.0])


def test_the_universe_grows_and_never_renumbers(made):
    universe = Universe()
    cells = made.cells
    part = replace(cells, municipality=cells.municipality[:5], product=cells.product[:5], provider=cells.provider[:5])
    first = universe.place(part)
    assert universe.place(cells)[:5].tolist() == first.tolist()
    assert len(universe) == len(cells)
    assert universe.nodes(np.ones(5), ()).tolist() == [5.0]
    assert year_window(24_002) == Window(-2, 9)
    assert year_window(24_002, 1) == Window(10, 21)
