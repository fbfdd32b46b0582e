"""Caps on what providers may spend: agreed in December for the next year, changed in the summer where care costs more."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import SERVICE, Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.production import Production
from regiewijzer.simulation.extracts.rows import SpendingCap
from regiewijzer.simulation.extracts.windows import MONTH, periods

_ROUND = 1_000_00
_LEAST = 25_000_00  # below this there is one cap for all municipalities together
_DECEMBER, _SUMMER = (12, 15), (7, 1)


class Caps:
    """The caps of every year of the window. They follow what is delivered with some room, so that a few run out."""

    def __init__(self, facts: Facts, chance: Chance) -> None:
        self._facts, self._chance, self._raw = facts, chance, facts.raw["caps"]
        self._cents = Production(facts).cents

    def deliveries(self) -> Iterator[Delivery]:
        """Yield the caps of a year in the December before it, and again in summer with what was changed."""
        settings = self._facts.settings
        for year in range(settings.first_month.year, settings.present.year + 1):
            first = date(year, 1, 1)
            agreed = max(settings.first_month, date(year - 1, *_DECEMBER))
            caps = list(self._agreed(first, agreed))
            yield from delivery(SERVICE, agreed, caps)
            summer = date(year, *_SUMMER)
            changed = list(self._changed(caps, summer))
            if changed and agreed < summer <= settings.present:
                yield from delivery(SERVICE, summer, [*caps, *changed])

    def _agreed(self, year: date, day: date) -> Iterator[SpendingCap]:
        months = self._base(year)
        for provider in sorted(self._cents):
            totals: dict[str, int] = defaultdict(int)
            for (municipality, month, _form), cents in self._cents[provider].items():
                if month in months:
                    totals[self._facts.region.place_on(municipality, year)] += cents
            yearly = {place: total * 12 // len(months) for place, total in sorted(totals.items()) if total > 0}
            for place, amount in self._scopes(yearly):
                yield SpendingCap(provider, place, year, "cap", self._with_room(amount), day, "jaarafspraak")

    def _scopes(self, yearly: dict[str, int]) -> list[tuple[str | None, int]]:
        total = sum(yearly.values())
        if not total:
            return []
        return [*yearly.items()] if min(yearly.values()) >= _LEAST else [(None, total)]

    def _with_room(self, amount: int) -> int:
        room: float = self._raw["room"] + self._raw["spread"] * self._chance.normal()
        return max(_ROUND, round(amount * room / _ROUND) * _ROUND)

    def _changed(self, caps: Sequence[SpendingCap], day: date) -> Iterator[SpendingCap]:
        for one in caps:
            if self._chance.happens(self._raw["extra_costs"]):
                extra = max(_ROUND, round(one.amount_cents * 0.05 / _ROUND) * _ROUND)
                yield one._replace(kind="extra_costs", amount_cents=extra, agreed_on=day, reason="tijdelijke regeling meerkosten")

    def _base(self, year: date) -> Sequence[date]:
        """Return the months a cap rests on: of the year before, else of the year itself."""
        months = periods(self._facts.settings, MONTH)
        return [month for month in months if month.year == year.year - 1] or [
            month for month in months if month.year == year.year
        ]
