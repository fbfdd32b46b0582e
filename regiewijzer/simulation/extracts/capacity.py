"""Room: places of providers and how many are taken, and who waits for care."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.cbs_care import PROTECTION
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts, Quarter
from regiewijzer.simulation.extracts.rows import Capacity, WaitingStatement, hundredths
from regiewijzer.simulation.extracts.waits import waiting_at
from regiewijzer.simulation.extracts.windows import MONTH, periods
from regiewijzer.vocabulary.periods import add_months, months_between, next_month

_RESIDENCE = ("11", "12", "13", "14")
_HOURS_PER_PLACE = 18.0  # in a quarter, outpatient


class Room:
    """Makes the rows of capacity and of waiting."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance = facts, chance
        least, most = facts.raw["occupancy"]
        self._occupancy = {code: least + (most - least) * chance.uniform() for code in facts.region.senders}

    def capacity(self, provider: str, quarter: date, counts: Quarter, day: date) -> list[Delivery]:
        """Return places by form of care at the end of the quarter, for all municipalities together."""
        taken: Counter[str] = Counter()
        for cell, running in counts.running.items():
            if cell.form not in PROTECTION:
                taken[cell.form] += running
        return delivery(provider, day, (self._places(provider, quarter, form, one) for form, one in sorted(taken.items())))

    def _places(self, provider: str, quarter: date, form: str, occupied: int) -> Capacity:
        share = min(0.99, self._occupancy[provider] + 0.02 * self._chance.normal())
        places = max(occupied, ceil(occupied / share))
        hours = None if form in _RESIDENCE else hundredths((places - occupied) * _HOURS_PER_PLACE)
        return Capacity(provider, quarter, None, form, places, occupied, hours)

    def waiting(self, provider: str, quarter: date, day: date) -> list[Delivery]:
        """Return for the months of the quarter who started and who still waited at the end; first also for the months before."""
        first = periods(self._facts.settings, MONTH)[0] if quarter == self._facts.quarters[0] else quarter
        months = months_between(first, add_months(quarter, 3))
        return delivery(provider, day, (row for month in months for row in self._month(provider, month)))

    def _month(self, provider: str, month: date) -> Iterator[WaitingStatement]:
        until = next_month(month)
        waits = [wait for wait in self._facts.waits_of.get(provider, ()) if wait.form not in PROTECTION]
        started = (wait for wait in waits if month <= wait.started_on < until)
        for wait in (*started, *waiting_at(waits, until - timedelta(1))):
            begun = wait.started_on < until
            yield WaitingStatement(
                provider,
                month,
                self._facts.region.place_on(wait.municipality, until - timedelta(1)),
                wait.form,
                wait.applied_on,
                wait.intake_on if wait.intake_on < until else None,
                wait.started_on if begun else None,
            )
