"""Why the forecast of a year moved: exact, whatever came in."""

from dataclasses import replace

import numpy as np
import pytest

from regiewijzer.forecast.align import aligned, joined
from regiewijzer.forecast.explanation import ORDER, explain_revision
from regiewijzer.forecast.snapshot import Cells, Claims
from regiewijzer.forecast.structural import cost, laws
from tests.support.forecast_world import FIRST, chosen, snapshot_at, world

VINTAGE, YEAR = FIRST + 40, (FIRST + 36, FIRST + 47)


@pytest.fixture(scope="module")
def made():
    return world(seed=11)


@pytest.fixture(scope="module")
def old(made):
    return snapshot_at(made, VINTAGE)


def steps(moved):
    return {name: int(one.sum()) for name, one in moved.explanation.steps.items()}


def test_the_steps_are_the_revision_in_every_cell(made, old):
    new = snapshot_at(made, VINTAGE + 1)
    found = explain_revision(old, new, *YEAR).explanation
    assert tuple(found.steps) == tuple(step.name for step in ORDER)
    assert (found.before + sum(found.steps.values()) == found.after).all()
    year = slice(YEAR[0] - FIRST, YEAR[1] - FIRST + 1)
    for snapshot, total in ((old, found.before), (new, found.after)):
        assert total.sum() == pytest.approx(cost(snapshot, laws(snapshot)).total[:, year].sum(), abs=1)
    assert found.order_dependence < 0.5


def test_nothing_new_moves_nothing(old):
    assert not any(steps(explain_revision(old, old, *YEAR)).values())


def test_a_tariff_shows_as_price_and_a_spell_as_care(old):
    step = FIRST + 42 - FIRST
    price = old.price.copy()
    price[:, step:] *= 1.1
    priced = steps(explain_revision(old, replace(old, price=price), *YEAR, compare=False))
    assert priced["price"] > 0
    assert not any(priced[name] for name in ("claims", "corrections", "care", "population"))
    running = np.isinf(old.spells.stop)
    twice = np.concatenate([np.arange(len(old.spells)), np.flatnonzero(running)])
    more = steps(explain_revision(old, replace(old, spells=chosen(old.spells, twice)), *YEAR, compare=False))
    assert more["care"] > 0
    assert not any(more[name] for name in ("claims", "corrections", "price"))


def test_a_credit_shows_as_correction_as_far_as_it_is_believed(old):
    """What is taken off may be claimed again: three months on the model takes the part for lost that was lost before."""
    believed = laws(old).believed[VINTAGE - (FIRST + 37)]
    claims = old.claims
    credit = Claims(*(np.append(getattr(claims, name), one) for name, one in
                      (("cell", 0), ("month", FIRST + 37), ("known", VINTAGE), ("cents", -5_000_000.0))))  # fmt: skip
    moved = steps(explain_revision(old, replace(old, claims=credit), *YEAR, compare=False))
    assert 0.2 < believed < 0.9
    assert moved["corrections"] == pytest.approx(-5_000_000 * believed, rel=1e-6)
    assert moved["claims"] == 0


def test_a_month_as_expected_is_no_news(made, old):
    """Over a dozen regions the steps of claims and care have no direction: what was expected is in none of them."""
    found = []
    for seed in range(12):
        other = world(seed=50 + seed)
        moved = explain_revision(snapshot_at(other, VINTAGE), snapshot_at(other, VINTAGE + 1), *YEAR, compare=False)
        total = moved.explanation.before.sum()
        found.append([steps(moved)[name] / total for name in ("claims", "care")])
    assert np.abs(np.mean(found, axis=0)).max() < 0.01


def test_a_period_beyond_the_forecast_is_refused(made, old):
    with pytest.raises(ValueError, match="not all in the forecast"):
        explain_revision(old, old, FIRST + 36, FIRST + 90)
    with pytest.raises(ValueError, match="different months"):
        explain_revision(old, replace(old, first=FIRST + 1), *YEAR)


def test_an_empty_cell_and_a_new_product_change_no_other(old):
    cells = old.cells
    wider = Cells(
        cells.municipalities,
        np.array(["44", "45", "46"]),
        np.array(["a", "b", "c", "d", "e"]),
        np.append(cells.municipality, 0),
        np.append(cells.product, 2),
        np.append(cells.provider, 4),
        np.ones(5, dtype=bool),
    )
    both = joined(cells, wider)
    moved = aligned(old, both)
    own, others = cost(old, laws(old)).total, cost(moved, laws(moved)).total
    assert len(both) == len(cells) + 1
    assert others.sum(axis=0) == pytest.approx(own.sum(axis=0))
    assert not others[both.product == 2].any()
