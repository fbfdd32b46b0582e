"""Experiences from several perspectives: asked by providers once a year, by municipalities every quarter."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts, Quarter
from regiewijzer.simulation.extracts.quality import Quality, share_of
from regiewijzer.simulation.extracts.rows import Experience

_OWN = ("youth", "parent")


class Experiences:
    """Makes the rows of reporters. Municipalities differ in what is experienced, as providers do."""

    def __init__(self, facts: Facts, quality: Quality, chance: Chance) -> None:
        self._facts, self._quality, self._chance, self._raw = facts, quality, chance, facts.raw["experiences"]
        self._good = {code: 0.03 * chance.normal() for code in facts.region.places}

    def of_provider(self, provider: str, quarter: date, counts: Quarter, day: date) -> list[Delivery]:
        """Return what youths and parents at a provider say; each provider asks in one quarter of the year."""
        if int(provider) % 4 != (quarter.month - 1) // 3:
            return []
        return delivery(provider, day, self._at(provider, quarter, counts))

    def _at(self, provider: str, quarter: date, counts: Quarter) -> Iterator[Experience]:
        asked: Counter[str] = Counter()
        for cell, active in counts.active.items():
            asked[cell.municipality] += active
        for municipality, invited in sorted(asked.items()):
            for perspective in _OWN:
                responses = share_of(self._chance, invited, self._quality.responding(provider, perspective))
                for topic, shares in self._raw["topics"].items():
                    share = self._quality.good(provider, shares[perspective], quarter)
                    positive = share_of(self._chance, responses, share)
                    yield Experience(provider, quarter, municipality, provider, perspective, topic, invited, responses, positive)

    def of_municipality(self, municipality: str, quarter: date, young_people: int, day: date) -> list[Delivery]:
        """Return what a municipality hears from every perspective; how many it asks grows with its young people."""
        return delivery(municipality, day, self._heard(municipality, quarter, young_people))

    def _heard(self, municipality: str, quarter: date, young_people: int) -> Iterator[Experience]:
        for perspective, raw in self._raw["asked"].items():
            invited = max(raw["least"], round(young_people / raw["per"]))
            responses = share_of(self._chance, invited, raw["response"])
            for topic, shares in self._raw["topics"].items():
                positive = share_of(self._chance, responses, shares[perspective] + self._good[municipality])
                yield Experience(municipality, quarter, municipality, None, perspective, topic, invited, responses, positive)
