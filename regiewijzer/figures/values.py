"""The state of a value: a figure never confuses zero, hidden and unknown."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class ValueState(StrEnum):
    """What a reader may conclude from a cell."""

    SHOWN = "shown"
    HIDDEN = "hidden"  # small number, withheld by the disclosure gate
    UNKNOWN = "unknown"  # should exist, was not delivered or not yet
    NOT_APPLICABLE = "not_applicable"  # cannot exist for this cell


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its state; the number is there exactly when the state is shown.

    `is_kept`: it stood in an earlier publication and stands in for one that differs too little to be told. It is the same number
    for who compares.
    """

    state: ValueState
    number: float | int | None = None
    is_kept: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        assert (self.number is not None) == (self.state is ValueState.SHOWN), self
        assert self.number is not None or not self.is_kept, self


@lru_cache(maxsize=4096, typed=True)
def shown(number: float | int) -> Value:
    """Return a value that may be seen. The same few rounded numbers come back in most cells of a figure."""
    return Value(ValueState.SHOWN, number)


HIDDEN = Value(ValueState.HIDDEN)
UNKNOWN = Value(ValueState.UNKNOWN)
NOT_APPLICABLE = Value(ValueState.NOT_APPLICABLE)
