"""Numbers and periods of an indicator in words, for other apps."""

from dataclasses import dataclass
from datetime import date

from regiewijzer.apps.monitor import grains, units
from regiewijzer.definitions.indicators_types import Grain, Indicator, Outcome, Unit
from regiewijzer.figures.values import Value


@dataclass(frozen=True, slots=True)
class Written:
    """How numbers of a unit, and periods of a length, are written."""

    of: Unit
    grain: Grain

    @property
    def unit(self) -> str:
        """The unit in a word."""
        return units.name(self.of)

    @property
    def period_noun(self) -> str:
        """The kind of period, as the head of a column."""
        return grains.noun(self.grain)

    def number(self, number: float) -> str:
        """Return a number with its unit: "12,3 %", "1.235 jongeren"."""
        return f"{units.amount(number, self.of)} {units.noun(number, self.of)}".strip()

    def value(self, value: Value) -> str:
        """Return a value, or why there is none."""
        return units.text(value, self.of)

    def scaled(self, number: float) -> float:
        """Return a number as a reader counts it: percent, euros."""
        return units.scaled(number, self.of)

    def label(self, period: date) -> str:
        """Return a period as a table has it."""
        return grains.label(period, self.grain)

    def period(self, period: date) -> str:
        """Return a period as a sentence has it."""
        return grains.in_words(period, self.grain)


def written_as(indicator: Indicator, outcome: Outcome) -> Written:
    """Return how values of an outcome are written."""
    return Written(outcome.unit, indicator.grain)
