"""What the demo scenario promises to show has an effect: the policy shock, and the indexation of January."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from regiewijzer.simulation import settings_for
from regiewijzer.simulation.care_paths import CarePaths, Path
from regiewijzer.simulation.catalogue import load_catalogue
from regiewijzer.simulation.population import build_population
from regiewijzer.simulation.region import build_region
from regiewijzer.simulation.scenario import load_scenario
from tests.support.simulated_region import Simulated

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


def _all_care(factor: float) -> list[Path]:
    """Return the hidden care of a whole run in which the shock leaves that share of the starts."""
    scenario: Any = {**SCENARIO, "shock": {**SCENARIO["shock"], "factor": factor}}
    settings = replace(settings_for("small", 7), young_people=4_000)
    region = build_region(settings, scenario, CATALOGUE)
    return CarePaths(settings, scenario, CATALOGUE, region, build_population(settings, scenario, region)).draw()


def test_in_a_whole_run_the_shock_takes_its_share_of_what_would_have_started() -> None:
    shock: Any = SCENARIO["shock"]
    year = shock["from"].replace(year=shock["from"].year + 1)

    def hit(paths: list[Path], since: date, until: date) -> int:
        return sum(one.product.code in shock["products"] and since <= one.started_on < until for one in paths)

    free, shocked = _all_care(1.0), _all_care(0.2)
    before = shock["from"].replace(year=shock["from"].year - 1)
    assert hit(free, before, shock["from"]) > 100
    assert abs(hit(shocked, before, shock["from"]) / hit(free, before, shock["from"]) - 1) < 0.1
    assert 0.1 < hit(shocked, shock["from"], year) / hit(free, shock["from"], year) < 0.35
    others = [[one for one in paths if one.product.code not in shock["products"]] for paths in (free, shocked)]
    assert abs(len(others[0]) / len(others[1]) - 1) < 0.1  # what the shock does not name goes on


def test_in_a_whole_run_the_claims_of_a_new_year_have_its_tariff(clean: Simulated) -> None:
    tariffs: dict[tuple[str, str], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for line in clean.rows("claim_line"):
        if line["tariff_cents"] and line["product_code"]:
            tariffs[line["product_code"], line["unit"]][line["period_from"].year].add(line["tariff_cents"])
    both = {key: years for key, years in tariffs.items() if {2025, 2026} <= years.keys()}
    assert len(both) > 5
    for key, years in both.items():
        assert max(years[2025]) < min(years[2026]), key
