"""Forecasts as they leave: amounts in cents with the state of every value."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from regiewijzer.apps.api.schemas.base import Out
from regiewijzer.apps.api.schemas.figures import ValueOut, value_out
from regiewijzer.figures.values import Value
from regiewijzer.pipeline.forecast_indicators import ExpectedValue
from regiewijzer.pipeline.forecast_room import Room
from regiewijzer.pipeline.forecast_shown import Earlier, Line
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_years_shown import Year


class AboutOut(Out):
    """Which forecast: made when, from what. `vintage` is the first day of the month at the end of which all of it was known."""

    id: str
    vintage: date
    made_at: datetime
    known_at: datetime
    snapshot: int
    program_version: str
    engine: str


class LineOut(Out):
    """A month ("2026-10") or year ("2026"): what is expected (published), the raw row, its parts, its quantiles (q100 = 10 %)."""

    period: str
    values: dict[str, ValueOut]


class EarlierOut(Out):
    """What an earlier vintage said: of the year of the forecast, or of its own year with what that became."""

    vintage: date
    values: dict[str, ValueOut]


class RoomOut(Out):
    """The year against its budget. `total` is claims with money outside the claims; `chance` is of spending more, in steps."""

    municipality: str | None
    version: str | None
    budget: ValueOut
    total: ValueOut
    outside: dict[str, ValueOut]
    chance: ValueOut


class ForecastOut(Out):
    """A forecast of the region, a municipality, a product category or both. Amounts are in cents, of claimed care only."""

    about: AboutOut
    municipality: str | None
    product: str | None
    lines: list[LineOut]
    changes: dict[str, ValueOut]
    vintages: list[EarlierOut]
    history: list[EarlierOut]
    rooms: list[RoomOut]


class YearOut(Out):
    """A year of all care (care_form null) or of one form. Amounts in cents, care in trajectories.

    What runs (in_care) is that of the end of December. places: in use on average; hours: in the year. people: under 18 on
    1 January, from a "projection" that was delivered or from "cohorts" that grow older. total: cost with money outside the
    claims; chance: of spending more than the budget. each: cost per 10,000 young people.
    """

    municipality: str | None
    care_form: str | None
    year: int
    people: int | None
    people_from: str | None
    version: str | None
    cost: dict[str, ValueOut]
    care: dict[str, dict[str, ValueOut]]
    outside: dict[str, ValueOut]
    places: ValueOut
    hours: ValueOut
    budget: ValueOut
    total: ValueOut
    chance: ValueOut
    each: ValueOut


class YearsOut(Out):
    """The year of a forecast and the four after it, of the region or a municipality and of each form of care."""

    about: AboutOut
    years: list[YearOut]


class ExpectedOut(Out):
    """What is expected of an outcome of an indicator in a period when nothing changes; quantiles by name (q100 = 10 %)."""

    outcome: str
    period: date
    expected: float
    quantiles: dict[str, float]


class ExpectationsOut(Out):
    """What a forecast expects of one indicator; empty when its past says too little."""

    about: AboutOut
    indicator: str
    municipality: str | None
    periods: list[ExpectedOut]


def values_out(values: Mapping[str, Value]) -> dict[str, ValueOut]:
    """Return values by name."""
    return {name: value_out(value) for name, value in values.items()}


def about_out(run: Run) -> AboutOut:
    """Return which forecast it is; moments are kept in UTC without saying so."""
    about = run.about
    return AboutOut(
        id=run.id,
        vintage=about.vintage,
        made_at=about.made_at.replace(tzinfo=UTC),
        known_at=about.known_at.replace(tzinfo=UTC),
        snapshot=about.snapshot,
        program_version=about.program_version,
        engine=about.engine,
    )


def lines_out(found: Sequence[Line]) -> list[LineOut]:
    """Return months and years."""
    return [LineOut(period=one.period, values=values_out(one.values)) for one in found]


def earlier_out(found: Sequence[Earlier]) -> list[EarlierOut]:
    """Return earlier vintages."""
    return [EarlierOut(vintage=one.vintage, values=values_out(one.values)) for one in found]


def rooms_out(found: Sequence[Room]) -> list[RoomOut]:
    """Return the room in budgets."""
    return [
        RoomOut(
            municipality=one.node.municipality,
            version=one.version,
            budget=value_out(one.budget),
            total=value_out(one.total),
            outside=values_out(one.outside),
            chance=value_out(one.chance),
        )
        for one in found
    ]


def year_out(one: Year) -> YearOut:
    """Return a year."""
    return YearOut(
        municipality=one.node.municipality,
        care_form=one.form,
        year=int(one.period),
        people=one.people,
        people_from=one.basis,
        version=one.version,
        cost=values_out(one.cost),
        care={name: values_out(values) for name, values in one.care.items()},
        outside=values_out(one.outside),
        places=value_out(one.places),
        hours=value_out(one.hours),
        budget=value_out(one.budget),
        total=value_out(one.total),
        chance=value_out(one.chance),
        each=value_out(one.each),
    )


def expected_out(found: Sequence[ExpectedValue]) -> list[ExpectedOut]:
    """Return the periods of an expectation."""
    return [
        ExpectedOut(outcome=one.outcome, period=one.period, expected=one.expected, quantiles=dict(one.quantiles)) for one in found
    ]
