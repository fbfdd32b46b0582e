"""Amounts of a forecast per 10,000 young people: the people under 18 of which the forecast knew."""

from collections.abc import Mapping

from regiewijzer.figures.values import UNKNOWN, Value, shown
from regiewijzer.pipeline.forecast_store import Run

PER = 10_000
IN_WHOLE = 100_000  # cents: the amount itself is told in thousands of euros


def people_in(run: Run) -> Mapping[str | None, int]:
    """Return the young people per municipality, None = the region; nothing of a forecast from before they were kept."""
    if "population" not in run.names:
        return {}
    table = run.table("population")
    return dict(zip(table["municipality"].to_pylist(), table["people"].to_pylist(), strict=True))


def per_young_people(amount: Value, people: int | None) -> Value:
    """Return the amount per 10,000 young people in thousands of euros; what is hidden stays hidden, unknown without people."""
    if amount.number is None:
        return amount
    if not people:
        return UNKNOWN
    return shown(round(amount.number * PER / people / IN_WHOLE) * IN_WHOLE)
