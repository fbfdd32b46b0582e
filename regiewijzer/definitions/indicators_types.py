"""What an indicator is: plain frozen types, read from `definitions/indicators/<id>/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regiewijzer.definitions.queries import Query
from regiewijzer.definitions.rules import RuleText

Text = RuleText

FACT_COLUMNS = (
    "period",
    "series",
    "municipality_code",
    "provider_code",
    "product_category",
    "care_form",
    "youth_id",
    "unit_id",
    "value",
)


class Aggregation(StrEnum):
    """How facts become the value of a cell."""

    COUNT_DISTINCT = "count_distinct"  # distinct youths
    SHARE = "share"  # sum of value (0 or 1) over the number of facts
    MEDIAN_P90 = "median_p90"  # two outcomes: the median and the 90th percentile of value
    SUM = "sum"  # sum of value


class Unit(StrEnum):
    """What the number of a cell is counted in."""

    YOUTHS = "youths"
    SHARE = "share"  # between 0 and 1
    DAYS = "days"
    CENTS = "cents"


class Direction(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class IndicatorKind(StrEnum):
    """Structure, process or outcome."""

    STRUCTURE = "structure"
    PROCESS = "process"
    OUTCOME = "outcome"


class Theme(StrEnum):
    """Quality, accessibility or affordability."""

    QUALITY = "quality"
    ACCESSIBILITY = "accessibility"
    AFFORDABILITY = "affordability"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of a figure: the `series` of its cells. A series has one, `median_p90` has two."""

    code: str
    label: Text
    unit: Unit


_QUANTILES = (("median", Text("mediaan", "median")), ("p90", Text("90 % binnen", "90% within")))


@dataclass(frozen=True, slots=True)
class Series:
    """One series of facts. `answer` is a sentence with {month} and {value}, and {p90} beside a median.

    `decidable_after_days`: days after the end of a month before anything can be said about it; until then it is unknown.
    """

    code: str
    label: Text
    aggregation: Aggregation
    unit: Unit
    answer: Text
    decidable_after_days: int = 0

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The lines this series gives in a figure."""
        if self.aggregation is not Aggregation.MEDIAN_P90:
            return (Outcome(self.code, self.label, self.unit),)
        return tuple(
            Outcome(f"{self.code}_{code}", Text(f"{self.label.nl}, {word.nl}", f"{self.label.en}, {word.en}"), self.unit)
            for code, word in _QUANTILES
        )


@dataclass(frozen=True, slots=True)
class Provisional:
    """How many of the latest months may still change notably, and why."""

    months: int
    reason: Text


@dataclass(frozen=True, slots=True)
class ExpectedCells:
    """What should come of an example for one breakdown: rows of text by column name."""

    by: tuple[str, ...]
    rows: tuple[Mapping[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A small world and what should come of it: `given` holds rows of text per view."""

    story: Text
    moment: date
    first_month: date
    last_month: date
    given: Mapping[str, tuple[Mapping[str, str | None], ...]]
    expected: tuple[ExpectedCells, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as the region defined it. `version_hash` changes with every change of meaning."""

    id: str
    name: Text
    title: Text
    question: Text
    why_it_matters: Text
    definition: Text
    numerator: Text
    denominator: Text
    excluded: Text
    direction: Direction
    unit: Text
    goal: str
    kind: IndicatorKind
    theme: Theme
    steerable: bool
    author: str
    checker: str
    reviewed_on: date
    next_review_on: date
    version: str
    series: tuple[Series, ...]
    provisional: Provisional
    query: Query
    example: Example
    version_hash: str

    @property
    def definition_version(self) -> str:
        """Version as written by the author, with the hash of what it really says."""
        return f"{self.version}-{self.version_hash[:12]}"

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """Every line of a figure of this indicator, in order."""
        return (outcome for series in self.series for outcome in series.outcomes)

    def outcome(self, code: str) -> Outcome:
        """Return the outcome of that code; KeyError when there is none."""
        for outcome in self.outcomes:
            if outcome.code == code:
                return outcome
        raise KeyError(f"{self.id}: {code}")
