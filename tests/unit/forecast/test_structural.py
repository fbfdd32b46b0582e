"""The structural model on a region of which the laws are known."""

from dataclasses import replace

import numpy as np
import pytest

from regiewijzer.forecast.billing import BillingClass
from regiewijzer.forecast.durations import durations
from regiewijzer.forecast.snapshot import Claims, Faulty, Snapshot, Spells, check
from regiewijzer.forecast.structural import COST_PARTS, cost, in_care, laws, starts, stops
from tests.support.forecast_world import FIRST, HAZARD, LAG, REALISATION, STARTS, snapshot_at, world

VINTAGE = 47


@pytest.fixture(scope="module")
def made():
    return world(seed=3, months=72)


@pytest.fixture(scope="module")
def snapshot(made):
    return snapshot_at(made, FIRST + VINTAGE)


@pytest.fixture(scope="module")
def law(snapshot):
    return laws(snapshot)


def test_the_laws_are_found_again(snapshot, law):
    assert law.classes.tolist() == [*[BillingClass.MONTHLY] * 3, BillingClass.QUARTERLY]
    assert law.table[0, 0, : len(LAG)] == pytest.approx(np.cumsum(LAG), abs=0.03)
    assert 1 - law.durations.curves[:, 12] ** (1 / 12) == pytest.approx(HAZARD, abs=0.01)
    assert law.durations.starts_known[:3] == pytest.approx([0.6, 0.9, 1.0], abs=0.03)
    assert law.durations.stops_known[:4] == pytest.approx([0.4, 0.7, 0.9, 1.0], abs=0.03)
    assert np.median(law.realisation) == pytest.approx(REALISATION, abs=0.02)
    monthly = law.starts[:, -12:].sum() / 12
    assert monthly == pytest.approx(STARTS[snapshot.cells.product].sum(), rel=0.1)


def test_care_that_ends_with_the_year_gives_a_season(made):
    """Half of all care still running in the last month of a year is ended on its last day."""
    chance, spells = np.random.default_rng(4), made.spells
    december = 12 * (np.floor(spells.start / 12) + 1)
    ends = (chance.random(len(spells)) < 0.5) & (spells.stop > december)
    stop = np.where(ends, december, spells.stop)
    known = np.where(ends, december.astype(int), spells.stop_known)
    other = replace(made, spells=replace(spells, stop=stop, stop_known=np.maximum(known, spells.start_known)))
    season = durations(snapshot_at(other, FIRST + VINTAGE)).season
    assert season.argmax() == 11
    assert season[11] > 1.5
    assert np.delete(season, 11).max() < 1.1


def test_parts_add_up_and_stand_where_they_belong(snapshot, law):
    found = cost(snapshot, law)
    past = snapshot.months
    assert tuple(found.parts) == COST_PARTS
    assert sum(found.parts.values()) == pytest.approx(found.total)
    assert all(not found.parts[name][:, past:].any() for name in ("reported", "bf"))
    assert all(not found.parts[name][:, :past].any() for name in ("open", "late", "inflow", "price"))
    assert found.parts["reported"][:, :past].sum() == pytest.approx(snapshot.claims.cents.sum())


@pytest.mark.parametrize("vintage", [35, 41, 47, 53])
def test_the_coming_year_is_near_what_comes(made, vintage):
    """Chance in starts and durations alone moves a year of this little region by 4 % (one standard deviation)."""
    seen = snapshot_at(made, FIRST + vintage)
    found, truth = cost(seen, laws(seen)).total, made.truth
    ahead, recent = slice(vintage + 1, vintage + 13), slice(vintage - 2, vintage + 1)
    assert found[:, ahead].sum() == pytest.approx(truth[:, ahead].sum(), rel=0.13)
    assert found[:, recent].sum() == pytest.approx(truth[:, recent].sum(), rel=0.04)


def test_no_bias_over_many_regions():
    """Twenty regions, one vintage each: the mean error of the coming year is within its own uncertainty, and within 2 %."""
    errors = []
    for seed in range(20):
        other = world(seed=100 + seed, months=61)
        seen = snapshot_at(other, FIRST + VINTAGE)
        ahead = slice(VINTAGE + 1, VINTAGE + 13)
        errors.append(cost(seen, laws(seen)).total[:, ahead].sum() / other.truth[:, ahead].sum() - 1)
    assert abs(np.mean(errors)) < 0.02


def test_stock_and_flow(made, snapshot, law):
    care, began = in_care(snapshot, law), starts(snapshot, law)
    ended = stops(care, began).parts["stops"]
    stock = care.total
    assert stock[:, 1:] == pytest.approx(stock[:, :-1] + began.total[:, 1:] - ended[:, 1:])
    spells = made.spells
    truth = ((spells.start < FIRST + VINTAGE + 1) & (spells.stop >= FIRST + VINTAGE + 1)).sum()
    assert stock[:, VINTAGE].sum() == pytest.approx(truth, rel=0.05)


def test_a_step_in_tariffs_is_the_price_part(snapshot, law):
    raised = replace(snapshot, price=np.concatenate([snapshot.price, np.full((2, 12), 1.1 * snapshot.price[0, -1])], axis=1))
    before, after = cost(snapshot, law), cost(raised, law)
    for name in ("open", "late", "inflow"):
        assert after.parts[name] == pytest.approx(before.parts[name])
    assert after.parts["price"].sum() > before.parts["price"].sum()


def test_who_is_paid_a_lump_sum_costs_nothing_in_claims(snapshot):
    cells = replace(snapshot.cells, claims=np.array([True, True, True, False]))
    silent = snapshot.cells.provider[snapshot.claims.cell] != 3
    claims = Claims(*(getattr(snapshot.claims, name)[silent] for name in ("cell", "month", "known", "cents")))
    told = replace(snapshot, cells=cells, claims=claims)
    assert not cost(told, laws(told)).total[cells.provider == 3].any()


def test_little_is_known_and_nothing_breaks(snapshot):
    """One month, one cell of care, no claims, no tariffs, no population: finite, and not below zero."""
    none = np.zeros(0)
    numbers = none.astype(np.int64)
    young = Snapshot(
        FIRST,
        FIRST,
        snapshot.cells,
        Spells(*(np.array([one]) for one in (0, FIRST + 0.5, np.inf, np.nan, FIRST, -1, np.inf))),
        Claims(numbers, numbers, numbers, none),
        np.full((2, 1), np.nan),
        np.full((3, 1), np.nan),
    )
    found = cost(young, laws(young))
    assert np.isfinite(found.total).all()
    assert not found.total.any()
    assert in_care(young, laws(young)).total[0, 0] == pytest.approx(1.0, abs=0.3)


def test_credits_larger_than_claims_break_nothing(snapshot):
    claims = snapshot.claims
    recent = claims.month >= snapshot.vintage - 3
    odd = replace(snapshot, claims=replace(claims, cents=np.where(recent, -claims.cents, claims.cents)))
    assert np.isfinite(cost(odd, laws(odd)).total).all()


@pytest.mark.parametrize("part", ["start_known", "stop_known"])
def test_knowledge_from_the_future_is_refused(snapshot, part):
    late = getattr(snapshot.spells, part).copy()
    late[0] = snapshot.vintage + 1
    with pytest.raises(Faulty, match="after vintage"):
        check(replace(snapshot, spells=replace(snapshot.spells, **{part: late})))


def test_columns_must_fit(snapshot):
    with pytest.raises(Faulty, match="unequal"):
        check(replace(snapshot, claims=replace(snapshot.claims, cents=np.zeros(1))))
