"""Assignments (toewijzingen): how a path of care is put in numbers, versions and periods by municipalities."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, pairwise
from math import ceil
from typing import NamedTuple

from regiewijzer.simulation.care_paths import Path, working_day
from regiewijzer.simulation.catalogue import DAY, EURO, PIECE, Catalogue, Product
from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.region import Sender, SyntheticRegion
from regiewijzer.simulation.residence import Stretch
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.vocabulary.periods import add_months, first_of_month, next_month

WEEKLY, MONTHLY, IN_TOTAL = "2", "4", "6"
# Reason of change (JZ002) and of stop (JZ588) at the seam between two numbers of one path.
SEAMS = {
    "move": ("07", "35"),
    "residence": ("07", "35"),
    "merger": ("11", "36"),
    "yearly": (None, "36"),
    "renew": (None, "36"),
    "change": ("12", "37"),
}
SHORTENED = {"02": "02", "35": "07", "38": "09", "39": "06"}
_MARGIN = 1.15  # what is assigned above the usual volume
_BUDGET_MARGIN = 1.6
_MORE = 1.25  # what a change asks for, times the volume before


@dataclass(slots=True)
class Version:
    """One version of an assignment as a 301 says it; `until` is exclusive and None when open."""

    assigned_on: date
    until: date | None
    reason: str | None = None
    budget: int | None = None
    reference: str | None = None


@dataclass(slots=True)
class Care:
    """Care really given on an assignment: [started_on, until) and the reason of the stop; `final_reason` = known later."""

    started_on: date
    until: date
    reason: str
    final_reason: str | None = None


@dataclass(slots=True)
class Assignment:
    """One assignment number with everything that hangs on it. `weekly` is the youth's own usual volume a week."""

    number: int
    municipality: str
    sender: Sender
    product: Product
    person: int
    valid_from: date
    weekly: float
    variant: str  # specific | category | category_budget | generic
    volume: int | None = None
    frequency: str | None = None
    versions: list[Version] = field(default_factory=list)
    care: list[Care] = field(default_factory=list)
    seam: str | None = None  # why the number ends while the path goes on
    claimed_volume: int = 0
    claimed_cents: int = 0

    @property
    def assignment_id(self) -> str:
        """Number with municipality, as the ledger names it."""
        return f"{self.municipality}-{self.number}"

    def until_known(self, day: date) -> date | None:
        """Return the exclusive end as it stands on that day."""
        known = [version.until for version in self.versions if version.assigned_on <= day]
        return known[-1] if known else self.versions[0].until

    def budget_known(self, day: date) -> int | None:
        """Return the budget as it stands on that day."""
        known = [version.budget for version in self.versions if version.assigned_on <= day]
        return known[-1] if known else self.versions[0].budget


class _Period(NamedTuple):
    first: date
    until: date
    planned: date | None
    seam: str | None


class _Terms(NamedTuple):
    """What holds for all numbers of a path: who delivers it to whom, how much a week, in which frequency it is assigned."""

    path: Path
    sender: Sender
    weekly: float
    style: str | None


