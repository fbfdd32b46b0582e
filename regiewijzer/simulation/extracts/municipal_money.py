"""What a municipality hands over about money: spending per quarter, income, budgets and annual accounts; a deficit that grows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import MunicipalBudget, MunicipalIncome, OtherSpending
from regiewijzer.simulation.extracts.spending import Field, Spending
from regiewijzer.vocabulary.periods import add_months

_WHOLE = 100_00  # cents to which budgets are rounded


class MunicipalMoney:
    """Makes the deliveries: spending per quarter, income twice a year, budgets and the account."""

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
        wise = 1 + self._raw["budget_spread"] * max(-2.0, min(2.0, self._chance.normal()))  # one reckons wider than another
        wrong = {field: wise * (1 + 0.03 * self._chance.normal()) for field in spent}
        for version, raw in versions.items():
            day = date(year.year + raw["year"], raw["month"], 14)
            exact = version == "realised"
            later = self._raw["later_years"] if version == "original" else {"count": 0, "growth": 0}
            rows = (
                MunicipalBudget(
                    municipality,
                    year.replace(year=year.year + ahead),
                    version,
                    *field,
                    direction,
                    round(cents * part) if exact else _whole(cents * part * (1 + later["growth"]) ** ahead),
                )
                for ahead in range(later["count"] + 1)
                for field, amount in spent.items()
                for cents in [amount if exact else amount * raw["share"] * wrong[field]]
                for direction, part in (("expenditure", 1.0), ("income", self._raw["own_income"]))
            )
            if day >= self._facts.settings.first_month:
                yield from delivery(municipality, day, rows)


def _whole(cents: float) -> int:
    """Round to whole hundreds of euros, as budgets are."""
    return round(cents / _WHOLE) * _WHOLE
