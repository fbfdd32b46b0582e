"""What an assumption changes in the model, on a region of known laws: that, from then on, there, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from regiewijzer.definitions.what_if import Assumption, Kind
from regiewijzer.forecast.scenarios import changed, drawn, outcomes, profile
from regiewijzer.forecast.structural import cost, in_care, laws, starts
from tests.support.forecast_world import FIRST, snapshot_at, world

VINTAGE = FIRST + 47
SINCE = VINTAGE + 4  # the fourth month ahead: three months ahead stay as they were
LEVELS = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])


@pytest.fixture(scope="module")
def snapshot():
    return snapshot_at(world(seed=3, months=72), VINTAGE)


@pytest.fixture(scope="module")
def law(snapshot):
    return laws(snapshot)


def assumed(kind, size, **more):
    return Assumption(kind, size, size, size, SINCE, **more)


def under(snapshot, law, *assumptions):
    return changed(snapshot, law, assumptions, [one.likely for one in assumptions])


def of(snapshot, product=None, municipality=None):
    keys = snapshot.cells.keys
    chosen = np.ones(len(snapshot.cells), dtype=bool)
    for name, code in (("product", product), ("municipality", municipality)):
        chosen &= chosen if code is None else keys[name] == code
    return chosen


def test_without_assumptions_nothing_changes(snapshot, law):
    assert np.array_equal(cost(*under(snapshot, law)).total, cost(snapshot, law).total)
    none = under(snapshot, law, assumed(Kind.INFLOW, 0.0), assumed(Kind.DURATION, 0.0), assumed(Kind.PRICE, 0.0))
    assert cost(*none).total == pytest.approx(cost(snapshot, law).total)


@pytest.mark.parametrize("kind", [Kind.INFLOW, Kind.DURATION, Kind.PRICE, Kind.POPULATION, Kind.WAITING])
def test_nothing_changes_before_it_begins(snapshot, law, kind):
    found, base = (cost(*one).total for one in (under(snapshot, law, assumed(kind, 0.1)), (snapshot, law)))
    before = SINCE - snapshot.first
    assert found[:, :before] == pytest.approx(base[:, :before])
    assert (found[:, before:].sum(axis=1) > base[:, before:].sum(axis=1) - 1e-6).all()
    assert found[:, before:].sum() > 1.0001 * base[:, before:].sum()


def test_more_inflow_is_more_starts_of_that_product_alone(snapshot, law):
    found, base = (starts(*one).total for one in (under(snapshot, law, assumed(Kind.INFLOW, 0.1, product="45")), (snapshot, law)))
    since = SINCE - snapshot.first
    chosen = of(snapshot, product="45")
    assert found[chosen, since:] == pytest.approx(1.1 * base[chosen, since:])
    assert np.array_equal(found[~chosen], base[~chosen])


def test_price_raises_every_euro_from_that_month(snapshot, law):
    found, base = (cost(*one).total for one in (under(snapshot, law, assumed(Kind.PRICE, 0.04)), (snapshot, law)))
    since = SINCE - snapshot.first
    assert found[:, since:] == pytest.approx(1.04 * base[:, since:])


def test_longer_care_leaves_starts_and_lets_more_run(snapshot, law):
    longer = under(snapshot, law, assumed(Kind.DURATION, 0.5))
    assert np.array_equal(starts(*longer).total, starts(snapshot, law).total)
    assert in_care(*longer).total[:, -1].sum() > 1.1 * in_care(snapshot, law).total[:, -1].sum()


def test_duration_scales_the_chance_to_stop(snapshot, law):
    """Who runs on with half the chance to stop each month: the survival of the months ahead to the power of a half."""
    steady = replace(law, durations=law.durations._replace(season=np.ones(12)))
    longer = under(snapshot, steady, Assumption(Kind.DURATION, 1.0, 1.0, 1.0, VINTAGE + 1))
    base, found = (in_care(*one).parts["open"][:, snapshot.months - 1 :].sum(axis=0) for one in ((snapshot, steady), longer))
    assert found[0] == pytest.approx(base[0])
    lost, still = 1 - base[1] / base[0], 1 - found[1] / found[0]
    assert still == pytest.approx(lost / 2, rel=0.05)


def test_substitution_moves_starts_and_loses_none(snapshot, law):
    moved = under(snapshot, law, assumed(Kind.SUBSTITUTION, 0.3, product="44", to="45"))
    found, base = starts(*moved).total, starts(snapshot, law).total
    since = SINCE - snapshot.first
    assert found.sum() == pytest.approx(base.sum())
    assert found[of(snapshot, "44"), since:] == pytest.approx(0.7 * base[of(snapshot, "44"), since:])
    for code in snapshot.cells.municipalities:
        there = of(snapshot, municipality=code)
        assert found[there].sum() == pytest.approx(base[there].sum()), "care stays in its municipality"


def test_a_waiting_list_adds_so_many_starts_for_so_long(snapshot, law):
    there = under(snapshot, law, assumed(Kind.WAITING, 10, until=SINCE + 2, product="45", municipality="m1"))
    more = starts(*there).total - starts(snapshot, law).total
    since = SINCE - snapshot.first
    assert more.sum(axis=0)[since : since + 3] == pytest.approx([10, 10, 10])
    assert more.sum() == pytest.approx(30)
    assert more[~of(snapshot, "45", "m1")].sum() == pytest.approx(0)


def test_population_grows_by_the_year(snapshot, law):
    more = under(snapshot, law, assumed(Kind.POPULATION, 0.12))
    found, base = (starts(*one).total[0, SINCE - snapshot.first :] for one in (more, (snapshot, law)))
    assert found[11] / base[11] == pytest.approx(1.12)
    assert found[5] / base[5] == pytest.approx(1.12**0.5)


def test_a_ramp_grows_evenly_and_ends(snapshot):
    ramp = Assumption(Kind.INFLOW, 0, 0, 0, VINTAGE + 2, until=VINTAGE + 6, over=4)
    assert profile(ramp, VINTAGE, 8).tolist() == [0, 0.25, 0.5, 0.75, 1, 1, 0, 0]


def test_draws_cover_the_triangle(snapshot):
    found = drawn([Assumption(Kind.INFLOW, -0.2, 0.0, 0.4, SINCE), assumed(Kind.PRICE, 0.01)], 400)
    assert found[:, 1].tolist() == [0.01] * 400
    one = found[:, 0]
    assert (one.min() >= -0.2, one.max() <= 0.4) == (True, True)
    assert one.mean() == pytest.approx((-0.2 + 0.0 + 0.4) / 3, abs=0.003)
    assert (one < 0).mean() == pytest.approx(1 / 3, abs=0.01)
    assert np.array_equal(found, drawn([Assumption(Kind.INFLOW, -0.2, 0.0, 0.4, SINCE), assumed(Kind.PRICE, 0.01)], 400))


def test_certainty_of_base_and_assumptions_together():
    """A sure difference moves the interval of the base; an unsure one widens it."""
    base = np.array([80.0, 90.0, 95.0, 100.0, 105.0, 110.0, 120.0])
    moved = outcomes(100.0, base, LEVELS, np.full(60, -7.0))
    assert moved == pytest.approx(base - 7, abs=0.5)
    wider = outcomes(100.0, base, LEVELS, np.linspace(-30, 30, 61))
    assert wider[5] - wider[1] > 1.5 * (base[5] - base[1])
    assert wider[3] == pytest.approx(100, abs=0.5)