class Assigning:
    """Gives numbers and versions to the stretches of a path."""

    def __init__(
        self, scenario: Scenario, catalogue: Catalogue, region: SyntheticRegion, chance: Chance, generic_from: date
    ) -> None:
        self._raw, self._catalogue, self._region, self._chance = scenario["assignments"], catalogue, region, chance
        self._generic_from = generic_from
        self._numbers = {code: count(100_001) for code in region.places}
        self._months = Choice(dict.fromkeys(range(len(self._raw["months"])), 1.0))

    def of_path(self, path: Path, stretches: list[Stretch], reference: str | None) -> list[Assignment]:
        """Return the assignments of a path in order of time, without care yet."""
        terms = self._terms(path)
        found: list[Assignment] = []
        for stretch in stretches:
            first = stretch.first if found else self._valid_from(path, stretch)
            for period in self._periods(stretch._replace(first=first), terms):
                more = _MORE if found and found[-1].seam == "change" else 1.0
                terms = terms._replace(weekly=terms.weekly * more)
                found.append(self._assignment(stretch.municipality, period, terms))
        found[0].versions[0].assigned_on, found[0].versions[0].reference = path.assigned_on, reference
        for before, after in pairwise(found):
            after.versions[0].assigned_on = max(after.versions[0].assigned_on, before.versions[0].assigned_on)
        self._finish(path, found[-1])
        for made in found:
            _put_in_order(made.versions)
        return found

    def _terms(self, path: Path) -> _Terms:
        sender = self._region.senders[path.provider]
        return _Terms(path, sender, self._weekly(path.product), self._style(sender, path.product))

    def _weekly(self, product: Product) -> float:
        if product.unit in (None, DAY, PIECE):
            return product.week
        usual = product.month if product.unit == EURO else product.week
        return float(max(usual * (1 + product.spread * max(min(self._chance.normal(), 2.5), -1.6)), usual * 0.2))

    def _style(self, sender: Sender, product: Product) -> str | None:
        """Return the frequency of assigned volumes; None when the provider gets none."""
        if sender.variant not in ("specific", "generic"):
            return None
        if product.unit in (EURO, PIECE):
            return MONTHLY
        if self._chance.happens(self._raw["in_total"]):
            return IN_TOTAL
        return MONTHLY if self._chance.happens(self._raw["by_month"]) else WEEKLY

    def _variant(self, sender: Sender, first: date) -> str:
        """Yield one period per number: split on 1 January, when a total is used up, or for a change of volume."""
        return "specific" if sender.variant == "generic" and first < self._generic_from else sender.variant

    def _valid_from(self, path: Path, stretch: Stretch) -> date:
        """Return the Ingangsdatum: on or before the first day of care, in the same calendar year."""
        least = max(first_of_month(path.started_on), path.started_on - timedelta(14))
        wanted = max(path.assigned_on, least) if path.assigned_on <= path.started_on else least
        return min(wanted, stretch.first)

    def _periods(self, stretch: Stretch, terms: _Terms) -> Iterator[_Period]:
        """Yield one period per number: split on 1 January, when a total is used up, or for a change of volume."""
        first = stretch.first
        while True:
            planned, seam = self._planned(first, stretch.municipality, terms)
            if seam is None or planned is None or planned >= stretch.until:
                yield _Period(first, stretch.until, planned, stretch.why)
                return
            yield _Period(first, planned, planned, seam)
            first = planned

    def _planned(self, first: date, municipality: str, terms: _Terms) -> tuple[date | None, str | None]:
        """Return the planned end and what happens there: a new number (seam) or, with None, an extension."""
        variant, unit = self._variant(terms.sender, first), terms.path.product.unit
        if self._region.places[municipality].yearly:
            return date(first.year + 1, 1, 1), "yearly"
        if variant == "specific" and terms.style == MONTHLY and unit != EURO and self._chance.happens(0.15):
            return None, None
        planned = add_months(first, self._raw["months"][self._chance.pick(self._months)] + (first.day > 1))
        if terms.style == IN_TOTAL or variant == "generic":
            return planned, "renew"
        can_change = variant == "specific" and unit not in (DAY, PIECE)
        return planned, "change" if can_change and self._chance.happens(0.05) else None

    def _assignment(self, municipality: str, period: _Period, terms: _Terms) -> Assignment:
        path, number = terms.path, next(self._numbers[municipality])
        variant = self._variant(terms.sender, period.first)
        made = Assignment(number, municipality, terms.sender, path.product, path.person, period.first, terms.weekly, variant)
        made.seam, made.frequency = period.seam, terms.style if variant == "specific" else None
        made.volume = self._volume(made, period.planned, made.frequency)
        made.versions = list(self._versions(made, period))
        return made

    def _volume(self, made: Assignment, planned: date | None, style: str | None) -> int | None:
        product, weekly = made.product, made.weekly
        if style is None:
            return None
        if product.unit in (EURO, PIECE):
            return round(weekly) if product.unit == EURO else product.month
        if style == MONTHLY:
            return 31 if product.unit == DAY else ceil(weekly * 31 / 7 * _MARGIN)
        if style == WEEKLY:
            return 7 if product.unit == DAY else ceil(weekly * _MARGIN)
        assert planned is not None, made
        days = (planned - made.valid_from).days
        return days if product.unit == DAY else ceil(weekly * days / 7 * _MARGIN)

    def _versions(self, made: Assignment, period: _Period) -> Iterator[Version]:
        assigned = working_day(period.first - timedelta(self._chance.between(12, 40)))
        planned, lasting = period.planned, period.until
        yield Version(assigned, planned, None, self._budget(made, planned))
        if period.seam in ("move", "merger", "residence") and (planned is None or lasting < planned):
            yield Version(working_day(lasting - timedelta(11)), lasting, SEAMS[period.seam][0], self._budget(made, planned))
        while planned is not None and planned < lasting:
            assigned = working_day(planned - timedelta(16))
            planned = add_months(planned, self._raw["months"][self._chance.pick(self._months)])
            if period.seam is not None:
                planned = min(planned, lasting)
            yield Version(assigned, planned, "04", self._budget(made, planned))

    def _budget(self, made: Assignment, planned: date | None) -> int | None:
        if made.variant not in ("category_budget", "generic") or planned is None:
            return None
        tariff = self._catalogue.tariff(made.product, planned.year)
        cents = made.weekly * (planned - made.valid_from).days / 7 * tariff * _BUDGET_MARGIN
        return min(ceil(cents / 10_000) * 10_000, 90_000_000)

    def _finish(self, path: Path, last: Assignment) -> None:
        """Care ended before the assignment did: some municipalities then shorten it, to the end of that month."""
        until, new = last.versions[-1].until, next_month(path.until - timedelta(1))
        early = until is None or until > next_month(new)
        if early and self._chance.happens(self._raw["shortened"]):
            assigned = working_day(path.until + timedelta(self._chance.between(5, 20)))
            last.versions.append(Version(assigned, new, SHORTENED.get(path.reason, "05"), last.versions[-1].budget))


def _put_in_order(versions: list[Version]) -> None:
    """Let every version be assigned on a later day than the one before it: the latest one counts."""
    for before, after in pairwise(versions):
        after.assigned_on = max(after.assigned_on, before.assigned_on + timedelta(1))
