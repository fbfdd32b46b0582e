"""What holds for any numbers: sums, cents, order and bounds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from regiewijzer.forecast.conformal import quantiles_of
from regiewijzer.forecast.delay import reporting_shares
from regiewijzer.forecast.hierarchy import LEVELS, Hierarchy
from regiewijzer.forecast.nowcast import nowcast
from regiewijzer.forecast.panel import combined
from regiewijzer.forecast.publish import stabilise
from regiewijzer.forecast.reconcile import reconcile, whole_cents
from regiewijzer.forecast.revisions import Step, explain
from regiewijzer.forecast.survival import conditional, life_table, survival
from regiewijzer.forecast.triangles import cumulative, incremental, known

MONEY = st.floats(-1e6, 1e9, allow_nan=False)
CENTS = st.integers(-(10**11), 10**11)


@st.composite
def trees(draw):
    cells = draw(st.integers(1, 12))
    codes = {name: draw(st.lists(st.sampled_from("abc"), min_size=cells, max_size=cells)) for name in "mpa"}
    names = {"m": "municipality", "p": "product", "a": "provider"}
    return Hierarchy({names[name]: np.array(codes[name]) for name in codes})


@given(trees(), st.data())
def test_whole_cents_add_up_on_every_level_and_stay_near(tree, data):
    bottom = np.array(data.draw(st.lists(MONEY, min_size=tree.cells, max_size=tree.cells)))
    cents = whole_cents(bottom)
    assert np.abs(cents - bottom).max() <= 1
    assert abs(int(cents.sum()) - bottom.sum()) <= 0.51
    for level in LEVELS:
        assert tree.aggregate(cents, level).sum() == cents.sum()


@given(trees(), st.data())
@settings(max_examples=50)
def test_reconciled_is_never_below_zero_and_no_other_is_nearer(tree, data):
    rows = tree.summing.shape[0]
    base = np.array(data.draw(st.lists(st.floats(-1e4, 1e6), min_size=rows, max_size=rows)))
    variances = np.array(data.draw(st.lists(st.floats(0.1, 100), min_size=rows, max_size=rows)))
    found = reconcile(tree.summing, base, variances)

    def distance(bottom):
        return float((((base - tree.summing @ bottom) ** 2) / variances).sum())

    best = distance(found)
    assert (found >= 0).all()
    for cell in range(tree.cells):
        for step in (-100.0, 100.0):
            other = found.copy()
            other[cell] = max(0.0, other[cell] + step)
            assert distance(other) >= best * (1 - 1e-9) - 1e-3


@given(arrays.arrays(np.int64, 5, elements=CENTS), arrays.arrays(np.int64, 5, elements=CENTS))
def test_what_is_held_back_is_half_and_adds_up(raw, previous):
    found = stabilise(raw, previous)
    assert (found.row + found.held_back == raw).all()
    assert (2 * np.abs(found.held_back) <= np.abs(raw - previous)).all()


@given(st.lists(st.tuples(CENTS, CENTS), min_size=1, max_size=6), st.randoms())
def test_steps_are_the_revision_in_any_order(parts, chance):
    old = {str(number): one for number, (one, _) in enumerate(parts)}
    new = {str(number): other for number, (_, other) in enumerate(parts)}
    order = [Step(name, (name,)) for name in old]
    chance.shuffle(order)

    def forecast(inputs):
        values = [inputs[name] for name in sorted(inputs)]
        return np.array([sum(values), values[0] * (values[-1] % 7)], dtype=np.int64)

    found = explain(old, new, order, forecast)
    assert (found.before + sum(found.steps.values()) == found.after).all()
    assert 0 <= found.order_dependence <= 1


@given(arrays.arrays(np.float64, (4, 6), elements=st.floats(-1e6, 1e6)))
def test_increments_and_running_sums_undo_each_other(triangle):
    assert cumulative(incremental(triangle)) == pytest.approx(triangle, abs=1e-6)


@given(arrays.arrays(np.float64, (3, 20, 5), elements=st.floats(-1e5, 1e7)), st.integers(0, 2))
def test_shares_are_finite_whatever_is_claimed(increments, first):
    triangles = np.where(known(20, 5, 19), cumulative(increments), np.nan)
    table = reporting_shares(triangles, np.array([0, 0, 1]), first)
    assert np.isfinite(table).all()
    assert (table >= 0).all()
    assert (table[..., -1] == 1).all()


@given(
    arrays.arrays(np.float64, 6, elements=st.floats(-1e6, 1e8)),
    arrays.arrays(np.float64, 6, elements=st.floats(0, 1.5)),
    arrays.arrays(np.float64, 6, elements=st.floats(0, 1e8)),
)
def test_a_nowcast_lies_by_the_expected_or_the_reported(reported, share, expected):
    found = nowcast(reported, share, expected)
    assert np.isfinite(found.total).all()
    assert (np.abs(found.outstanding) <= np.maximum(expected, 0.5 * np.abs(reported)) + 1e-6).all()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), max_size=40))
def test_survival_falls_from_one_and_never_below_zero(spells):
    entry, leave, stopped = np.array(spells, dtype=np.int64).reshape(-1, 3).T
    curve = survival(life_table(entry, leave, stopped.astype(float), 24).hazard)
    assert curve[0] == 1
    assert (np.diff(curve) <= 1e-12).all()
    assert (curve >= -1e-12).all()
    ahead = conditional(curve, np.array([0, 5, 24, 40]), 12)
    assert (ahead[:, 0] == 1).all()
    assert (np.diff(ahead, axis=1) <= 1e-12).all()


@given(arrays.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 60)), elements=st.floats(0, 1e7)))
def test_a_panel_is_finite_and_knows_no_neighbours(series):
    ahead = combined(series, 6, lowest=0.0)
    assert np.isfinite(ahead).all()
    assert (ahead >= 0).all()
    assert combined(series[:1], 6, lowest=0.0) == pytest.approx(ahead[:1])


@given(arrays.arrays(np.float64, st.integers(2, 80), elements=st.floats(-1e3, 1e3)))
def test_quantiles_never_cross(scores):
    assert (np.diff(quantiles_of(scores)) >= 0).all()
