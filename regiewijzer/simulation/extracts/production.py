"""Money of providers: budgets beforehand (too high, as practice is), statements of production afterwards, hours."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from regiewijzer.simulation.catalogue import HALF_DAY, HOUR, MINUTE
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Cell, Facts, Quarter
from regiewijzer.simulation.extracts.rows import PlannedHours, ProductionStatement, ProviderBudget, hundredths
from regiewijzer.simulation.extracts.windows import MONTH, QUARTER, periods
from regiewijzer.vocabulary.periods import add_months

_HOURS = {MINUTE: 1 / 60, HOUR: 1.0, HALF_DAY: 4.0}  # per unit
_TASK_HOURS = 9.0  # per trajectory and quarter, where nothing is claimed
_LEAST_MONTHS = 9  # of the year before, to base a budget on

Month = tuple[str, date, str]  # municipality, month, form


class Production:
    """What was really delivered, by provider."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def cents(self) -> Mapping[str, Mapping[Month, int]]:
        """Cents by provider, then by municipality, month and form of care."""
        forms = {code: product.form for code, product in self._facts.catalogue.products.items()}
        found: dict[str, dict[Month, int]] = defaultdict(lambda: defaultdict(int))
        for (provider, municipality, month, code), cents in sorted(self._facts.claiming.produced.items()):
            found[provider][municipality, month, forms[code]] += cents
        return found

    @cached_property
    def hours(self) -> Mapping[str, Mapping[tuple[str, date, str], float]]:
        """Hours by provider, then by municipality, quarter and form; only of care that is counted in time."""
        catalogue = self._facts.catalogue
        found: dict[str, dict[Month, float]] = defaultdict(lambda: defaultdict(float))
        for (provider, municipality, month, code), cents in sorted(self._facts.claiming.produced.items()):
            product = catalogue.products[code]
            if product.unit in _HOURS:
                units = cents / catalogue.tariff(product, month.year)
                quarter = add_months(month, -((month.month - 1) % QUARTER))
                found[provider][municipality, quarter, product.form] += units * _HOURS[product.unit]
        return found

    def youths(self, provider: str, month: Month) -> int:
        """Return how many young people got what was delivered."""
        return self._facts.claiming.youths[provider, *month]


class ProductionStatements:
    """Statements come with the delivery of a quarter: of its months as far as booked, of the quarter before in full."""

    def __init__(self, facts: Facts, production: Production, chance: Chance) -> None:
        self._facts, self._production, self._chance = facts, production, chance
        self._months = periods(facts.settings, MONTH)

    def of(self, provider: str, quarter: date, day: date) -> list[Delivery]:
        """Return the statement that is handed over on that day, about the quarter and the one before."""
        return delivery(provider, day, self._rows(provider, quarter))

    def _rows(self, provider: str, quarter: date) -> Iterator[ProductionStatement]:
        booked = dict(zip((2, 1, 0), self._facts.raw["booked"], strict=True))
        settled = 1.0 if self._facts.settings.lateness else None
        first, until = add_months(quarter, -QUARTER), add_months(quarter, QUARTER)
        for key, cents in self._production.cents.get(provider, {}).items():
            municipality, month, form = key
            if first <= month < until:
                age = (until.year - month.year) * 12 + until.month - month.month - 1
                share = 1.0 if settled is None else booked.get(age, 1.0) + (0.02 * self._chance.normal() if age in booked else 0)
                yield ProductionStatement(
                    provider, municipality, month, form, round(cents * min(share, 1.0)), self._production.youths(provider, key)
                )


class ProviderBudgets:
    """A provider's budget for a year, handed over in the autumn before: last year's production, with optimism."""

    def __init__(self, facts: Facts, production: Production, chance: Chance) -> None:
        self._facts, self._production, self._chance, raw = facts, production, chance, facts.raw["budgets"]
        self._optimism = {code: max(1.0, raw["optimism"] + raw["spread"] * chance.normal()) for code in facts.region.senders}

    def of(self, provider: str, year: date, day: date) -> list[Delivery]:
        """Return the budget for the year that begins on that 1 January."""
        return delivery(provider, day, self._rows(provider, year, self._optimism[provider]))

    def first(self, provider: str) -> list[Delivery]:
        """Return the budget of the first year, when no quarter of the window lies before it: it comes by itself in December."""
        settings = self._facts.settings
        year = date(settings.first_month.year + 1, 1, 1)
        return (
            self.of(provider, year, year.replace(year=year.year - 1, month=12, day=12)) if settings.first_month.month > 7 else []
        )

    def _rows(self, provider: str, year: date, optimism: float) -> Iterator[ProviderBudget]:
        totals: dict[Cell, list[int]] = defaultdict(list)
        youths: dict[Cell, int] = defaultdict(int)
        based_on = self._base(year)
        for key, cents in self._production.cents.get(provider, {}).items():
            municipality, month, form = key
            if month in based_on:
                cell = Cell(self._facts.region.place_on(municipality, year), form)
                totals[cell].append(cents)
                youths[cell] = max(youths[cell], self._production.youths(provider, key))
        for cell, amounts in sorted(totals.items()):
            wish = optimism * (1 + 0.04 * self._chance.normal())
            budget = sum(amounts) * 12 / len(based_on) * wish
            yield ProviderBudget(provider, cell.municipality, year, cell.form, round(budget / 100_00) * 100_00, youths[cell])

    def _base(self, year: date) -> Sequence[date]:
        """Return the months a budget rests on: the year before, or when that lies outside the window the year itself."""
        months = periods(self._facts.settings, MONTH)
        before = [month for month in months if month.year == year.year - 1]
        return before if len(before) >= _LEAST_MONTHS else [month for month in months if month.year == year.year]


class HoursPlanned:
    """Hours that the youths of a quarter needed by their plans, hours in the budget, hours delivered."""

    def __init__(self, facts: Facts, production: Production, chance: Chance) -> None:
        self._facts, self._production, self._chance = facts, production, chance

    def of(self, provider: str, quarter: date, counts: Quarter, day: date, scarcity: float) -> list[Delivery]:
        """Return the hours of a quarter; `scarcity` is the share of the needed hours that the provider has in its budget."""
        hours = self._production.hours.get(provider, {})
        delivered = {Cell(place, form): one for (place, month, form), one in hours.items() if month == quarter}
        if not self._facts.region.senders[provider].claims:
            delivered = {cell: _TASK_HOURS * count for cell, count in counts.active.items()}
        return delivery(provider, day, (self._row(provider, quarter, *one, scarcity) for one in sorted(delivered.items())))

    def _row(self, provider: str, quarter: date, cell: Cell, hours: float, scarcity: float) -> PlannedHours:
        needed = hours / (0.80 + 0.05 * self._chance.uniform())  # care is delivered for 60 to 105 % of the usual volume
        budgeted = needed * scarcity * (0.96 + 0.08 * self._chance.uniform())
        return PlannedHours(
            provider, quarter, cell.municipality, cell.form, hundredths(needed), hundredths(budgeted), hundredths(hours)
        )
