"""Real waits: from application to intake to first care. The messages know only the last part, from the assignment on."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from regiewijzer.simulation.care_paths import Path
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.population import Population

PROTECTION = ("JB", "JR")
_LONGEST = 420  # days between application and intake


class Wait(NamedTuple):
    """One application and what came of it; `started_on` may lie after the present: then the youth still waits.

    `until` is the end of the path that began so, exclusive; it may lie after the present too.
    """

    person: int
    provider: str
    municipality: str
    form: str
    applied_on: date
    intake_on: date
    started_on: date
    until: date
    referrer: str
    crisis: bool


def draw_waits(
    paths: Sequence[Path], payers: Sequence[str | None], raw: dict[str, Any], population: Population, chance: Chance
) -> list[Wait]:
    """Return the wait before every path; `payers` is the first municipality of each path, None when no care came of it.

    The intake lies some days before the provider asks for the assignment (or the municipality gives it); the application lies a
    lognormal number of days before the intake, longer at some providers and in later years.
    """
    slow = _Slowness(raw, chance)
    return [
        _wait(path, payer, slow.days(path), raw, population, chance)
        for path, payer in zip(paths, payers, strict=True)
        if payer is not None
    ]


class _Slowness:
    """Days from application to intake: by form of care, provider and year."""

    def __init__(self, raw: dict[str, Any], chance: Chance) -> None:
        self._raw, self._chance = raw, chance
        self._providers: dict[str, float] = {}

    def days(self, path: Path) -> int:
        raw = self._raw
        if path.provider not in self._providers:
            self._providers[path.provider] = 1 + raw["provider_spread"] * max(-2.0, min(2.0, self._chance.normal()))
        if path.product.is_crisis:
            return self._chance.between(0, 1)
        factor: float = raw["forms"].get(path.product.form, 1.0) * self._providers[path.provider]
        factor *= raw["trend"].get(path.started_on.year, 1.0)
        return int(min(factor * self._chance.days(raw["mu"], raw["sigma"]), _LONGEST))


def _wait(path: Path, payer: str, days: int, raw: dict[str, Any], population: Population, chance: Chance) -> Wait:
    known = min(path.requested_on or path.assigned_on, path.started_on)
    intake = known - timedelta(0 if path.product.is_crisis else chance.between(*raw["after_intake"]))
    born = population.born_on(path.person)
    applied = max(intake - timedelta(days), born)
    return Wait(
        path.person,
        path.provider,
        payer,
        path.product.form,
        applied,
        max(intake, applied),
        path.started_on,
        path.until,
        path.referrer,
        path.product.is_crisis,
    )


def waiting_at(waits: Sequence[Wait], day: date) -> Iterator[Wait]:
    """Yield who applied before and had no care yet at the end of that day."""
    return (wait for wait in waits if wait.applied_on <= day < wait.started_on)
