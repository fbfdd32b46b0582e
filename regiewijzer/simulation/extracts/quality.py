"""What youths and parents say at the end of care and while it lasts: attainment of goals, satisfaction. Providers differ."""

from collections.abc import Iterator
from datetime import date

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import Delivery, delivery
from regiewijzer.simulation.extracts.facts import Cell, Facts, Quarter
from regiewijzer.simulation.extracts.rows import Outcome, Satisfaction, hundredths


def share_of(chance: Chance, whole: int, share: float) -> int:
    """Return how many of a number it happens to."""
    return int(chance.rng.binomial(whole, min(max(share, 0.0), 1.0))) if whole > 0 else 0


class Quality:
    """How good and how diligent in asking each provider is; both stay, the first grows slowly."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance, self._raw = facts, chance, facts.raw["quality"]
        self._good = {code: self._raw["spread"] * chance.normal() for code in facts.region.senders}
        self._asks = {code: chance.uniform() for code in facts.region.senders}

    def good(self, provider: str, share: float, quarter: date) -> float:
        """Return a share of good answers at this provider, around the usual one."""
        years = (quarter - self._facts.settings.first_month).days / 365.25
        grown = share + self._good[provider] + float(self._raw["growth"]) * years
        return float(min(max(grown, 0.02), 0.98))

    def responding(self, provider: str, kind: str) -> float:
        """Return the share that answers."""
        least, most = self._raw["response"][kind]
        return float(least + (most - least) * self._asks[provider])

    def target_group(self, provider: str) -> str:
        """Return the group of young people the provider is there for."""
        return str(self._facts.raw["kinds"][self._facts.region.senders[provider].kind]["target_group"])

    def outcomes(self, provider: str, quarter: date, counts: Quarter, day: date) -> list[Delivery]:
        """Return the four heads of attainment for every cell in which trajectories ended."""
        return delivery(provider, day, self._outcomes(provider, quarter, counts))

    def _outcomes(self, provider: str, quarter: date, counts: Quarter) -> Iterator[Outcome]:
        group = self.target_group(provider)
        for cell, ended in counts.ended.items():
            for head, share in self._raw["heads"].items():
                responses = share_of(self._chance, ended, self.responding(provider, "outcome"))
                positive = share_of(self._chance, responses, self.good(provider, share, quarter))
                yield Outcome(provider, quarter, *cell, group, head, ended, responses, positive)

    def satisfaction(self, provider: str, quarter: date, counts: Quarter, day: date) -> list[Delivery]:
        """Return how satisfied youths and parents are: everybody whose care ended is asked, and a part of the others."""
        rows = (
            self._satisfied(provider, quarter, cell, perspective, counts)
            for cell in counts.active
            for perspective in ("youth", "parent")
        )
        return delivery(provider, day, (row for row in rows if row.invited))

    def _satisfied(self, provider: str, quarter: date, cell: Cell, perspective: str, counts: Quarter) -> Satisfaction:
        ended = counts.ended.get(cell, 0)
        invited = ended + share_of(self._chance, counts.active[cell] - ended, self._raw["asked_in_care"])
        responses = share_of(self._chance, invited, self.responding(provider, perspective))
        share = self.good(provider, self._raw["satisfied"][perspective], quarter)
        satisfied = share_of(self._chance, responses, share)
        score = min(10.0, max(1.0, 5.4 + 2.6 * satisfied / responses + 0.2 * self._chance.normal())) if responses else None
        return Satisfaction(
            provider,
            quarter,
            *cell,
            self.target_group(provider),
            perspective,
            invited,
            responses,
            satisfied,
            None if score is None else hundredths(round(score, 1)),
        )
