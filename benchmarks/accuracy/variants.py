"""Regions that the forecast was not made for: each breaks an assumption of the model. `base` is the demo region."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from regiewijzer.simulation.care_paths import CarePaths, Path
from regiewijzer.simulation.population import Integers
from regiewijzer.simulation.scenario import Scenario, load_scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.vocabulary.periods import months_between


@dataclass(frozen=True)
class Variant:
    """What is other than in the base region, and why it is asked."""

    name: str
    why: str
    change: Callable[[Scenario], Mapping[str, Any]] = field(default=lambda _: {})
    drawn: type[CarePaths] = CarePaths

    @property
    def scenario(self) -> Scenario:
        """The scenario of the demo region with these changes."""
        found = load_scenario()
        return {**found, **self.change(found)}


class _Peaked(CarePaths):
    """Care lasts by a gamma law with shape 3 instead of a lognormal one: its hazard rises with age instead of falling."""

    SHAPE = 3.0

    def _end(self, person: int, product: Any, start: date) -> tuple[date | None, str]:
        until, reason = super()._end(person, product, start)
        if until is None or reason == "39":
            return until, reason
        mean = float(np.exp(product.mu + product.sigma**2 / 2))
        drawn = start + timedelta(max(10, int(self.chance.rng.gamma(self.SHAPE, mean / self.SHAPE))))
        return min(drawn, _before_23(until, self.population.born_on(person))), reason


def _before_23(until: date, born: date) -> date:
    return max(until, date(born.year + 18, born.month, 1))


class _Shaken:
    """The chances to start, moved by shocks that hold on for months: one of the whole region and one per municipality."""

    REGION, MUNICIPALITY, LASTING = 0.06, 0.10, 0.8  # spread of a year's mean is about half of these

    def __init__(self, rates: Any, settings: Settings, homes: Integers, places: int) -> None:
        self._rates, self._homes = rates, homes
        rng, level = np.random.default_rng([settings.seed, 77]), np.zeros(places + 1)
        self._levels: dict[date, NDArray[np.float64]] = {}
        spread = np.array([self.MUNICIPALITY] * places + [self.REGION]) * np.sqrt(1 - self.LASTING**2)
        for month in months_between(date(settings.first_month.year - 8, 1, 1), date(settings.present.year + 2, 1, 1)):
            level = self.LASTING * level + spread * rng.standard_normal(places + 1)
            self._levels[month] = np.exp(level[:-1] + level[-1])

    def in_month(self, month: date, busy_until: Integers) -> NDArray[np.float64]:
        """Return the chance of each person to start care in that month."""
        return np.asarray(self._rates.in_month(month, busy_until) * self._levels[month][self._homes])


class _Shocked(CarePaths):
    """Referrals of a region and its municipalities rise and fall together, for months on end."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._rates: Any = _Shaken(self._rates, self.settings, self.population.home, len(self.population.codes))


class _Merging(CarePaths):
    """Of the largest kinds of provider one in three is taken over in January 2025: who is in care goes on at the other."""

    TAKEN_OVER = date(2025, 1, 1)

    def draw(self) -> list[Path]:
        into = self._successors()
        return [part for path in super().draw() for part in self._parts(path, into)]

    def _successors(self) -> dict[str, str]:
        of_kind: dict[str, list[str]] = {}
        for one in self.region.senders.values():
            of_kind.setdefault(one.kind, []).append(one.code)
        large = [codes for codes in of_kind.values() if len(codes) >= 3]
        return {codes[place]: codes[place - 1] for codes in large for place in range(2, len(codes), 3)}

    def _parts(self, path: Path, into: Mapping[str, str]) -> list[Path]:
        taken_over, other = self.TAKEN_OVER, into.get(path.provider)
        if other is None or path.until <= taken_over:
            return [path]
        if path.started_on >= taken_over:
            return [path._replace(provider=other)]
        assigned = min(path.assigned_on, taken_over)
        after = path._replace(provider=other, started_on=taken_over, assigned_on=assigned, requested_on=None, examined_on=None)
        return [path._replace(until=taken_over, reason="38"), after]


def _late(scenario: Scenario) -> Mapping[str, Any]:
    """Claims come in later and less evenly, starts and stops are told a month later."""
    sending = {name: {**raw, "mean": raw["mean"] * 3, "late": raw["late"] * 2} for name, raw in scenario["sending"].items()}
    lag = [0.42, 0.22, 0.13, 0.08, 0.05, 0.03, 0.02, 0.015, 0.01, 0.01, 0.005, 0.005, 0.005]
    return {"sending": sending, "claims": {**scenario["claims"], "lag": lag}}


def _recession(scenario: Scenario) -> Mapping[str, Any]:
    """Referrals to all care fall by a fifth from 2025 on: local teams keep more to themselves."""
    return {"shock": {**scenario["shock"], "from": date(2025, 1, 1), "products": list(scenario["products"]), "factor": 0.8}}


VARIANTS = {
    one.name: one
    for one in (
        Variant("base", "the region the demo shows: lognormal durations, a season, one access rule in July 2025"),
        Variant("durations", "care lasts by another law: gamma with shape 3, so that its hazard rises", drawn=_Peaked),
        Variant("shocks", "referrals of region and municipalities move together for months", drawn=_Shocked),
        Variant("delays", "claims, starts and stops are told later", _late),
        Variant("mergers", "a third of the providers of large kinds is taken over in January 2025", drawn=_Merging),
        Variant("recession", "referrals fall by a fifth from January 2025 on", _recession),
    )
}
