"""People who do the work: staff of providers by function, changes of care worker, staff of the municipal access."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Cell, Facts, Quarter
from regiewijzer.simulation.extracts.production import Production
from regiewijzer.simulation.extracts.quality import share_of
from regiewijzer.simulation.extracts.rows import AccessWorkforce, WorkerContinuity, Workforce, hundredths
from regiewijzer.vocabulary.periods import add_months


class Staff:
    """Staff of providers, as much as their production pays for."""

    def __init__(self, facts: Facts, production: Production, chance: Chance) -> None:
        self._facts, self._production, self._chance, self._raw = facts, production, chance, facts.raw["staff"]
        self._habits = {code: 1 + 0.12 * max(-2.0, min(2.0, chance.normal())) for code in facts.region.senders}

    def workforce(self, provider: str, quarter: date, counts: Quarter, day: date) -> list[Delivery]:
        """Return staff by function group; who serves young people has a caseload."""
        return delivery(provider, day, self._groups(provider, quarter, counts))

    def _groups(self, provider: str, quarter: date, counts: Quarter) -> Iterator[Workforce]:
        mix = self._raw["mix"][self._facts.raw["kinds"][self._facts.region.senders[provider].kind]["mix"]]
        total = self._fte(provider, quarter, counts)
        serving = sum(mix.get(group, 0) for group in self._raw["serving"])
        for group, share in mix.items():
            fte = max(0.2, total * share * (0.95 + 0.1 * self._chance.uniform()))
            headcount = ceil(fte / self._raw["part_time"])
            registered = share_of(self._chance, headcount, self._raw["registered"].get(group, 0.0) * self._habits[provider])
            reviewed = share_of(self._chance, headcount, self._raw["reviewed"] * self._habits[provider])
            caseload = round(counts.youths * share / serving) if group in self._raw["serving"] else None
            yield Workforce(provider, quarter, group, headcount, hundredths(fte), registered, reviewed, caseload)

    def _fte(self, provider: str, quarter: date, counts: Quarter) -> float:
        """Return the staff that the production of the quarter pays; without claims by trajectories."""
        until = add_months(quarter, 3)
        cents = self._production.cents.get(provider, {})
        produced = sum(amount for (_, month, _), amount in cents.items() if quarter <= month < until)
        if not self._facts.region.senders[provider].claims:
            return max(1.0, sum(counts.active.values()) / float(self._raw["trajectories_per_fte"]) * self._habits[provider])
        level = self._facts.catalogue.level(quarter.year)
        return max(1.0, produced * 4 / 100 / (float(self._raw["euros_per_fte"]) * level) * self._habits[provider])

    def continuity(self, provider: str, quarter: date, counts: Quarter, day: date) -> list[Delivery]:
        """Return how many trajectories met another care worker."""
        return delivery(provider, day, (self._changes(provider, quarter, cell, count) for cell, count in counts.active.items()))

    def _changes(self, provider: str, quarter: date, cell: Cell, trajectories: int) -> WorkerContinuity:
        changed = share_of(self._chance, trajectories, self._raw["changes"] * self._habits[provider] ** 2)
        more = share_of(self._chance, changed, self._raw["second_change"])
        return WorkerContinuity(provider, quarter, *cell, trajectories, changed + more, changed)


class AccessStaff:
    """Staff of the municipal access and youth workers in the practices of GPs; both grow."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance, self._raw = facts, chance, facts.raw["access"]
        self._habits = {code: 1 + 0.06 * max(-2.0, min(2.0, chance.normal())) for code in facts.region.places}

    def of(self, municipality: str, quarter: date, young_people: int, day: date) -> list[Delivery]:
        """Return the row of a municipality for a quarter."""
        return delivery(municipality, day, [self._row(municipality, quarter, young_people)])

    def _row(self, municipality: str, quarter: date, young_people: int) -> AccessWorkforce:
        raw, habit = self._raw, self._habits[municipality]
        years = (quarter - self._facts.settings.first_month).days / 365.25
        headcount = max(3, round(young_people / raw["young_people_per_head"] * habit))
        registered = min(headcount, round(headcount * (raw["registered"] + raw["registered_growth"] * years) * habit))
        practices = max(2, round(young_people / raw["young_people_per_practice"]))
        share = raw["youth_worker"] + raw["youth_worker_growth"] * years
        with_worker = min(practices, round(practices * share * habit))
        worked = with_worker * (0.35 + 0.1 * self._chance.uniform())
        return AccessWorkforce(
            municipality,
            quarter,
            headcount,
            registered,
            hundredths(headcount * (0.78 + 0.06 * self._chance.uniform())),
            practices,
            with_worker,
            hundredths(worked),
        )
