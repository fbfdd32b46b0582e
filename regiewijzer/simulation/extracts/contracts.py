"""Who has a contract: rounds of tenders per lot, subsidies, direct awards; providers that come and go without clients."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.rows import Contract
from regiewijzer.simulation.region import Sender, SyntheticRegion
from regiewijzer.simulation.settings import Settings
from regiewijzer.vocabulary.periods import add_months

AHEAD = timedelta(100)  # what begins within some three months is signed and in the register already


@dataclass(frozen=True, slots=True)
class Contracted:
    """A provider as the register has it."""

    code: str
    name: str
    sector: str
    kind: str
    funding: str
    main_contractor: str | None
    valid_from: date
    valid_until: date | None
    successor: str | None = None


class Contracting:
    """Every provider in the register and every contract, of the whole simulated time."""

    def __init__(self, settings: Settings, region: SyntheticRegion, raw: dict[str, Any], chance: Chance) -> None:
        self._settings, self._region, self._raw, self._chance = settings, region, raw, chance
        self._serial = count(1)
        self.contracted = [*self._delivering(), *self._without_clients()]
        self.contracts = [contract for one in self.contracted for contract in self._of(one)]

    def _delivering(self) -> Iterator[Contracted]:
        """Yield the providers that deliver care: they stay all the time. Some small practices work under a large provider."""
        large = [one for one in self._region.senders.values() if one.weight >= 1.0 and one.kind == "mental"]
        for sender in self._region.senders.values():
            first = date(2015 + self._chance.between(0, 5), 1, 1)
            under = sender.kind == "mental" and sender.weight < 0.4 and large and self._chance.happens(0.3)
            main = large[self._chance.between(0, len(large) - 1)].code if under else None
            yield Contracted(sender.code, sender.name, self._sector(sender), sender.kind, sender.funding, main, first, None)

    def _sector(self, sender: Sender) -> str:
        kind: dict[str, Any] = self._raw["kinds"][sender.kind]
        small = sender.kind == "mental" and sender.weight < 0.6
        return "vrijgevestigd" if small else str(kind["sector"])

    def _without_clients(self) -> Iterator[Contracted]:
        """Yield providers with a contract and no client: open-house rounds bring many; they enter and leave along the way."""
        senders, months = len(self._region.senders), self._window()
        large = [one.code for one in self._region.senders.values() if one.weight >= 1.0]
        for number in range(1, round(senders * self._raw["without_clients"]) + 1):
            entered = add_months(self._settings.first_month, self._chance.between(-30, max(1, months - 10)))
            left = add_months(entered, self._chance.between(9, 36))
            until = left if left <= self._settings.present else None
            kind, funding = ("mental", "effort") if number % 2 else ("outpatient", "effort")
            sector = "vrijgevestigd" if kind == "mental" else self._raw["kinds"][kind]["sector"]
            name = f"Praktijk {chr(64 + number % 26 or 90)}{number:02d}"
            successor = large[number % len(large)] if until and large and number % 3 == 1 else None  # it merged into a larger one
            code = f"9990{senders + number:04d}"
            yield Contracted(code, name, sector, kind, funding, None, entered, until, successor)

    def _window(self) -> int:
        first, present = self._settings.first_month, self._settings.present
        return (present.year - first.year) * 12 + present.month - first.month

    def _of(self, one: Contracted) -> Iterator[Contract]:
        if one.main_contractor is None:
            for lot in self._raw["kinds"][one.kind]["lots"]:
                yield from self._in_lot(one, lot)

    def _in_lot(self, one: Contracted, lot: str) -> Iterator[Contract]:
        """Yield a contract per round that overlaps with the provider's time; it begins later when the provider does."""
        raw = self._raw["lots"][lot]
        first: date = raw["first"]
        while first <= self._settings.present + AHEAD:
            until = add_months(first, raw["months"])
            begins, ends = max(first, one.valid_from), min(until, one.valid_until or until)
            if begins < ends:
                tender = f"{raw['tender']}-{first.year}" if raw["procurement"] in ("open_house", "tender") else None
                extension = raw["extension"] if until > self._settings.present else 0
                serial = f"C{begins.year}-{next(self._serial):04d}"
                yield Contract(serial, one.code, lot, None, tender, raw["procurement"], one.funding, begins, ends, extension)
            first = until
