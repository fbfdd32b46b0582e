"""Population by district, age and sex, and what the people of a district are like (covariates)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.districts import district_code, district_number
from regiewijzer.simulation.extracts.deliveries import SERVICE, Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import District, Population, PopulationCovariate, hundredths
from regiewijzer.simulation.extracts.windows import years
from regiewijzer.simulation.population import Integers
from regiewijzer.simulation.region import Place

AGES = 23
_ENDINGS = 10
_PUBLISHED = (3, 15)  # month and day on which the figures of 1 January come out
_FOUNDED = date(2015, 1, 1)


@dataclass(frozen=True)
class Residents:
    """Who is 0 to 22 on a day, one row per person: place in the region's order, district there, age, sex, need."""

    place: Integers
    district: Integers
    age: Integers
    boy: NDArray[np.bool_]
    frailty: NDArray[np.float64]

    @classmethod
    def on(cls, facts: Facts, day: date) -> "Residents":
        """Return the young people of that day; a merger is not in it."""
        people = facts.population
        age = ((day.toordinal() - people.born) // 365.25).astype(np.int64)
        there = np.flatnonzero((age >= 0) & (age < AGES) & (people.born <= day.toordinal()))
        place = np.where(people.moved[there] <= day.toordinal(), people.later_home[there], people.home[there])
        districts = np.array(
            [[district_number(one, ending) for ending in range(_ENDINGS)] for one in facts.region.places.values()]
        )
        return cls(place, districts[place, there % _ENDINGS], age[there], people.boy[there], people.frailty[there])

    def count(self, place: int, district: int) -> int:
        """Return the people of a district."""
        return int(((self.place == place) & (self.district == district)).sum())

    def counts(self, place: int, district: int) -> NDArray[np.int64]:
        """Return the people of a district by age and sex (girls, boys). What the simulation did not draw is taken from age 21.

        Nobody is drawn who was over 22 all through the window, so the oldest are missing on the first 1 January.
        """
        here = (self.place == place) & (self.district == district)
        found = np.zeros((AGES, 2), dtype=np.int64)
        np.add.at(found, (self.age[here], self.boy[here].astype(np.int64)), 1)
        found[AGES - 1] = np.maximum(found[AGES - 1], (found[AGES - 2] * 0.9).astype(np.int64))
        return found


class Populations:
    """The deliveries of population, covariates and the table of districts."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance = facts, chance
        self._noise = {
            district_code(place, number): tuple(1 + 0.05 * chance.normal() for _ in range(3))
            for place in facts.region.places.values()
            for number in range(len(place.districts))
        }

    def deliveries(self) -> Iterator[Delivery]:
        """Yield what the service organisation passes on: districts, and every year the people of 1 January."""
        settings = self._facts.settings
        yield from delivery(SERVICE, settings.first_month, self._districts(before_merger=True))
        if settings.first_month < settings.merger <= settings.present:
            yield from delivery(SERVICE, settings.merger, self._districts(before_merger=False))
        for year in years(settings):
            day = max(year.replace(month=_PUBLISHED[0], day=_PUBLISHED[1]), settings.first_month)
            if day <= settings.present:
                residents = Residents.on(self._facts, year)
                yield from delivery(SERVICE, day, self._people(year, residents))
                yield from delivery(SERVICE, day, self.covariates(year, residents))

    def _districts(self, *, before_merger: bool) -> Iterator[District]:
        for place in self._facts.region.places.values():
            for number, name in enumerate(place.districts):
                code = district_code(place, number)
                known_end = None if before_merger else place.valid_until
                yield District(code, name, place.code, _FOUNDED, known_end)
                if known_end is not None and place.successor is not None:
                    yield District(code, name, place.successor, known_end, None)

    def _by_district(self, year: date) -> Iterator[tuple[int, Place, int, str]]:
        """Yield place in the region's order, place, number of the district and the municipality it belongs to in that year."""
        region = self._facts.region
        for index, place in enumerate(region.places.values()):
            for number in range(len(place.districts)):
                yield index, place, number, region.place_on(place.code, year)

    def _people(self, year: date, residents: Residents) -> Iterator[Population]:
        for index, place, number, municipality in self._by_district(year):
            counts = residents.counts(index, number)
            for age in range(AGES):
                for sex in (1, 0):
                    code = district_code(place, number)
                    yield Population(municipality, code, year, age, "1" if sex else "2", int(counts[age, sex]))

    def covariates(self, year: date, residents: Residents) -> Iterator[PopulationCovariate]:
        """Yield what every district is like.

        What makes people need help in this simulation is the access of the municipality and the frailty of who lives there; the
        covariates follow from these, so that they explain some of the use and do not change it.
        """
        raw = self._facts.raw["covariates"]
        for index, place, number, municipality in self._by_district(year):
            here = (residents.place == index) & (residents.district == number)
            need = place.access * float(residents.frailty[here].mean()) if here.any() else place.access
            code = district_code(place, number)
            one_parent, low_income, low_education = (
                hundredths(min(90.0, one["share"] * need ** one["power"] * noise * one["trend"] ** (year.year - 2024)))
                for one, noise in zip(raw["shares"].values(), self._noise[code], strict=True)
            )
            yield PopulationCovariate(
                municipality, code, year, one_parent, low_income, low_education, round(int(here.sum()) * raw["households"])
            )
