"""Money of municipalities: what is spent in the claims and outside them, per month."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import OtherSpending
from regiewijzer.simulation.extracts.windows import MONTH, periods


class Field(NamedTuple):
    """Where money is booked."""

    task_field: str
    form: str | None


class Spending:
    """What every municipality really spent per month: claimed care by product, and the rest by category."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance = facts, chance
        self.months = periods(facts.settings, MONTH)
        self._raw = facts.raw["spending"]

    @cached_property
    def claimed(self) -> Mapping[tuple[str, date], Mapping[Field, int]]:
        """Cents of claimed care by municipality and month."""
        found: dict[tuple[str, date], dict[Field, int]] = defaultdict(lambda: defaultdict(int))
        for (_, municipality, month, code), cents in sorted(self._facts.claiming.produced.items()):
            product = self._facts.catalogue.products[code]
            found[municipality, month][Field(self._raw["task_fields"][code], product.form)] += cents
        return found

    @cached_property
    def other(self) -> Mapping[str, list[OtherSpending]]:
        """The rows of money outside the claims by municipality, in order of month."""
        found: dict[str, list[OtherSpending]] = defaultdict(list)
        for month in self.months:
            for municipality in self._facts.places_on(month):
                found[municipality].extend(self._other(municipality, month))
        return found

    @cached_property
    def _level(self) -> Mapping[tuple[str, int], float]:
        """Cents of claimed care per month by municipality and year."""
        totals: dict[tuple[str, int], list[int]] = defaultdict(list)
        for (municipality, month), fields in self.claimed.items():
            totals[municipality, month.year].append(sum(fields.values()))
        return {key: sum(amounts) / len(amounts) for key, amounts in totals.items()}

    @cached_property
    def _habits(self) -> Mapping[tuple[str, str], float]:
        """How much more or less than usual a municipality spends in a category."""
        return {
            (municipality, category): 1 + self._raw["spread"] * max(-2.0, min(2.0, self._chance.normal()))
            for municipality in self._facts.region.places
            for category in self._raw["categories"]
        }

    def _other(self, municipality: str, month: date) -> Iterator[OtherSpending]:
        level = self._level.get((municipality, month.year), 0.0)
        for category, raw in self._raw["categories"].items():
            cents = level * raw["share"] / self._raw["claimed_share"] * self._habits[municipality, category]
            cents *= 1 + 0.03 * self._chance.normal()
            if category == "lump_sum":
                yield from self._lump_sums(municipality, month, cents)
            elif cents:
                yield _spent(municipality, month, category, raw, None, cents)
        if month.month == self._raw["settlement"]["month"]:
            yield from self._settlement(municipality, month, level)

    @cached_property
    def _tasks(self) -> Mapping[tuple[str, int], Mapping[tuple[str, str], int]]:
        """Trajectories of task-based providers by municipality and year, then by provider and form."""
        found: dict[tuple[str, int], dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
        senders = self._facts.region.senders
        for course in self._facts.courses:
            if not senders[course.provider].claims:
                last = (course.until or self._facts.settings.present).year
                for year in range(max(course.started_on.year, self.months[0].year), last + 1):
                    municipality = course.municipality_before(date(year, 12, 31))
                    found[municipality, year][course.provider, course.form] += 1
        return found

    def _lump_sums(self, municipality: str, month: date, cents: float) -> Iterator[OtherSpending]:
        """Divide the lump sums over the providers that are paid so, by their trajectories."""
        raw = self._raw["categories"]["lump_sum"]
        shares = self._tasks.get((municipality, month.year), {})
        for (provider, form), count in sorted(shares.items()):
            amount = cents * count / sum(shares.values())
            yield _spent(municipality, month, "lump_sum", {**raw, "form": form}, provider, amount)

    def _settlement(self, municipality: str, month: date, level: float) -> Iterator[OtherSpending]:
        least, most = self._raw["settlement"]["share"]
        cents = 12 * level * (least + (most - least) * self._chance.uniform())
        yield _spent(municipality, month, "settlement_earlier_years", self._raw["settlement"], None, cents)

    def by_field(self, municipality: str, year: int) -> dict[Field, int]:
        """Return what a municipality spent in a year, claimed and not; a year of which months are missing is scaled up."""
        found: dict[Field, int] = defaultdict(int)
        months = [month for month in self.months if month.year == year]
        for month in months:
            for field, cents in self.claimed.get((municipality, month), {}).items():
                found[field] += cents
        for row in self.other.get(municipality, ()):
            if row.month.year == year:
                found[Field(row.task_field, row.care_form)] += row.amount_cents
        covered = sum(municipality in self._facts.places_on(month) for month in months)
        return {field: round(cents * 12 / covered) for field, cents in sorted(found.items(), key=str)} if covered else {}


def _spent(
    municipality: str, month: date, category: str, raw: Mapping[str, str | None], provider: str | None, cents: float
) -> OtherSpending:
    field, form = raw["task_field"], raw.get("form")
    assert field is not None, category
    return OtherSpending(municipality, month, field, category, form, provider, round(cents), "actual")
