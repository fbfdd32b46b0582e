"""Money of municipalities: what is spent outside the claims, income, budgets and annual accounts; a deficit that grows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import MunicipalBudget, MunicipalIncome, OtherSpending
from regiewijzer.simulation.extracts.windows import MONTH, periods
from regiewijzer.vocabulary.periods import add_months

_WHOLE = 100_00  # cents to which budgets are rounded


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


class MunicipalMoney:
    """What a municipality hands over about money: spending per quarter, income twice a year, budgets and the account."""

    def __init__(self, facts: Facts, spending: Spending, chance: Chance) -> None:
        self._facts, self._spending, self._chance = facts, spending, chance
        self._raw = facts.raw["spending"]

    def spent(self, municipality: str, quarter: date, day: date) -> list[Delivery]:
        """Return the spending of a quarter and, with the first quarter in the window, of the months before it."""
        until, first = add_months(quarter, 3), quarter
        if quarter == self._facts.quarters[0]:
            first = self._spending.months[0]
        rows = self._spending.other.get(municipality, ())
        return delivery(municipality, day, (row for row in rows if first <= row.month < until))

    def planned(self, municipality: str, year: date) -> list[Delivery]:
        """Return what a municipality expects to spend outside the claims, per month of the year that begins."""
        amounts: dict[tuple[str, str, str | None, str | None], list[int]] = defaultdict(list)
        for row in self._spending.other.get(municipality, ()):
            if row.month.year == year.year and row.category != "settlement_earlier_years":
                amounts[row.task_field, row.category, row.care_form, row.provider_code].append(row.amount_cents)
        rows = (
            OtherSpending(
                municipality, add_months(year, number), *key, _whole(self._raw["planned"] * sum(some) / len(some)), "planned"
            )
            for number in range(12)
            for key, some in amounts.items()
        )
        return delivery(municipality, year.replace(day=10), rows)

    def years_of(self, municipality: str) -> Iterator[Delivery]:
        """Yield income, budgets and accounts of every whole year that begins in the window."""
        settings = self._facts.settings
        first = settings.first_month
        for year in range(first.year + (first.month > 1), settings.present.year + 1):
            begin = date(year, 1, 1)
            place = self._facts.region.places[municipality]
            if place.valid_until and begin >= place.valid_until:
                continue
            spent = self._spending.by_field(municipality, year)
            yield from self.planned(municipality, begin)
            yield from self._income(municipality, begin, sum(spent.values()))
            yield from self._budgets(municipality, begin, spent)

    def _income(self, municipality: str, year: date, spent: int) -> Iterator[Delivery]:
        """First as announced in the autumn before, in July as it stands; less and less of what is spent."""
        raw = self._raw["income"]
        short = raw["deficit"].get(year.year, raw["deficit"][max(raw["deficit"])])
        total = spent * (1 - short * (0.6 + 0.8 * self._chance.uniform()))
        for day, share in ((date(year.year - 1, 12, 10), 0.985), (date(year.year, 7, 8), 1.0)):
            rows = (
                MunicipalIncome(municipality, year, source, _whole(total * part * share))
                for source, part in raw["sources"].items()
            )
            yield from delivery(municipality, day, rows)

    def _budgets(self, municipality: str, year: date, spent: Mapping[Field, int]) -> Iterator[Delivery]:
        versions = self._raw["versions"]
        wrong = {field: 1 + 0.03 * self._chance.normal() for field in spent}
        for version, raw in versions.items():
            day = date(year.year + raw["year"], raw["month"], 14)
            exact = version == "realised"
            rows = (
                MunicipalBudget(
                    municipality, year, version, *field, direction, round(cents * part) if exact else _whole(cents * part)
                )
                for field, amount in spent.items()
                for cents in [amount if exact else amount * raw["share"] * wrong[field]]
                for direction, part in (("expenditure", 1.0), ("income", self._raw["own_income"]))
            )
            if day >= self._facts.settings.first_month:
                yield from delivery(municipality, day, rows)


def _whole(cents: float) -> int:
    """Round to whole hundreds of euros, as budgets are."""
    return round(cents / _WHOLE) * _WHOLE
