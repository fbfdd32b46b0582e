"""Who starts care, when, where, for how long and why it ends: the hidden course of every youth, month by month."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from regiewijzer.simulation.catalogue import Catalogue, Product
from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.population import Integers, Population
from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.vocabulary.periods import add_months, months_between

AGE_BANDS = (4, 8, 12, 15, 18, 23)
_SHORTEST = 10  # days


class Path(NamedTuple):
    """A course of care as drawn: one youth, one provider, one product. `until` is exclusive and may lie beyond the present."""

    person: int
    provider: str
    product: Product
    referrer: str
    started_on: date
    until: date
    reason: str
    assigned_on: date
    requested_on: date | None
    examined_on: date | None
    again: bool  # repeated use: earlier care had ended


@dataclass(frozen=True)
class _Draws:
    """Distributions of the scenario, prepared once."""

    products: tuple[Choice[str], ...]  # per age band
    ends: Choice[str]
    referrers: Choice[str]

    @classmethod
    def of(cls, scenario: Scenario, region: SyntheticRegion) -> "_Draws":
        starts = {code: raw for code, raw in scenario["starts"].items() if code in region.by_product}
        bands = range(len(AGE_BANDS))
        products = tuple(Choice({code: raw["share"] * raw["ages"][band] for code, raw in starts.items()}) for band in bands)
        return cls(products, Choice(scenario["ends"]), Choice(scenario["referrers"]))


def age_band(age: int) -> int:
    """Return the index of the age band 0-3, 4-7, 8-11, 12-14, 15-17, 18-22."""
    return next(index for index, until in enumerate(AGE_BANDS) if age < until or until == AGE_BANDS[-1])


def working_day(day: date) -> date:
    """Return the day itself, or the Monday after when it falls in a weekend."""
    return day + timedelta((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


class CarePaths:
    """Draws the paths. Per person it remembers until when there is care, and which paths may still overlap with new ones."""

    def __init__(
        self, settings: Settings, scenario: Scenario, catalogue: Catalogue, region: SyntheticRegion, population: Population
    ) -> None:
        self.settings, self.scenario, self.region, self.population, self.catalogue = (
            settings,
            scenario,
            region,
            population,
            catalogue,
        )
        self.chance = Chance(settings.seed, 3)
        self._draws = _Draws.of(scenario, region)
        self._busy_until = np.zeros(len(population), dtype=np.int64)
        self._of_person: dict[int, list[Path]] = defaultdict(list)
        self._first_day = settings.first_month
        self._rates = _Rates(scenario, population)

    def draw(self) -> list[Path]:
        """Return all paths that still run on the first day of the window or start later, in order of drawing."""
        first = add_months(self.settings.first_month, -self.settings.burn_in_months)
        kept: list[Path] = []
        for month in months_between(first, add_months(self.settings.present, 5)):
            for person in self._starters(month):
                kept.extend(path for path in self._course(int(person), month) if path.until > self._first_day)
        return kept

    def _starters(self, month: date) -> Iterator[int]:
        chances = self._rates.in_month(month, self._busy_until)
        return iter(np.flatnonzero(self.chance.rng.random(len(chances)) < chances))

    def _course(self, person: int, month: date) -> Iterator[Path]:
        """Yield the path that starts in the month and what follows it without a new referral."""
        start: date | None = working_day(month + timedelta(self.chance.between(0, 27)))
        elsewhere: Path | None = None
        while start is not None:
            path = self._path(person, start, elsewhere)
            if path is None:
                return
            yield path
            start = self._follow_up(path)
            elsewhere = path

    def _follow_up(self, path: Path) -> date | None:
        if path.until >= self._until_adult(path.person):
            return None
        if path.reason == "38":
            return working_day(path.until + timedelta(self.chance.between(0, 14)))
        if self.chance.happens(self.scenario["follow_up"]):
            return working_day(path.until + timedelta(self.chance.between(0, 60)))
        return None

    def _until_adult(self, person: int) -> date:
        return _birthday(self.population.born_on(person), 18)

    def _path(self, person: int, start: date, before: Path | None) -> Path | None:
        product = self._product(person, start, before)
        provider = self._provider(person, start, product, before)
        if provider is None or self._shocked(product, start):
            return None
        referrer = self._referrer(product, provider, before)
        until, reason = self._end(person, product, start)
        if until is None:
            return None
        again = before is None and self._returns(person, start)
        path = self._dated(Path(person, provider, product, referrer, start, until, reason, start, None, None, again))
        if (path.requested_on or path.assigned_on) < self.population.born_on(person):
            return None
        self._of_person[person].append(path)
        self._busy_until[person] = max(self._busy_until[person], until.toordinal())
        return path

    def _returns(self, person: int, start: date) -> bool:
        """Tell whether the youth had care that has ended (herhaald beroep): nothing runs, something did."""
        earlier = self._of_person.get(person, ())
        return bool(earlier) and all(one.until < start for one in earlier)

    def _product(self, person: int, start: date, before: Path | None) -> Product:
        if before is not None and before.reason == "38":
            return before.product
        age = (start - self.population.born_on(person)).days // 365
        return self.catalogue.products[self.chance.pick(self._draws.products[age_band(age)])]

    def _shocked(self, product: Product, start: date) -> bool:
        shock = self.scenario["shock"]
        return start >= shock["from"] and product.code in shock["products"] and self.chance.happens(1 - shock["factor"])

    def _provider(self, person: int, start: date, product: Product, before: Path | None) -> str | None:
        """Return a provider at which no overlapping care of the youth gets in the way (no stacked assignments), if any."""
        for _ in range(4):
            code = self.chance.pick(self.region.by_product[product.code])
            if before is not None and before.reason == "38" and code == before.provider:
                continue
            if not any(self._in_the_way(one, code, product, start) for one in self._of_person.get(person, ())):
                return code
        return None

    def _in_the_way(self, one: Path, provider: str, product: Product, start: date) -> bool:
        """Assignments may begin before care and outlast it, so paths of one provider lie well apart or differ in category."""
        if one.product.is_residence and product.is_residence and one.until > start:
            return True
        if one.provider != provider:
            return False
        different = one.product.category != product.category and self.region.senders[provider].variant == "specific"
        return not different and one.until + timedelta(_APART) > start

    def _referrer(self, product: Product, provider: str, before: Path | None) -> str:
        if self.region.senders[provider].kind == "team" or (before is not None and before.reason == "38"):
            return "01"
        if product.form in ("JB", "JR"):
            return "08"
        return self.chance.pick(self._draws.referrers)

    def _end(self, person: int, product: Product, start: date) -> tuple[date | None, str]:
        born = self.population.born_on(person)
        until = start + timedelta(max(_SHORTEST, min(self.chance.days(product.mu, product.sigma), 8000)))
        reason = self.chance.pick(self._draws.ends)
        if self.chance.happens(self.scenario["ends_in_december"]):
            until = max(until, start + timedelta(60)).replace(month=12, day=31) + timedelta(1)
        until, reason = self._adult(product, start, until, reason, born)
        last = _birthday(born, 23).replace(day=1)
        if until > last:
            until, reason = last, "39"
        return (until if (until - start).days >= _SHORTEST else None), reason

    def _adult(self, product: Product, start: date, until: date, reason: str, born: date) -> tuple[date, str]:
        """Most care ends at 18 (end of youth care); what stays goes on up to at most the 23rd birthday."""
        adult = _birthday(born, 18)
        shares = self.scenario["stays_after_18"]
        if start < adult < until and not self.chance.happens(shares.get(product.form, shares["other"])):
            return adult, "39" if self.chance.happens(0.3) else "31"
        return until, reason

    def _dated(self, path: Path) -> Path:
        """Add decision and request, backwards from the start."""
        wait = self.scenario["waiting"]
        if self.chance.happens(wait["backdated"]):
            assigned = path.started_on + timedelta(self.chance.between(3, 20))
        else:
            mu = wait["crisis_mu"] if path.product.is_crisis else wait["mu"]
            assigned = path.started_on - timedelta(min(self.chance.days(mu, wait["sigma"]), 250))
        assigned = working_day(assigned) if assigned > path.started_on else min(working_day(assigned), path.started_on)
        if path.referrer == "01":
            return path._replace(assigned_on=assigned)
        return self._requested(path._replace(assigned_on=assigned))

    def _requested(self, path: Path) -> Path:
        raw = self.scenario["requests"]
        if self.chance.happens(raw["examined"]["share"]):
            days = min(3 + self.chance.days(raw["examined"]["mu"], raw["examined"]["sigma"]), 56)
            requested = path.assigned_on - timedelta(days)
            return path._replace(requested_on=requested, examined_on=requested + timedelta(min(3, days - 1)))
        days = min(self.chance.days(raw["decision_days"]["mu"], raw["decision_days"]["sigma"]), 30)
        return path._replace(requested_on=path.assigned_on - timedelta(days))


_APART = 420  # days; longer than any assignment can begin before care, or stand open after it


def _birthday(born: date, age: int) -> date:
    return born.replace(year=born.year + age) if (born.month, born.day) != (2, 29) else date(born.year + age, 3, 1)


class _Rates:
    """Chance to start care in a month, for everyone at once."""

    def __init__(self, scenario: Scenario, population: Population) -> None:
        self._scenario, self._population = scenario, population
        self._hazard = np.array([*scenario["hazard"], 0.0]) / 1000
        boys = np.array([*scenario["boys"], 1.0])
        self._sex = np.stack([2 - boys, boys])
        self._bands = np.array([age_band(age) for age in range(23)] + [len(AGE_BANDS)])
        access = {one["code"]: one["access"] for one in scenario["municipalities"]}
        self._access = np.array([access[code] for code in population.codes])

    def in_month(self, month: date, busy_until: Integers) -> NDArray[np.float64]:
        scenario, people = self._scenario, self._population
        day = month.toordinal() + 14
        days = day - people.born
        ages = np.where((days >= 0) & (days < 23 * 365.2), days // 365.25, 23).astype(np.int64)
        chances = self._hazard[ages] * self._sex[people.boy.astype(int), self._bands[ages]] * people.frailty
        chances *= np.where(busy_until > day, scenario["stacked"], np.where(busy_until > 0, scenario["repeat"], 1.0))
        trend = scenario["trend"]
        level = trend[min(max(month.year, min(trend)), max(trend))] * scenario["seasons"][month.month - 1]
        return np.asarray(chances * self._access[people.home] * level)
