"""A norm held against demand and capacity: plain arithmetic on values that passed the disclosure gate.

The 80th percentile lies between two that are kept with a forecast, the 75th and the 90th, as on a normal curve. Of several
product categories the percentiles are added, as if all turn out high together: rather too much demand than too little.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from regiewijzer.figures.values import UNKNOWN, Value, ValueState, shown

# (z(0.80) - z(0.75)) / (z(0.90) - z(0.75)) of the standard normal distribution.
BETWEEN = (0.841621 - 0.674490) / (1.281552 - 0.674490)


class State(StrEnum):
    """How the agreement stands."""

    MET = "met"
    TIGHT = "tight"  # the norm is met, and the demand that may come is not
    NOT_MET = "not_met"
    NOT_TO_SAY = "not_to_say"


@dataclass(frozen=True, slots=True)
class Held:
    """Demand (places or hours at the 80th percentile), capacity, and capacity minus norm and minus demand."""

    demand: Value
    capacity: Value
    over_norm: Value
    over_demand: Value
    state: State


def total(values: Iterable[Value]) -> Value:
    """Return the sum; what is hidden or unknown makes the sum so, and without any value it is unknown."""
    found = [one for one in values if one.state is not ValueState.NOT_APPLICABLE]
    for state in (ValueState.HIDDEN, ValueState.UNKNOWN):
        if any(one.state is state for one in found):
            return Value(state)
    return shown(sum(one.number or 0 for one in found)) if found else UNKNOWN


def eightieth(q750: Value, q900: Value) -> Value:
    """Return the 80th percentile from the 75th and the 90th."""
    for one in (q750, q900):
        if one.number is None:
            return one
    assert q750.number is not None
    assert q900.number is not None
    return shown(q750.number + BETWEEN * (q900.number - q750.number))


def needed(trajectories: Value, per_hundred: int) -> Value:
    """Return the places or hours that so many trajectories take, rounded up: half a place is no place."""
    return trajectories if trajectories.number is None else shown(math.ceil(trajectories.number * per_hundred / 100))


def _minus(left: Value, right: Value) -> Value:
    for one in (left, right):
        if one.number is None:
            return one
    assert left.number is not None
    assert right.number is not None
    return shown(left.number - right.number)


def held(norm: int, demand: Value, capacity: Value) -> Held:
    """Return how a norm stands to demand and capacity in the same unit."""
    over_norm, over_demand = _minus(capacity, shown(norm)), _minus(capacity, demand)
    return Held(demand, capacity, over_norm, over_demand, _state(over_norm, over_demand))


def _state(over_norm: Value, over_demand: Value) -> State:
    if over_norm.number is None:
        return State.NOT_TO_SAY
    if over_norm.number < 0:
        return State.NOT_MET
    if over_demand.number is None:
        return State.NOT_TO_SAY
    return State.TIGHT if over_demand.number < 0 else State.MET
