"""What the demo scenario promises to show has an effect: the policy shock, and the indexation of January."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from regiewijzer.simulation.care_paths import CarePaths
from regiewijzer.simulation.catalogue import load_catalogue
from regiewijzer.simulation.scenario import load_scenario

SCENARIO = load_scenario()
CATALOGUE = load_catalogue(SCENARIO)


def test_every_tariff_rises_in_january() -> None:
    claimed = [one for one in CATALOGUE.products.values() if one.unit not in (None, "83")]
    assert claimed
    for product in claimed:
        tariffs = [CATALOGUE.tariff(product, year) for year in range(2022, 2027)]
        assert tariffs == sorted(set(tariffs)), product.code


def test_from_its_day_on_the_shock_keeps_some_of_its_products_from_starting() -> None:
    shock: Any = SCENARIO["shock"]
    paths: Any = SimpleNamespace(scenario=SCENARIO, chance=SimpleNamespace(happens=lambda share: share > 0))

    def refused(code: str, day: date) -> bool:
        return CarePaths._shocked(paths, CATALOGUE.products[code], day)

    assert all(refused(code, shock["from"]) for code in shock["products"])
    assert not any(refused(code, shock["from"] - timedelta(1)) for code in shock["products"])
    assert not any(refused(code, shock["from"]) for code in CATALOGUE.products.keys() - set(shock["products"]))
