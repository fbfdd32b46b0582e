"""What a month comes to of which a part is known."""

import numpy as np
import pytest

from regiewijzer.forecast.nowcast import bornhuetter_ferguson, chain_ladder, nowcast


def arrays(*values):
    return [np.array(one, dtype=float) for one in values]


def test_bornhuetter_ferguson():
    reported, share, expected = arrays([30.0, 0.0], [0.3, 0.3], [120.0, 50.0])
    found = bornhuetter_ferguson(reported, share, expected)
    assert found.outstanding == pytest.approx([84.0, 35.0])
    assert found.total == pytest.approx([114.0, 35.0])


def test_chain_ladder_needs_a_share():
    assert chain_ladder(*arrays([30.0], [0.3])).total == pytest.approx([100.0])
    with pytest.raises(ValueError, match="above zero"):
        chain_ladder(*arrays([30.0], [0.0]))


def test_the_known_part_takes_over_when_it_is_large():
    reported, share, expected = arrays([95.0, 80.0, 0.0], [0.95, 0.8, 0.95], [50.0, 50.0, 50.0])
    assert nowcast(reported, share, expected).total == pytest.approx([100.0, 90.0, 2.5])


def test_too_much_known_is_taken_back():
    assert nowcast(*arrays([104.0], [1.04], [100.0])).total == pytest.approx([100.0])
