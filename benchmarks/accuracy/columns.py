"""From what a region told to the columns of a forecast, as known at the end of a month; months and days as in `Snapshot`."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from accuracy.told import Spell, Told, Version
from regiewijzer.forecast.arrays import FloatArray
from regiewijzer.forecast.snapshot import Cells, Claims, Snapshot, Spells, check
from regiewijzer.pipeline.forecast_snapshot import Triple, numbered_cells
from regiewijzer.simulation.assignments import IN_TOTAL, MONTHLY, WEEKLY, Assignment
from regiewijzer.simulation.catalogue import EURO
from regiewijzer.simulation.truth import LARGEST_GAP, NOT_FINAL
from regiewijzer.vocabulary.periods import month_number

_A_MONTH = {MONTHLY: 1.0, WEEKLY: 4.348}
_DAYS = 30.4375  # of a month
_PEOPLE_KNOWN = 2  # months after 1 January


def _at(day: date) -> float:
    return month_number(day) + (day.day - 1) / monthrange(day.year, day.month)[1]


def _chains(spells: Iterable[Spell]) -> list[list[Spell]]:
    """Return the spells of one youth, provider and form of care that follow each other within 28 days (F1)."""
    groups: dict[tuple[int, str, str], list[Spell]] = defaultdict(list)
    for one in spells:
        groups[one.made.person, one.made.sender.code, one.made.product.form].append(one)
    found = []
    for key in sorted(groups):
        chain: list[Spell] = []
        for one in sorted(groups[key], key=lambda one: one.care.started_on):
            if chain and (one.care.started_on - chain[-1].care.until).days > LARGEST_GAP:
                found.append(chain)
                chain = []
            chain.append(one)
        found.append(chain)
    return found


class Columns:
    """The snapshots of a region."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._lump_sum = frozenset(code for code, one in told.region.senders.items() if one.funding == "task")
        self._first = min(one.known for one in told.claiming.billed) - 1  # as the ledger does: of earlier months only late claims

    @cached_property
    def _trajectories(self) -> list[list[Spell]]:
        return _chains(self._told.spells)

    @cached_property
    def _billed(self) -> tuple[list[Triple], np.ndarray]:
        rows = [one for one in self._told.claiming.billed if one.month >= self._first]
        names = [(self._told.successors[one.municipality], one.product, one.provider) for one in rows]
        return names, np.array([(one.month, one.known, one.cents) for one in rows], dtype=np.int64)

    def snapshot(self, vintage: int) -> Snapshot:
        """Return what was known at the end of that month."""
        care = list(self._care(vintage))
        names, amounts = self._billed
        known = amounts[:, 1] <= vintage
        claimed = [name for name, is_known in zip(names, known, strict=True) if is_known]
        cells, place = numbered_cells([*(one[0] for one in care), *claimed], self._lump_sum)
        rows = np.array([(place[name], *values) for name, *values in care], dtype=np.float64)
        spells = Spells(
            rows[:, 0].astype(np.int64), rows[:, 1], rows[:, 2], rows[:, 3], *rows[:, 4:6].astype(np.int64).T, rows[:, 6]
        )
        month, told, cents = amounts[known].T
        claims = Claims(np.array([place[one] for one in claimed], dtype=np.int64), month, told, cents.astype(np.float64))
        price, people = self._prices(cells, vintage), self._people(cells, vintage)
        snapshot = Snapshot(vintage, self._first, cells, spells, claims, price, people)
        check(snapshot)
        return snapshot

    def _care(self, vintage: int) -> Iterable[tuple[Triple, float, float, float, int, int, float]]:
        for chain in self._trajectories:
            known = [one for one in chain if one.start_known <= vintage]
            if not known:
                continue
            last = known[-1]
            ended = last.stop_known <= vintage and (last.care.final_reason or last.care.reason) not in NOT_FINAL
            stop = _at(last.care.until) if ended else np.inf
            planned = [self._planned(one.made, vintage) for one in known]
            name = (self._told.successors[last.made.municipality], last.made.product.category, last.made.sender.code)
            stop_known = last.stop_known if ended else -1
            value = self._value(last.made, vintage)
            yield name, _at(known[0].care.started_on), stop, value, known[0].start_known, stop_known, max(planned)

    def _known(self, made: Assignment, vintage: int) -> Sequence[Version]:
        return [one for one in self._told.versions[id(made)] if one.known <= vintage]

    def _planned(self, made: Assignment, vintage: int) -> float:
        known = self._known(made, vintage) if made.sender.numbered else ()
        until = known[-1].until if known else None
        return np.inf if until is None else _at(until)

    def _value(self, made: Assignment, vintage: int) -> float:
        """Return what the assignment is worth a month, in cents at the tariffs of the vintage; NaN when it does not say."""
        known = self._known(made, vintage)
        if not known or not made.sender.numbered:
            return np.nan
        year_on = made.valid_from + timedelta(365)
        lasts = max(1.0, (max(one.until or year_on for one in known) - made.valid_from).days / _DAYS)
        if made.volume is not None and made.frequency and made.variant in ("specific", "generic"):
            monthly = made.volume / lasts if made.frequency == IN_TOTAL else made.volume * _A_MONTH[made.frequency]
            is_euro = made.product.unit == EURO
            return monthly * (1 if is_euro else self._told.catalogue.tariff(made.product, vintage // 12))
        return np.nan if known[-1].budget is None else known[-1].budget / lasts

    def _prices(self, cells: Cells, vintage: int) -> FloatArray:
        """Return the tariff index (products, months): next year's tariffs are known from the middle of December."""
        last = min(vintage // 12 + (vintage % 12 == 11), max(self._told.catalogue.indexation))
        years = np.arange(self._first, 12 * (last + 1)) // 12
        result = np.full((len(cells.products), len(years)), np.nan)
        for number, category in enumerate(cells.products):
            own = [one for one in self._told.catalogue.products.values() if one.category == category and one.cents]
            if own:
                tariffs = np.array([[self._told.catalogue.tariff(one, int(year)) for year in years] for one in own], dtype=float)
                result[number] = (tariffs / tariffs.mean(axis=1, keepdims=True)).mean(axis=0)
        return result

    def _people(self, cells: Cells, vintage: int) -> FloatArray:
        """Return the people under 18 (municipalities, months): those of 1 January, known from the middle of March."""
        result = np.full((len(cells.municipalities), vintage - self._first + 1), np.nan)
        latest = (vintage - _PEOPLE_KNOWN) // 12
        for year in range(self._first // 12, latest + 1):
            counts = self._counted(year)
            for number, code in enumerate(cells.municipalities):
                result[number, max(0, 12 * year - self._first) :] = counts.get(str(code), 0)
        return result

    def _counted(self, year: int) -> dict[str, int]:
        people, day = self._told.population, date(year, 1, 1).toordinal()
        age = (day - people.born) // 365.25
        there = (people.born <= day) & (age < 18)
        home = np.where(people.moved <= day, people.later_home, people.home)[there]
        counts: dict[str, int] = defaultdict(int)
        for index, count in enumerate(np.bincount(home, minlength=len(people.codes))):
            counts[self._told.successors[people.codes[index]]] += int(count)
        return dict(counts)


def vintages(told: Told, least: int = 12) -> range:
    """Return the month ends from a year of history to the last whole month."""
    first, last = month_number(told.settings.first_month), month_number(told.settings.present)
    return range(first + least, last + 1)
