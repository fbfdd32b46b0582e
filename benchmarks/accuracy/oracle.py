"""Who knows the laws of the simulation and all care that was given, but neither the future nor the claims that are still to come.

From the state at the end of a month the simulation is run on, several times with other chances: care that runs gets another end
from its own law, given that it lasted until now; new care starts by the true rates. Of past months it knows what was claimed so
far, the care that was given, and which share the provider claims by when. So a multiple of this error says what a forecast loses
by not knowing laws, and by hearing of care late or wrongly.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import numpy as np

from accuracy.told import Told
from regiewijzer.forecast.arrays import FloatArray
from regiewijzer.pipeline.forecast_snapshot import Triple
from regiewijzer.simulation.care_paths import CarePaths, Path
from regiewijzer.simulation.catalogue import DAY, EURO, PIECE, Product
from regiewijzer.simulation.chance import Chance
from regiewijzer.vocabulary.periods import month_number, month_start

FUTURES = 6
_FULFILMENT = 0.825  # mean of what is delivered of the usual volume
_TRIES = 200  # to draw an end after today; later ends than these are left as they came
_FOLLOWED = 61  # days within which other care follows, when it does
_LONG = 15  # months after which all is claimed
_RECENT = 24  # months over which what is delivered is held against what is claimed in the end
_NORMALS = np.random.default_rng(0).standard_normal(200_000)


class _Care:
    """Care as arrays: whose it is, from when until when, and what it costs a day and a month."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._usual = {code: self._mean(one) for code, one in told.catalogue.products.items()}
        self.rows: list[tuple[Triple, int, int, str, float, float]] = []

    def _mean(self, product: Product) -> float:
        if product.unit in (None, DAY, PIECE):
            return product.week
        usual = product.month if product.unit == EURO else product.week
        return float(np.maximum(usual * (1 + product.spread * np.clip(_NORMALS, -1.6, 2.5)), usual * 0.2).mean())

    def add(self, path: Path, weekly: float | None, first: date | None = None, until: date | None = None) -> None:
        """Add care of a path; `weekly` None: the usual volume of its product."""
        told, product = self._told, path.product
        if not told.region.senders[path.provider].claims:
            return
        start = first or path.started_on
        home = told.population.home_on(path.person, path.started_on if product.is_residence else start)
        name = (self._told.successors[home], product.category, path.provider)
        much = self._usual[product.code] if weekly is None else weekly
        a_day = 1.0 if product.unit == DAY else 0.0 if product.unit in (PIECE, EURO) else much / 7 * _FULFILMENT
        a_month = product.month if product.unit == PIECE else much if product.unit == EURO else 0.0
        self.rows.append((name, start.toordinal(), (until or path.until).toordinal(), product.code, a_day, float(a_month)))

    def cents(self, first: int, last: int) -> dict[Triple, FloatArray]:
        """Return the cents (months,) of each cell from month `first` to `last`."""
        told, found = self._told, defaultdict(lambda: np.zeros(last - first + 1))
        if not self.rows:
            return {}
        start, until, a_day, a_month = (np.array([row[place] for row in self.rows], dtype=float) for place in (1, 2, 4, 5))
        names = sorted({row[0] for row in self.rows})
        numbers = {name: number for number, name in enumerate(names)}
        cell = np.array([numbers[row[0]] for row in self.rows])
        codes = sorted(told.catalogue.products)
        product = np.array([codes.index(row[3]) for row in self.rows])
        for month in range(first, last + 1):
            begins, ends = month_start(month).toordinal(), month_start(month + 1).toordinal()
            days = np.clip(np.minimum(until, ends) - np.maximum(start, begins), 0, None)
            tariffs = np.array([told.catalogue.tariff(told.catalogue.products[code], month // 12) for code in codes], dtype=float)
            cents = np.bincount(cell, (days * a_day + (days > 0) * a_month) * tariffs[product], minlength=len(names))
            for number, name in enumerate(names):
                found[name][month - first] = cents[number]
        return dict(found)


class _Ahead(CarePaths):
    """Draws on from the state at a day, with other chances; mixed with the class that drew the region (see `_ahead_of`)."""

    def known(self, paths: Iterable[Path], day: date) -> Iterator[tuple[Path, Path]]:
        """Take in what began before the day; yield what runs, with another end, and what ended lately, as it was."""
        for path in paths:
            if path.started_on >= day:
                continue
            now = self._other_end(path, day) if path.until > day else path
            self._of_person[path.person].append(now)
            self._busy_until[path.person] = max(self._busy_until[path.person], now.until.toordinal())
            if path.until > day - timedelta(_FOLLOWED):
                yield path, now

    def _other_end(self, path: Path, day: date) -> Path:
        for _ in range(_TRIES):
            until, reason = self._end(path.person, path.product, path.started_on)
            if until is not None and until > day:
                return path._replace(until=until, reason=reason)
        return path

    def after(self, path: Path, day: date, last: date) -> Iterator[Path]:
        """Yield what follows care from the day on without a new referral."""
        start, before = self._follow_up(path), path
        while start is not None and day <= start <= last:
            found = self._path(path.person, start, before)
            if found is None:
                return
            yield found
            start, before = self._follow_up(found), found

    def new(self, month: date) -> Iterator[Path]:
        """Yield the care that begins in a month."""
        for person in self._starters(month):
            yield from self._course(int(person), month)


def _ahead_of(told: Told, day: date, stream: int) -> _Ahead:
    """Return the region as it stands on that day; `stream`: which future."""
    drawn = type("_AheadOf", (_Ahead, type(told.paths)), {})
    now: _Ahead = drawn(told.settings, told.scenario, told.catalogue, told.region, told.population)
    now.chance, now._first_day = Chance(told.settings.seed, 1000 + stream), day
    return now


class Delays:
    """Which share of a month of care each provider has claimed so many months later, over the whole window."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._first = month_number(told.settings.first_month)
        self._shares = self._learned(month_number(told.settings.present))

    def _learned(self, last: int) -> dict[str, FloatArray]:
        """Return per provider the shares (months in a quarter, lags), of the months that are long past."""
        reported, found = defaultdict(lambda: np.zeros((3, _LONG))), {}
        for one in self._told.claiming.billed:
            if self._first <= one.month <= last - _LONG and not self._stood_still(one.provider, one.month, _LONG):
                reported[one.provider][one.month % 3, min(one.known - one.month, _LONG - 1)] += one.cents
        for provider, cents in reported.items():
            total = cents.sum(axis=1, keepdims=True)
            found[provider] = np.where(total > 0, cents.cumsum(axis=1) / np.where(total > 0, total, 1), 1.0)
        return found

    def _stood_still(self, provider: str, month: int, lags: int) -> bool:
        sender = self._told.region.senders[provider]
        if sender.still_from is None or sender.still_until is None:
            return False
        return month_number(sender.still_from) - lags < month <= month_number(sender.still_until)

    def share(self, provider: str, month: int, vintage: int) -> float:
        """Return which share of that month the provider has claimed by the vintage; what stands still claims nothing."""
        sender = self._told.region.senders[provider]
        if (
            sender.still_from
            and sender.still_until
            and month_number(sender.still_from) <= vintage < month_number(sender.still_until)
        ):
            vintage = month_number(sender.still_from) - 1
        shares = self._shares.get(provider)
        if vintage < month or shares is None:
            return 0.0 if vintage < month else 1.0
        return float(shares[month % 3, min(vintage - month, _LONG - 1)])

    def reported(self, first: int, vintage: int) -> Iterator[tuple[Triple, int, int]]:
        """Yield cell, month and cents of what was known at the vintage of the months since `first`."""
        for one in self._told.claiming.billed:
            if first <= one.month <= vintage and one.known <= vintage:
                yield (self._told.successors[one.municipality], one.product, one.provider), one.month, one.cents


class Oracle:
    """The expectation of the rest of a year, and what past months came to."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._weekly = {id(path): made[-1].weekly for path, made in told.stories if made and made[-1].care}
        self._unused = 1 - told.scenario["assignments"]["unused"] - told.scenario["assignments"]["deleted"]
        self._first = month_number(told.settings.first_month)
        self._given = self._all_given()
        self._delays = Delays(told)

    def _all_given(self) -> dict[Triple, FloatArray]:
        care = _Care(self._told)
        for path, made in self._told.stories:
            for one in made:
                if one.care:  # gaps included: of care to come they are not known either
                    care.add(path, one.weekly, one.care[0].started_on, one.care[-1].until)
        return care.cents(self._first, month_number(self._told.settings.present))

    def year(self, vintage: int, claimed: dict[Triple, FloatArray]) -> dict[Triple, float]:
        """Return the expected cents of each cell of the year of the vintage.

        `claimed`: what each cell came to in the end, per month from the first of the window.
        """
        last = vintage - vintage % 12 + 11
        factors, found = self._factors(vintage, claimed), defaultdict(float)
        for name, cents in self._past(vintage, factors):
            found[name] += cents
        for stream in range(FUTURES if vintage < last else 0):
            for name, cents in self._future(vintage, last, stream).items():
                found[name] += factors.get(name[1], 1.0) * cents / FUTURES
        return dict(found)

    def _past(self, vintage: int, factors: dict[str, float]) -> Iterator[tuple[Triple, float]]:
        """Yield what was claimed of the months of the year so far, and what is still expected of the care that was given."""
        first = vintage - vintage % 12
        for name, _, cents in self._delays.reported(first, vintage):
            yield name, cents
        for name, given in self._given.items():
            for month in range(first, vintage + 1):
                yield (
                    name,
                    (1 - self._delays.share(name[2], month, vintage)) * factors.get(name[1], 1.0) * given[month - self._first],
                )

    def _factors(self, vintage: int, claimed: dict[Triple, FloatArray]) -> dict[str, float]:
        """Return per product what is claimed in the end of what was given, over the months before."""
        until = vintage + 1 - self._first
        span = slice(max(0, until - _RECENT), until)
        had, came = defaultdict(float), defaultdict(float)
        for name, cents in self._given.items():
            had[name[1]] += float(cents[span].sum())
        for name, cents in claimed.items():
            came[name[1]] += float(cents[span].sum())
        return {code: came[code] / cents for code, cents in had.items() if cents > 0}

    def _future(self, vintage: int, last: int, stream: int) -> dict[Triple, float]:
        day = month_start(vintage + 1)
        ahead, sure, new = _ahead_of(self._told, day, 100 * vintage + stream), _Care(self._told), _Care(self._told)
        end = month_start(last + 1) - timedelta(1)
        for path, now in list(ahead.known((path for path, _ in self._told.stories), day)):
            if id(path) in self._weekly and path.until > day:
                sure.add(now, self._weekly[id(path)], day)
            for one in ahead.after(now, day, end):
                new.add(one, None)
        for month in range(vintage + 1, last + 1):
            for one in ahead.new(month_start(month)):
                new.add(one, None)
        found = defaultdict(float)
        for care, share in ((sure, 1.0), (new, self._unused)):
            for name, cents in care.cents(vintage + 1, last).items():
                found[name] += share * float(cents.sum())
        return dict(found)
