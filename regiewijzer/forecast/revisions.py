"""Why a forecast moved: the inputs of the old vintage are replaced by the new ones, step by step, in a fixed order.

Each step is a difference of two whole forecasts in cents, so the steps add up to the revision exactly, whatever the model. What
they share between them depends on the order; the reversed order shows how much.
(After Todd, Algorithms for explaining forecast revisions, Journal of Forecasting 11, 1992.)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import IntArray

Inputs = Mapping[str, Any]
Forecast = Callable[[Inputs], IntArray]


class Step(NamedTuple):
    """A cause by name, and the parts of the inputs that it replaces."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """The revision in steps, in cents with the shape of the forecast. `order_dependence`: 0.2 = a fifth of what moved."""

    before: IntArray
    after: IntArray
    steps: Mapping[str, IntArray]
    order_dependence: float


def _check(old: Inputs, new: Inputs, order: Sequence[Step]) -> None:
    named = [part for step in order for part in step.parts]
    if sorted(named) != sorted({*old, *new}) or {*old} != {*new}:
        raise ValueError("the steps must name every part of the inputs, once")


def _walk(old: Inputs, new: Inputs, order: Sequence[Step], forecast: Forecast) -> dict[str, IntArray]:
    now, reached, steps = dict(old), forecast(old), {}
    for step in order:
        now |= {part: new[part] for part in step.parts}
        following = forecast(now)
        steps[step.name] = following - reached
        reached = following
    return steps


def explain(old: Inputs, new: Inputs, order: Sequence[Step], forecast: Forecast, *, compare: bool = True) -> Explanation:
    """Return what each step did to the forecast; ValueError when the steps leave out a part or name one twice.

    `forecast` gives whole cents of any fixed shape from the inputs. With `compare` the reversed order is walked too: as many
    forecasts again.
    """
    _check(old, new, order)
    steps = _walk(old, new, order, forecast)
    before, after = forecast(old), forecast(new)
    if not compare:
        return Explanation(before, after, steps, 0.0)
    other = _walk(old, new, order[::-1], forecast)
    moved = max(1, *(sum(int(np.abs(one).sum()) for one in walk.values()) for walk in (steps, other)))
    apart = sum(int(np.abs(steps[name] - other[name]).sum()) for name in steps)
    return Explanation(before, after, steps, apart / moved / 2)
