"""Everything one provider hands over in the window: every quarter, and in autumn its budget."""

from collections.abc import Iterator
from datetime import date, timedelta

from regiewijzer.simulation.care_paths import working_day
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.capacity import Room
from regiewijzer.simulation.extracts.cbs_care import CareReports
from regiewijzer.simulation.extracts.cbs_protection import ProtectionReports
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.experiences import Experiences
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.production import HoursPlanned, Production, ProductionStatements, ProviderBudgets
from regiewijzer.simulation.extracts.quality import Quality
from regiewijzer.simulation.extracts.staff import Staff
from regiewijzer.simulation.extracts.windows import HALF_YEAR, QUARTER
from regiewijzer.vocabulary.periods import add_months

_BUDGET_MONTH = 10  # a budget comes with the third quarter of the year before


class Providers:
    """Makes the deliveries of providers. The day of a delivery lies within three weeks after the quarter."""

    def __init__(
        self, facts: Facts, quality: Quality, experiences: Experiences, protection: ProtectionReports, chance: Chance
    ) -> None:
        self._facts, self._quality, self._experiences, self._chance = facts, quality, experiences, chance
        production = Production(facts)
        self._statements = ProductionStatements(facts, production, chance)
        self._budgets = ProviderBudgets(facts, production, chance)
        self._hours = HoursPlanned(facts, production, chance)
        self._staff = Staff(facts, production, chance)
        self._room = Room(facts, chance)
        self._care = CareReports(facts, chance)
        self._protection = protection

    def of(self, provider: str) -> Iterator[Delivery]:
        """Yield the deliveries of one provider; none when it has no care."""
        if not self._facts.courses_of.get(provider):
            return
        scarcity = self._facts.raw["hours"]["budgeted"] + self._facts.raw["hours"]["spread"] * self._chance.normal()
        for quarter, counts in self._facts.quarters_of(provider):
            until = add_months(quarter, QUARTER)
            day = working_day(until + timedelta(self._chance.between(4, 17)))
            yield from self._quality.outcomes(provider, quarter, counts, day)
            yield from self._quality.satisfaction(provider, quarter, counts, day)
            yield from self._experiences.of_provider(provider, quarter, counts, day)
            yield from self._staff.workforce(provider, quarter, counts, day)
            yield from self._staff.continuity(provider, quarter, counts, day)
            yield from self._statements.of(provider, quarter, day)
            yield from self._hours.of(provider, quarter, counts, day, scarcity)
            yield from self._room.capacity(provider, quarter, counts, day)
            yield from self._room.waiting(provider, quarter, day)
            if until.month in (1, 7):
                yield from self._cbs(provider, add_months(until, -HALF_YEAR), day)
            if until.month == _BUDGET_MONTH:
                yield from self._budgets.of(provider, date(until.year + 1, 1, 1), day)
        yield from self._budgets.first(provider)

    def _cbs(self, provider: str, half_year: date, day: date) -> Iterator[Delivery]:
        """Deliver a half-year for the first time and the one before corrected, in one file."""
        settings = self._facts.settings
        halves = [(half_year, False), (add_months(half_year, -HALF_YEAR), True)]
        whole = [(half, final) for half, final in halves if half >= settings.first_month]
        for reports in (self._care, self._protection):
            rows = (row for half, final in whole for row in reports.rows(provider, half, final=final))
            yield from delivery(provider, day, rows)
