"""Why a forecast moved, what is published of it, and how methods are weighed."""

import numpy as np
import pytest

from regiewijzer.forecast.combine import bias_factor, combine, weights
from regiewijzer.forecast.publish import stabilise
from regiewijzer.forecast.revisions import Step, explain

ORDER = (Step("claims", ("claims",)), Step("price", ("price", "index")))
OLD, NEW = {"claims": 100, "price": 2, "index": 1}, {"claims": 130, "price": 3, "index": 1}


def product(inputs):
    return np.array([inputs["claims"] * inputs["price"] * inputs["index"], 5])


def test_the_steps_are_the_revision():
    found = explain(OLD, NEW, ORDER, product)
    assert found.steps["claims"].tolist() == [60, 0]
    assert found.steps["price"].tolist() == [130, 0]
    assert (found.before + sum(found.steps.values())).tolist() == found.after.tolist()


def test_what_depends_on_the_order_is_told():
    """Reversed: price 100, claims 90. Of 190 moved, 30 changes places."""
    assert explain(OLD, NEW, ORDER, product).order_dependence == pytest.approx(30 / 190)
    added = explain(OLD, NEW, ORDER, lambda one: np.array([one["claims"] + one["price"]]))
    assert added.order_dependence == 0


@pytest.mark.parametrize("order", [ORDER[:1], (*ORDER, Step("again", ("claims",)))])
def test_a_part_without_a_step_is_refused(order):
    with pytest.raises(ValueError, match="every part"):
        explain(OLD, NEW, order, product)


def test_the_published_row_holds_half_of_the_news_back():
    found = stabilise(np.array([200, 101, 99]), np.array([100, 100, 100]))
    assert found.row.tolist() == [150, 101, 99]
    assert (found.row + found.held_back).tolist() == [200, 101, 99]
    assert stabilise(np.array([7]), None).held_back.tolist() == [0]


def errors_of(*spreads: float, shared: float = 0.0, vintages: int = 40):
    """Return errors (methods, vintages, 5) with these spreads, of which a part is the same for all."""
    chance = np.random.default_rng(4)
    common = shared * chance.normal(size=(vintages, 5))
    return np.stack([common + spread * chance.normal(size=(vintages, 5)) for spread in spreads])


def test_of_methods_that_err_apart_the_better_weighs_more():
    assert weights(errors_of(0.1, 0.2)) == pytest.approx([0.8, 0.2], abs=0.06)
    assert combine(np.array([[10.0], [20.0]]), np.array([[0.8], [0.2]])) == pytest.approx([12.0])


def test_a_worse_method_that_errs_with_the_better_one_adds_nothing():
    better = errors_of(0.1)[0]
    found = weights(np.stack([better, 1.5 * better + 0.01 * errors_of(1.0)[0]]))
    assert found.tolist() == [1.0, 0.0]
    assert weights(errors_of(0.05, 0.2, shared=0.3))[1] < weights(errors_of(0.05, 0.2))[1] + 0.05


def test_weights_are_none_below_nought_and_one_together_also_of_three():
    first = errors_of(0.1, 0.1, 0.1)
    found = weights(np.stack([first[0], 2 * first[0] + 0.1 * first[1], first[2]]))
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)
    assert found[0] == pytest.approx(0.5, abs=0.1)


def test_too_few_vintages_leave_it_to_the_first_method():
    errors = errors_of(0.2, 0.1, vintages=8)
    errors[:, 3:, 1] = np.nan
    assert weights(errors).tolist() == [1.0, 0.0]


def test_a_bias_seen_before_is_taken_off_for_a_part():
    truth, forecast = np.full((8, 2), 110.0), np.full((8, 2), 100.0)
    truth[2:, 1] = np.nan
    assert bias_factor(truth, forecast) == pytest.approx([1.07, 1.0])
