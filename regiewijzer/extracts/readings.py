"""What becomes of one cell, and what may confirm a code whose leading zeros a spreadsheet dropped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from regiewijzer.vocabulary.person_numbers import PersonNumbers

Value = str | int | Decimal | date | bool | None


class Reading(NamedTuple):
    """A value, or the code of the rule that the cell breaks; `note` is a rule that is only told of."""

    value: Value = None
    rule: str | None = None
    note: str | None = None


NOTHING = Reading()


def wrong(rule: str) -> Reading:
    """Return the reading of a cell that breaks a rule."""
    return Reading(None, rule)


@dataclass(frozen=True, slots=True)
class Confirm:
    """The codes that are known for certain, and the citizen numbers that are taken."""

    persons: PersonNumbers
    providers: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()
