"""The registers of the service organisation: providers, lots, products and tariffs; each delivery is the whole table."""

from collections.abc import Iterator
from datetime import date, timedelta

from regiewijzer.simulation.catalogue import EURO
from regiewijzer.simulation.catalogue import Product as Care
from regiewijzer.simulation.extracts.contracts import Contracting
from regiewijzer.simulation.extracts.deliveries import SERVICE, Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import Lot, Product, ProviderRegister, Row, Tariff

_AHEAD = timedelta(62)  # what begins within two months is in the register already
_CATALOGUE_FROM = date(2019, 1, 1)
_UNITS = {"01": "minuut", "04": "uur", "14": "etmaal", "16": "dagdeel", "82": "stuks"}
_FORCED = ("JB", "JR", "13")


class Registers:
    """Delivers the registers on the first day of the window and halfway every December."""

    def __init__(self, facts: Facts, contracting: Contracting) -> None:
        self._facts, self._contracting = facts, contracting

    def deliveries(self) -> Iterator[Delivery]:
        """Yield every table on every day of delivery."""
        settings = self._facts.settings
        days = [date(year, 12, 15) for year in range(settings.first_month.year, settings.present.year + 1)]
        for day in (settings.first_month, *(day for day in days if settings.first_month < day <= settings.present)):
            tables = (self._providers(), self._lots(), self._contracting.contracts, self._products(), self._tariffs())
            for rows in tables:
                yield from delivery(SERVICE, day, (row for row in rows if _begin(row) <= day + _AHEAD))

    def _providers(self) -> Iterator[ProviderRegister]:
        for one in self._contracting.contracted:
            yield ProviderRegister(
                one.code, one.name, one.sector, one.funding, one.main_contractor, one.valid_from, one.valid_until
            )

    def _lots(self) -> Iterator[Lot]:
        for code, raw in self._facts.raw["lots"].items():
            yield Lot(code, raw["name"], raw["sector"], raw["weight"])

    def _products(self) -> Iterator[Product]:
        for care in self._facts.catalogue.products.values():
            frame = "forced" if care.form in _FORCED else "voluntary"
            yield Product(
                care.category, care.code, care.name, care.form, self._segment(care), frame, unit_of(care), _CATALOGUE_FROM, None
            )

    def _segment(self, care: Care) -> str:
        segments: dict[str, list[str]] = self._facts.raw["segments"]
        return next((name for name, codes in segments.items() if care.code in codes), "common_specialist")

    def _tariffs(self) -> Iterator[Tariff]:
        """Yield the tariff of every product in every year of the price table; what is paid in euros has none."""
        catalogue = self._facts.catalogue
        for care in catalogue.products.values():
            unit = unit_of(care)
            if unit is None or care.unit == EURO:
                continue
            for year in sorted(catalogue.indexation):
                until = date(year + 1, 1, 1) if year < max(catalogue.indexation) else None
                first = date(year, 1, 1)
                yield Tariff(care.category, care.code, None, None, first, until, catalogue.tariff(care, year), unit)


def unit_of(care: Care) -> str | None:
    """Return the unit of a product as people write it; None when nothing is claimed."""
    return None if care.unit is None else _UNITS.get(care.unit, "euro")


def _begin(row: Row) -> date:
    begin: date = getattr(row, "valid_from", date.min)
    return begin
