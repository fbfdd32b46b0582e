"""The share of a month that is known, and the rhythm of who claims."""

import numpy as np
import pytest

from regiewijzer.forecast.billing import BillingClass, billing_classes
from regiewijzer.forecast.delay import reporting_shares, share_at
from regiewijzer.forecast.triangles import from_records, known

TRUE = np.array([0.3, 0.6, 0.85, 0.95, 1.0])
MONTHS = 36


def _triangles(levels, share=TRUE, months=MONTHS):
    """Triangles of groups whose months of care reach so many cents, of which the shares are known."""
    full = np.asarray(levels, dtype=float)[:, None, None] * np.ones((1, months, 1)) * share
    return np.where(known(months, len(share), months - 1), full, np.nan)


def test_a_share_that_is_always_the_same_is_found():
    table = reporting_shares(_triangles([1000.0, 50.0]), np.zeros(2, dtype=int), 0)
    assert table == pytest.approx(np.broadcast_to(TRUE, table.shape))


def test_nothing_and_credits_break_nothing():
    triangles = _triangles([1000.0, 0.0, 400.0])
    triangles[2, 5] = -20.0
    triangles[2, 8] = 0.0
    table = reporting_shares(triangles, np.zeros(3, dtype=int), 0)
    assert np.isfinite(table).all()
    assert table[0, 0] == pytest.approx(TRUE, abs=0.03)


def test_a_small_group_is_drawn_to_its_pool_and_a_large_one_is_not():
    slow = np.array([0.1, 0.2, 0.4, 0.8, 1.0])
    prompt, late = _triangles([1000.0] * 9), _triangles([0.1, 1e6], slow)
    table = reporting_shares(np.concatenate([prompt, late]), np.zeros(11, dtype=int), 0)
    small, large = table[9, 0, 0], table[10, 0, 0]
    assert large == pytest.approx(0.1, abs=0.05)
    assert abs(small - table[0, 0, 0]) < abs(large - table[0, 0, 0])


def test_rejected_lines_give_a_share_above_one():
    table = reporting_shares(_triangles([1000.0], np.array([0.5, 1.04, 1.0])), np.zeros(1, dtype=int), 0)
    assert table[0, 0, 1] == pytest.approx(1.04)


def test_month_in_quarter_counts():
    months, share = 36, np.zeros((36, 5))
    for month in range(months):
        share[month] = np.arange(5) >= 3 - month % 3
    triangle = np.where(known(months, 5, months - 1), 100.0 * share, np.nan)[None]
    table = reporting_shares(triangle, np.zeros(1, dtype=int), 0)
    assert table[0, 2, 1] == pytest.approx(1.0, abs=0.05)
    assert table[0, 0, 2] == pytest.approx(0.0, abs=0.05)


def test_only_the_last_months_count():
    early, late = _triangles([100.0], np.array([0.9, 1.0]), 60), _triangles([100.0], np.array([0.4, 1.0]), 60)
    triangles = np.concatenate([early[:, :36], late[:, 36:]], axis=1)
    table = reporting_shares(triangles, np.zeros(1, dtype=int), 0, window=18)
    assert table[0, :, 0] == pytest.approx([0.4] * 3)


def test_share_outside_the_table():
    table = reporting_shares(_triangles([100.0]), np.zeros(1, dtype=int), 0)
    zero = np.zeros(3, dtype=int)
    assert share_at(table, zero, zero, np.array([-1, 0, 99])) == pytest.approx([0.0, 0.3, 1.0])


def test_a_triangle_of_records():
    triangle = from_records(
        np.array([0, 0, 1, 1, 2]),
        np.array([0, 5, -1, 1, 1]),
        np.array([10.0, 5.0, 7.0, 1.0, 99.0]),
        origins=3,
        developments=3,
        vintage=2,
    )
    assert triangle[0].tolist() == [10.0, 10.0, 10.0]
    assert triangle[1, :2].tolist() == [7.0, 8.0]
    assert triangle[2, 0] == 0.0
    assert np.isnan(triangle[2, 1:]).all()


def _claims(pattern, months=24):
    """Increments of providers: pattern(month) gives {delay: amount}."""
    increments = np.zeros((1, months, 12))
    for month in range(months):
        for delay, amount in pattern(month).items():
            increments[0, month, delay] = amount
    return increments


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (lambda month: {1: 80.0, 2: 20.0}, BillingClass.MONTHLY),
        (lambda month: {3 - month % 3: 100.0}, BillingClass.QUARTERLY),
        (lambda month: {3 - month % 3: 90.0, 4: 10.0}, BillingClass.QUARTERLY),
        (lambda month: {4 + month * 7 % 5: 100.0}, BillingClass.IRREGULAR),
        (lambda month: {1: 100.0} if month < 3 else {}, BillingClass.MONTHLY),
        (lambda month: {}, BillingClass.MONTHLY),
    ],
)
def test_billing_class(pattern, found):
    assert billing_classes(_claims(pattern), 0).tolist() == [found]
