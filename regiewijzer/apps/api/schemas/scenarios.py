"""Scenarios as they leave: what was assumed, and sums with and without it, in cents, with the state of every value."""

from collections.abc import Sequence
from datetime import datetime

from regiewijzer.apps.api.schemas.base import Out
from regiewijzer.apps.api.schemas.figures import ValueOut
from regiewijzer.apps.api.schemas.forecasts import values_out
from regiewijzer.apps.outlook.service import ScenarioRow
from regiewijzer.definitions.what_if import Assumption, Scenario
from regiewijzer.pipeline.scenario_shown import Compared
from regiewijzer.vocabulary.periods import month_start


class ScenarioRowOut(Out):
    """A scenario in the list. `forecasts`: the ids of those it was put on that may be seen, the newest first."""

    id: int
    title: str
    organisation: str
    is_shared: bool
    made_at: datetime
    forecasts: list[str]


class AssumptionOut(Out):
    """What is assumed: sizes are parts (0.1 = 10 %), of a waiting list starts per month; months are "2027-01", until included."""

    kind: str
    low: float
    likely: float
    high: float
    since: str
    until: str | None
    months_to_grow: int
    municipality: str | None
    product: str | None
    to_product: str | None
    reason: str


class ComparedOut(Out):
    """A month or year with and without the scenario: base, expected, difference (d100 = 10 %), quantiles of expected."""

    period: str
    values: dict[str, ValueOut]


class ScenarioOut(Out):
    """What came of a scenario on a forecast. `stale`: there is a newer forecast. Without an outcome yet `lines` is empty."""

    id: int
    title: str
    reason: str
    forecast: str
    outcome: str | None
    stale: bool
    assumptions: list[AssumptionOut]
    municipality: str | None
    product: str | None
    lines: list[ComparedOut]
    in_care: list[ComparedOut]
    starts: list[ComparedOut]


def row_out(row: ScenarioRow) -> ScenarioRowOut:
    """Return a scenario for the list."""
    one = row.scenario
    return ScenarioRowOut(
        id=one.pk,
        title=one.title,
        organisation=one.organisation.name,
        is_shared=one.is_shared,
        made_at=one.made_at,
        forecasts=[calculation.run_id for calculation in row.calculations],
    )


def _assumption(one: Assumption) -> AssumptionOut:
    return AssumptionOut(
        kind=one.kind.value,
        low=one.low,
        likely=one.likely,
        high=one.high,
        since=f"{month_start(one.since):%Y-%m}",
        until=None if one.until is None else f"{month_start(one.until):%Y-%m}",
        months_to_grow=one.over,
        municipality=one.municipality,
        product=one.product,
        to_product=one.to,
        reason=one.reason,
    )


def assumptions_out(told: Scenario) -> list[AssumptionOut]:
    """Return what is assumed."""
    return [_assumption(one) for one in told.assumptions]


def compared_out(found: Sequence[Compared]) -> list[ComparedOut]:
    """Return sums with and without the scenario."""
    return [ComparedOut(period=one.period, values=values_out(one.values)) for one in found]
