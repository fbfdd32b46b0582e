"""What regions steer on today: the budgets of providers, and their statements of production so far."""

from collections import defaultdict
from datetime import date

from accuracy.told import Told
from regiewijzer.pipeline.forecast_snapshot import Triple
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.production import Production, ProductionStatements, ProviderBudgets
from regiewijzer.vocabulary.periods import add_months

_HANDED_OVER = 2  # months after a quarter in which its statement is there


class Practice:
    """Budgets and statements of the providers that send claims; per municipality, without a product."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._facts = Facts(told.settings, told.scenario, told.catalogue, told.region, told.population, (), (), told.claiming)
        self._production = Production(self._facts)

    def year(self, vintage: int) -> dict[str, dict[Triple, float]]:
        """Return what the year of the vintage would come to by the latest budgets, and by the latest statements."""
        budgets = self._budgets(vintage // 12)
        return {"budgets": budgets, "statements": self._statements(vintage) or budgets}

    def _senders(self) -> list[str]:
        return [code for code, one in self._told.region.senders.items() if one.claims]

    def _budgets(self, year: int) -> dict[Triple, float]:
        made = ProviderBudgets(self._facts, self._production, Chance(self._told.settings.seed, 500))
        found: dict[Triple, float] = defaultdict(float)
        for code in self._senders():
            for one in made.of(code, date(year, 1, 1), date(year - 1, 11, 1)):
                for row in one.rows:
                    found[self._told.successors[row.municipality_code], "", code] += row.budget_cents
        return dict(found)

    def _statements(self, vintage: int) -> dict[Triple, float]:
        """Return the statements of the year so far, stretched to twelve months; nothing before the first of the year."""
        now = date(vintage // 12, vintage % 12 + 1, 1)
        latest = add_months(now, -_HANDED_OVER)
        quarter = add_months(latest, -((latest.month - 1) % 3) - (0 if latest.month % 3 == 0 else 3))
        months = (quarter.year - now.year) * 12 + quarter.month + 2
        if months <= 0:
            return {}
        made = ProductionStatements(self._facts, self._production, Chance(self._told.settings.seed, 501))
        found: dict[Triple, float] = defaultdict(float)
        for code in self._senders():
            told: dict[tuple[str, date, str], float] = {}
            for number in range(months // 3):
                for one in made.of(code, date(now.year, 3 * number + 1, 1), now):
                    told.update({(row.municipality_code, row.month, row.care_form): row.produced_cents for row in one.rows})
            for (municipality, month, _), cents in told.items():
                if month.year == now.year:
                    found[self._told.successors[municipality], "", code] += cents * 12 / months
        return dict(found)
