"""Everything one municipality hands over in the window: every quarter, and budgets, accounts and income along the year."""

from collections.abc import Iterator
from datetime import timedelta

from regiewijzer.simulation.care_paths import working_day
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.absentees import Absentees
from regiewijzer.simulation.extracts.deliveries import Delivery
from regiewijzer.simulation.extracts.experiences import Experiences
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.municipal_money import MunicipalMoney
from regiewijzer.simulation.extracts.population import Residents
from regiewijzer.simulation.extracts.spending import Spending
from regiewijzer.simulation.extracts.staff import AccessStaff
from regiewijzer.simulation.extracts.windows import QUARTER
from regiewijzer.vocabulary.periods import add_months


class Municipalities:
    """Makes the deliveries of municipalities."""

    def __init__(self, facts: Facts, spending: Spending, absentees: Absentees, experiences: Experiences, chance: Chance) -> None:
        self._facts, self._absentees, self._experiences, self._chance = facts, absentees, experiences, chance
        self._money = MunicipalMoney(facts, spending, chance)
        self._access = AccessStaff(facts, chance)
        self._young_people = {quarter: self._count(Residents.on(facts, quarter)) for quarter in facts.quarters}

    def _count(self, residents: Residents) -> dict[int, int]:
        return {place: int((residents.place == place).sum()) for place in range(len(self._facts.region.places))}

    def of(self, municipality: str) -> Iterator[Delivery]:
        """Yield the deliveries of one municipality as long as it exists."""
        for quarter in self._facts.quarters:
            until = add_months(quarter, QUARTER)
            if municipality not in self._facts.places_on(until - timedelta(1)):
                continue
            day = working_day(until + timedelta(self._chance.between(6, 20)))
            young_people = sum(
                self._young_people[quarter][place]
                for place, code in enumerate(self._facts.region.places)
                if self._facts.region.place_on(code, quarter) == municipality
            )
            yield from self._access.of(municipality, quarter, young_people, day)
            yield from self._absentees.of(municipality, quarter, day)
            yield from self._experiences.of_municipality(municipality, quarter, young_people, day)
            yield from self._money.spent(municipality, quarter, day)
        yield from self._money.years_of(municipality)
