"""How long months are."""

import numpy as np
import pytest

from regiewijzer.forecast.month_lengths import MEAN_DAYS, month_lengths


def test_days_of_months_also_in_a_leap_year():
    found = month_lengths(2024 * 12, 14) * MEAN_DAYS
    assert found == pytest.approx([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28])


def test_four_hundred_years_are_even():
    assert np.mean(month_lengths(2000 * 12, 4800)) == pytest.approx(1.0, abs=1e-6)
