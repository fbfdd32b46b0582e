"""Several years ahead: who grows older, how starts follow, how intervals widen, and how cells divide over forms of care."""

from dataclasses import replace

import numpy as np
import pytest

from regiewijzer.forecast.ageing import cohorts, growth, monthly, start_rates
from regiewijzer.forecast.forms import Forms, Records, all_cells, divided, form_cells, forms_replay, possible, whole
from regiewijzer.forecast.replay import Replay, add
from regiewijzer.forecast.structural import cost, laws
from regiewijzer.forecast.years import AHEAD, YEAR, aged, horizon, widened, widening, years_of
from tests.support.forecast_world import FIRST, snapshot_at, world

VINTAGE = FIRST + 33


def test_who_is_there_grows_a_year_older():
    known = np.zeros((1, 1, 5, 2))
    known[0, 0, 2] = (100, 90)
    found = cohorts(known, 2)
    assert found[0, :, :, 0].argmax(axis=1).tolist() == [2, 3, 4]
    assert found[0, 2, 4].tolist() == [100, 90]


def test_moving_in_is_learned_per_age_and_drawn_to_the_region():
    years = np.full((2, 4, 6, 2), 5_000.0)
    years[1] = 50.0
    for year in range(1, 4):  # a tenth more of every group each year, in both places
        years[:, year, 1:] = years[:, year - 1, :-1] * 1.1
    found = cohorts(years, 1)
    assert found[:, 1, 1:] == pytest.approx(years[:, 3, :-1] * 1.1, rel=0.01)
    assert found[:, 1, 0] == pytest.approx(years[:, 1:, 0].mean(axis=1))


def test_starts_follow_the_ages_at_which_care_begins():
    starts = np.zeros((2, 4, 2))
    starts[0, 3], starts[1, 0] = 500, 500  # one product begins at 3, the other at birth
    people = np.full((1, 2, 4, 2), 1000.0)
    people[0, 1, 3] = 2000.0
    found = growth(start_rates(starts, people[0, 0]), people)
    assert found[0, 0, 1] == pytest.approx(2.0, abs=0.05)
    assert found[0, 1, 1] == pytest.approx(1.0, abs=0.05)
    few = growth(start_rates(starts / 500, people[0, 0]), people)
    assert few[0, 0, 1] < found[0, 0, 1]  # a product with two starts follows all together


def test_growth_runs_straight_between_januaries():
    found = monthly(np.array([1.0, 1.2, 1.2]), 2026, 12 * 2026 + 5, 20)
    assert found[0] == pytest.approx((1 + 0.2 / 2) / (1 + 0.2 * 5 / 12))
    assert found[6:].max() == pytest.approx(1.2 / (1 + 0.2 * 5 / 12))
    assert (np.diff(found) >= 0).all()


def test_the_horizon_ends_with_the_last_year():
    for month in range(12):
        vintage = 12 * 2026 + month
        assert (vintage + horizon(vintage)) % YEAR == YEAR - 1
        assert (vintage + horizon(vintage)) // YEAR == years_of(vintage)[-1] == 2026 + AHEAD


def test_intervals_widen_as_those_of_a_walk_of_which_the_drift_is_estimated():
    """Four years of history: 80 % of what comes is held in every later year, when the first is right."""
    chance, runs, history, vintage = np.random.default_rng(3), 20_000, 4, 12 * 2026 + 11
    steps = chance.normal(0.03, 0.05, (runs, history * 12 + 60)) / np.sqrt(12)
    level = np.cumsum(steps, axis=1)
    now = history * 12 - 1
    drift = (level[:, now] - level[:, 0]) / now
    half = 0.5  # a year is about its middle
    months = [round(12 * (ahead - half)) for ahead in range(1, 5)]
    errors = [level[:, now + month] - level[:, now] - drift * month for month in months]
    limits = np.quantile(errors[0], [0.1, 0.9])
    for ahead, error in enumerate(errors, 1):
        low, high = limits * widening(vintage, ahead, history)
        assert ((error > low) & (error < high)).mean() == pytest.approx(0.8, abs=0.03), ahead


def test_an_interval_never_falls_below_nought_and_is_nothing_without_one():
    point, near = np.array([100.0, 0.0]), np.array([80.0, 0.0])
    told = np.array([[60.0, 80.0, 100.0], [np.nan, np.nan, np.nan]])
    found = widened(point, near, told, 3.0)
    assert found[0] == pytest.approx([100 * 0.75**3, 100, 100 * 1.25**3])
    assert np.isnan(found[1]).all()


@pytest.fixture(scope="module")
def snapshot():
    return snapshot_at(world(seed=5), VINTAGE)


def test_more_young_people_are_more_care_and_cost(snapshot):
    law = laws(snapshot, horizon(VINTAGE))
    flat = np.ones((len(snapshot.cells), horizon(VINTAGE)))
    base, more = (cost(*aged(snapshot, law, factor)).total for factor in (flat, 1.5 * flat))
    assert (more[:, : snapshot.months] == base[:, : snapshot.months]).all()
    last = more[:, -12:].sum() / base[:, -12:].sum()
    assert 1.3 < last < 1.5  # care that runs now is a small part by then
    same = cost(replace(snapshot, population=np.ones_like(snapshot.population)), law).total
    assert base == pytest.approx(same)


def _forms(cells):
    """Claims tell that product 44 is half foster care, of which a tenth was known a year ago; 45 has no claims at all."""
    of_44 = np.flatnonzero(cells.products[cells.product] == "44")
    cell = np.repeat(of_44, 2)
    form = np.tile([0, 1], len(of_44))
    count = len(cell)
    records = Records(cell, form, np.full(count, VINTAGE - 3), np.full(count, VINTAGE - 2), np.where(form == 0, 300.0, 100.0))
    return Forms(("11", "14", "02"), np.array([1, 2]), records)


def test_cells_divide_over_forms_as_they_were_claimed_and_add_up(snapshot):
    cells = snapshot.cells
    values = np.full((len(cells), 12), 1000.0)
    found = divided(_forms(cells), cells, values, VINTAGE + 1, VINTAGE)
    assert found.sum(axis=1) == pytest.approx(values)
    is_44 = cells.products[cells.product] == "44"
    assert found[is_44, 0] == pytest.approx(750.0)
    assert found[~is_44, 2] == pytest.approx(1000.0)
    before = divided(_forms(cells), cells, values, VINTAGE + 1, VINTAGE - 6)  # nothing was known yet: the usual form
    assert before[is_44, 1] == pytest.approx(1000.0)


def test_whole_cents_add_up_also_below_nought():
    total = np.array([[7, -7, 0, 1]])
    shares = np.array([0.5, 0.3, 0.2])[None, :, None]
    found = whole(shares * total[:, None, :], total)
    assert found.sum(axis=1).tolist() == total.tolist()
    assert np.abs(found - shares * total[:, None, :]).max() <= 1


def test_a_replay_of_forms_holds_the_same_sums():
    made, replay = world(seed=6), Replay()
    for month in range(FIRST + 30, FIRST + 34):
        add(replay, snapshot_at(made, month))
    cells = all_cells(replay.universe)
    forms = _forms(cells)
    by_form = forms_replay(replay, cells, forms)
    assert len(form_cells(forms, cells)) == len(possible(forms, cells)[0])
    for one, other in zip(replay.vintages, by_form.vintages, strict=True):
        whole_place = replay.universe.nodes(one.point, ("municipality",)), by_form.universe.nodes(other.point, ("municipality",))
        assert whole_place[1] == pytest.approx(whole_place[0])
    assert {name[0] for name in by_form.universe.names(("product",))} == {"11", "14", "02"}
