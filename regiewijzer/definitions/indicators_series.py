"""How facts become values: aggregations, units, and the series that join them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from regiewijzer.definitions.rules import RuleText

Text = RuleText


class Aggregation(StrEnum):
    """How facts become the value of a cell."""

    COUNT_DISTINCT = "count_distinct"  # distinct youths
    SHARE = "share"  # sum of value (0 or 1) over the number of facts
    MEDIAN_P90 = "median_p90"  # two outcomes: the median and the 90th percentile of value
    SUM = "sum"  # sum of value
    RATIO = "ratio"  # sum of value over sum of weight, times `per`
    MEAN = "mean"  # sum of value over the number of values
    RATE = "rate"  # distinct youths over sum of weight, times `per`
    COUNT = "count"  # distinct units (unit_id): providers, trajectories, contracts


class Unit(StrEnum):
    """What the number of a cell is counted in."""

    YOUTHS = "youths"
    SHARE = "share"  # 1 is 100 %; a ratio may pass 1
    DAYS = "days"
    CENTS = "cents"
    PEOPLE = "people"  # absentees, staff: people who are not youths in care
    HOURS = "hours"
    NUMBER = "number"  # a number without a unit of its own: caseload, observed over expected, trajectories
    ORGANISATIONS = "organisations"
    PER_1000 = "per_1000"
    PER_10000 = "per_10000"
    SCORE = "score"


UNITS: Mapping[Aggregation, tuple[Unit, ...]] = {
    Aggregation.COUNT_DISTINCT: (Unit.YOUTHS,),
    Aggregation.SHARE: (Unit.SHARE,),
    Aggregation.MEDIAN_P90: (Unit.DAYS, Unit.HOURS),
    Aggregation.SUM: (Unit.CENTS, Unit.YOUTHS, Unit.PEOPLE, Unit.HOURS, Unit.NUMBER, Unit.ORGANISATIONS),
    Aggregation.RATIO: (
        *(Unit.SHARE, Unit.NUMBER, Unit.HOURS, Unit.DAYS, Unit.CENTS, Unit.SCORE, Unit.PER_1000, Unit.PER_10000),
    ),
    Aggregation.MEAN: (Unit.DAYS, Unit.HOURS, Unit.NUMBER, Unit.CENTS, Unit.SCORE),
    Aggregation.RATE: (Unit.PER_1000, Unit.PER_10000),
    Aggregation.COUNT: (Unit.ORGANISATIONS, Unit.NUMBER),
}
"""The units that mean something with each aggregation."""

PER = {Unit.PER_1000: 1_000, Unit.PER_10000: 10_000}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of a figure: the `series` of its cells. `is_limit`: no value but a limit of chance around one (a funnel)."""

    code: str
    label: Text
    unit: Unit
    is_limit: bool = False


_QUANTILES = (("median", Text("mediaan", "median")), ("p90", Text("90 % binnen", "90% within")))
LIMITS = (
    ("lower_998", Text("ondergrens 99,8 %", "lower limit 99.8%")),
    ("lower_95", Text("ondergrens 95 %", "lower limit 95%")),
    ("upper_95", Text("bovengrens 95 %", "upper limit 95%")),
    ("upper_998", Text("bovengrens 99,8 %", "upper limit 99.8%")),
)


def _with(label: Text, word: Text) -> Text:
    return Text(f"{label.nl}, {word.nl}", f"{label.en}, {word.en}")


@dataclass(frozen=True, slots=True)
class Series:
    """One series of facts. `answer` is a sentence with {month} and {value}, and {p90} beside a median.

    `decidable_after_days`: days after the end of a period before anything can be said about it; until then it is unknown.
    `per`: what a ratio or rate is multiplied by. `funnel`: a ratio of observed over expected gets limits of chance around 1.
    `is_plan`: a budget or agreement, known when its period begins. `weight_by`: the dimensions that the denominator knows, when
    it comes as facts of its own, such as a population; it holds for every member of the other dimensions.
    """

    code: str
    label: Text
    aggregation: Aggregation
    unit: Unit
    answer: Text
    decidable_after_days: int = 0
    per: int = 1
    funnel: bool = False
    is_plan: bool = False
    weight_by: tuple[str, ...] = ()

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The lines this series gives in a figure: one, two with `median_p90`, five with a funnel."""
        if self.aggregation is Aggregation.MEDIAN_P90:
            return tuple(Outcome(f"{self.code}_{code}", _with(self.label, word), self.unit) for code, word in _QUANTILES)
        own = Outcome(self.code, self.label, self.unit)
        if not self.funnel:
            return (own,)
        return (own, *(Outcome(f"{self.code}_{code}", _with(self.label, word), self.unit, True) for code, word in LIMITS))
