"""The registers of the service organisation: providers, lots, products and tariffs; each delivery is the whole table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from regiewijzer.simulation.catalogue import EURO
from regiewijzer.simulation.catalogue import Product as Care
from regiewijzer.simulation.extracts.contracts import AHEAD, Contracting
from regiewijzer.simulation.extracts.deliveries import COLLECTED_ON, SERVICE, Delivery, delivery
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.rows import Framework, Lot, Product, ProviderRegister, Row, Tariff
from regiewijzer.simulation.extracts.windows import QUARTER
from regiewijzer.vocabulary.periods import add_months, months_between, next_month

_DECEMBER = 12
_CATALOGUE_FROM = date(2019, 1, 1)
_UNITS = {"01": "minuut", "04": "uur", "14": "etmaal", "16": "dagdeel", "82": "stuks"}
_FORCED = ("JB", "JR", "13")


class Registers:
    """Delivers all registers on the first day of the window, catalogue and lots every December, contracts every quarter."""

    def __init__(self, facts: Facts, contracting: Contracting) -> None:
        self._facts, self._contracting = facts, contracting

    def deliveries(self) -> Iterator[Delivery]:
        """Yield every table on its days; what is in it is what begins before long."""
        settings = self._facts.settings
        months = list(months_between(next_month(settings.first_month), settings.present))
        yield from self._on(settings.first_month, [*self._catalogue(), *self._contracts()])
        for month in months:
            if month.month % QUARTER == 1:
                yield from self._on(month.replace(day=COLLECTED_ON), self._contracts())
            if month.month == _DECEMBER:
                yield from self._on(month.replace(day=15), self._catalogue())

    def _on(self, day: date, tables: Sequence[Iterable[Row]]) -> Iterator[Delivery]:
        for rows in tables if day <= self._facts.settings.present else ():
            yield from delivery(SERVICE, day, (row for row in rows if _begin(row) <= day + AHEAD))

    def _catalogue(self) -> Sequence[Iterable[Row]]:
        return [self._frameworks(), self._lots(), self._products(), self._tariffs()]

    def _contracts(self) -> Sequence[Iterable[Row]]:
        return [self._providers(), self._contracting.contracts]

    def _providers(self) -> Iterator[ProviderRegister]:
        for one in self._contracting.contracted:
            yield ProviderRegister(
                one.code, one.name, one.sector, one.funding, one.main_contractor, one.successor, one.valid_from, one.valid_until
            )

    def _frameworks(self) -> Iterator[Framework]:
        for code, raw in self._facts.raw["frameworks"].items():
            until = add_months(raw["first"], raw["months"])
            yield Framework(code, raw["name"], raw["first"], until, raw["extension"])

    def _framework_of_now(self) -> str | None:
        """Return the framework within which lots are purchased today."""
        day = self._facts.settings.present
        terms = {
            code: (one["first"], add_months(one["first"], one["months"])) for code, one in self._facts.raw["frameworks"].items()
        }
        return next((code for code, (first, until) in terms.items() if first <= day < until), None)

    def _lots(self) -> Iterator[Lot]:
        for code, raw in self._facts.raw["lots"].items():
            yield Lot(code, raw["name"], raw["sector"], raw["weight"], self._framework_of_now())

    def _products(self) -> Iterator[Product]:
        for care in self._facts.catalogue.products.values():
            frame = "forced" if care.form in _FORCED else "voluntary"
            told = self._facts.raw["descriptions"].get(care.code)
            named = (care.category, care.code, care.name, care.form, self._segment(care), frame, unit_of(care), told)
            yield Product(*named, _CATALOGUE_FROM, None)

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
