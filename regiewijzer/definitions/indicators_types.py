"""What an indicator is: plain frozen types, read from `definitions/indicators/<id>/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regiewijzer.definitions.indicators_own import OwnDimension
from regiewijzer.definitions.indicators_series import Aggregation, Outcome, Series, Text, Unit
from regiewijzer.definitions.queries import Query

__all__ = [
    "DEFAULT_DIMENSIONS",
    "DIMENSIONS",
    "FACT_COLUMNS",
    "OPTIONAL_FACT_COLUMNS",
    "Aggregation",
    "Direction",
    "Example",
    "ExpectedCells",
    "Grain",
    "Indicator",
    "IndicatorKind",
    "Outcome",
    "OwnDimension",
    "Provisional",
    "Series",
    "Text",
    "Theme",
    "Unit",
]

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
OPTIONAL_FACT_COLUMNS = ("weight", "persons", "age_group", "sex", "district_code", "referrer_type", "frame", "segment")
"""What a query may add, any of them in this order. `persons`: how many people a fact counted beforehand is about."""

DIMENSIONS = (
    *("municipality", "subregion", "district", "provider", "product_category", "care_form"),
    *("segment", "frame", "referrer", "age", "sex"),
)
DEFAULT_DIMENSIONS = ("municipality", "provider", "product_category", "care_form")


class Grain(StrEnum):
    """How long a period is; a period is named by its first day."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


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
    """An indicator as the region defined it. `version_hash` changes with every change of meaning.

    `dimensions` are those it may be broken down by and filtered on; `own` are those among them that only it has. `sources` says
    in words where it comes from, `flatters` warns how it flatters, `related` are ids of indicators to read beside it. `earlier`
    are definitions it had before, oldest first; those have no cases.
    """

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
    cases: tuple[Example, ...]
    version_hash: str
    grain: Grain = Grain.MONTH
    dimensions: tuple[str, ...] = DEFAULT_DIMENSIONS
    sources: Text | None = None
    flatters: Text | None = None
    related: tuple[str, ...] = ()
    earlier: tuple["Indicator", ...] = ()
    own: tuple[OwnDimension, ...] = ()

    @property
    def definition_version(self) -> str:
        """Version as written by the author, with the hash of what it really says."""
        return f"{self.version}-{self.version_hash[:12]}"

    @property
    def filters(self) -> tuple[str, ...]:
        """The dimensions it may be filtered on: an open one may only be broken down by."""
        closed = {one.name for one in self.own if one.is_open}
        return tuple(name for name in self.dimensions if name not in closed)

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
