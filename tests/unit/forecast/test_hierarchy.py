"""What adds up, to the cent."""

import numpy as np
import pytest

from regiewijzer.forecast.hierarchy import Hierarchy
from regiewijzer.forecast.reconcile import reconcile, whole_cents

TREE = Hierarchy(
    {
        "municipality": np.array(["m1", "m1", "m2"]),
        "product": np.array(["44", "45", "45"]),
        "provider": np.array(["a", "b", "b"]),
    }
)


def test_nodes_and_sums():
    assert TREE.nodes[:3] == [((), ()), (("municipality",), ("m1",)), (("municipality",), ("m2",))]
    assert (TREE.summing @ np.array([1.0, 2.0, 4.0]))[TREE.rows(("municipality",))].tolist() == [3.0, 4.0]
    assert TREE.aggregate(np.array([1, 2, 4]), ("product",)).tolist() == [1, 6]
    assert TREE.aggregate(np.array([[1, 1], [2, 2], [4, 4]]), ()).tolist() == [[7, 7]]


def test_what_adds_up_already_is_left_alone():
    bottom = np.array([10.0, 0.0, 5.0])
    base = TREE.summing @ bottom
    assert reconcile(TREE.summing, base, np.ones(len(base))) == pytest.approx(bottom, abs=1e-6)


def test_a_sure_total_moves_the_unsure_parts():
    base = TREE.summing @ np.array([10.0, 10.0, 10.0])
    variances = np.ones(len(base))
    base[0], variances[0] = 60.0, 1e-9
    assert reconcile(TREE.summing, base, variances).sum() == pytest.approx(60.0, rel=1e-6)


def test_a_variance_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above zero"):
        reconcile(TREE.summing, np.zeros(10), np.zeros(10))


def test_whole_cents_keep_the_total():
    assert whole_cents(np.array([0.5, 0.5, 0.5, 0.5])).tolist() == [1, 1, 0, 0]
    assert whole_cents(np.array([-0.4, 1.4])).tolist() == [0, 1]
    assert whole_cents(np.array([0.4, 0.4, 10.6]), np.array([0, 0, 1])).tolist() == [1, 0, 11]
    assert whole_cents(np.array([])).tolist() == []
