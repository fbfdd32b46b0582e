"""The invented product catalogue (productenboek): what is delivered, in which unit and at which tariff per year."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from regiewijzer.simulation.scenario import Scenario

MINUTE, HOUR, DAY, HALF_DAY, PIECE, EURO = "01", "04", "14", "16", "82", "83"


@dataclass(frozen=True)
class Product:
    """One product. `week` is a usual volume a week, `month` a fixed one a month; without unit it is never claimed."""

    code: str
    name: str
    form: str
    mu: float
    sigma: float
    unit: str | None = None
    week: float = 0.0
    month: int = 0
    spread: float = 0.0
    cents: int = 0

    @cached_property
    def category(self) -> str:
        """Category (JZ020): the first two positions of the code."""
        return self.code[:2]

    @cached_property
    def is_residence(self) -> bool:
        """Whether the youth lives at the provider (CBS forms 11 to 14)."""
        return self.form in ("11", "12", "13", "14")

    @cached_property
    def is_crisis(self) -> bool:
        """Whether care starts at once."""
        return self.category == "46"


@dataclass(frozen=True)
class Catalogue:
    """All products by code, and the price level per year (2024 = 1)."""

    products: dict[str, Product]
    indexation: dict[int, float]

    def tariff(self, product: Product, year: int) -> int:
        """Return the tariff in cents for one unit in that year; 1 for the unit euro, whose volume is the amount."""
        if product.unit == EURO:
            return 1
        return round(product.cents * self.level(year))

    def level(self, year: int) -> float:
        """Return the price level of a year; years outside the table take the nearest."""
        return self.indexation[min(max(year, min(self.indexation)), max(self.indexation))]


def _product(code: str, raw: dict[str, Any]) -> Product:
    return Product(code, **raw)


def load_catalogue(scenario: Scenario) -> Catalogue:
    """Return the catalogue of a scenario."""
    products = {code: _product(code, raw) for code, raw in scenario["products"].items()}
    return Catalogue(products, scenario["indexation"])
