"""Small parts: numbers of persons, payers of a path, delays, archives."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import yaml

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.simulation import settings_for
from regiewijzer.simulation.archive import zipped
from regiewijzer.simulation.care_paths import Path, age_band, working_day
from regiewijzer.simulation.catalogue import load_catalogue
from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.lateness import Lateness
from regiewijzer.simulation.outbox import release_on
from regiewijzer.simulation.population import build_population, synthetic_numbers
from regiewijzer.simulation.region import build_region
from regiewijzer.simulation.residence import Payers
from regiewijzer.simulation.scenario import load_scenario
from regiewijzer.vocabulary.codes import is_synthetic_bsn, is_valid_bsn

SCENARIO = load_scenario()
CATALOGUE = load_catalogue(SCENARIO)
SETTINGS = replace(settings_for("region", 1), young_people=500, providers=20)
REGION = build_region(SETTINGS, SCENARIO, CATALOGUE)


def test_person_numbers_are_different_and_never_valid() -> None:
    numbers = [f"{number:09d}" for number in synthetic_numbers(5000)]
    assert len(set(numbers)) == 5000
    assert all(is_synthetic_bsn(number) and not is_valid_bsn(number) for number in numbers)


@pytest.mark.parametrize(("age", "band"), [(0, 0), (3, 0), (4, 1), (11, 2), (12, 3), (17, 4), (18, 5), (22, 5)])
def test_age_band(age: int, band: int) -> None:
    assert age_band(age) == band


def test_a_weekend_becomes_monday() -> None:
    assert [working_day(date(2024, 6, day)).day for day in (7, 8, 9, 10)] == [7, 10, 10, 10]


def test_choice_follows_its_weights() -> None:
    choice, chance = Choice({"a": 1.0, "b": 3.0, "c": 0.0}), Chance(1, 1)
    drawn = [chance.pick(choice) for _ in range(4000)]
    assert drawn.count("c") == 0
    assert 0.72 < drawn.count("b") / 4000 < 0.78


def test_nobody_is_late_with_factor_nought() -> None:
    lateness = Lateness(SCENARIO, 0.0, Chance(1, 1))
    sender = next(iter(REGION.senders.values()))
    assert lateness.sent_on("307", date(2024, 6, 8), sender) == date(2024, 6, 8)
    assert lateness.claim_sent_on(date(2024, 2, 1), sender) == date(2024, 2, 29)
    assert not lateness.is_forgotten("307")


def test_software_that_stands_still_sends_afterwards() -> None:
    sender = next(one for one in REGION.senders.values() if one.still_from)
    assert sender.still_from is not None
    assert sender.still_until is not None
    lateness = Lateness(SCENARIO, 1.0, Chance(1, 1))
    assert all(lateness.awake(sender.still_from, sender) >= sender.still_until for _ in range(50))


def test_a_zip_is_read_back_by_zipfile() -> None:
    members = [("JW301-1.xml", b"<a/>" * 50), ("leeg.xml", b"")]
    with zipfile.ZipFile(io.BytesIO(zipped(members))) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == members


@pytest.mark.parametrize(("day", "release"), [("2021-12-31", "3.0"), ("2022-04-04", "3.1"), ("2023-04-03", "3.2")])
def test_release_in_force(day: str, release: str) -> None:
    assert release_on(date.fromisoformat(day)) == release


def _care_forms() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = yaml.safe_load((definitions_folder() / "codelists" / "care_forms.yaml").read_text("utf-8"))
    return table


@pytest.mark.parametrize("code", sorted(CATALOGUE.products))
def test_a_product_has_the_form_that_the_care_form_table_gives_it(code: str) -> None:
    table, product = _care_forms(), CATALOGUE.products[code]
    assert table["by_product"].get(code, table["default_by_category"][product.category]) == product.form


def test_products_that_are_assigned_by_category_have_the_form_of_their_category() -> None:
    defaults = _care_forms()["default_by_category"]
    by_category = [product for one in REGION.senders.values() if one.variant.startswith("category") for product in one.products]
    assert by_category
    assert all(defaults[product.category] == product.form for product in by_category)


def test_no_municipality_has_a_code_in_use() -> None:
    assert all(code > "9000" for code in REGION.places)


@pytest.fixture
def path() -> Callable[..., Path]:
    def make(person: int, code: str, first: date, until: date) -> Path:
        provider = next(one.code for one in REGION.senders.values() if CATALOGUE.products[code] in one.products)
        return Path(person, provider, CATALOGUE.products[code], "01", first, until, "31", first, None, None, False)

    return make


def test_a_move_changes_the_payer_of_outpatient_care_and_not_of_residence(path: Callable[..., Path]) -> None:
    population = build_population(SETTINGS, SCENARIO, REGION)
    payers = Payers(SCENARIO, REGION, population)
    merger = SETTINGS.merger.toordinal()
    mover = next(int(one) for one in np.flatnonzero((population.moved > merger) & (population.moved < merger + 800)))
    moved = date.fromordinal(int(population.moved[mover]))
    first, until = date.fromordinal(moved.toordinal() - 90), date.fromordinal(moved.toordinal() + 90)
    assert [one.why for one in payers.stretches(path(mover, "45D02", first, until)) if one.why != "merger"] == ["move", None]
    assert [one.why for one in payers.stretches(path(mover, "44D11", first, until)) if one.why != "merger"] == [None]


def test_dossiers_move_to_the_municipality_of_origin_with_the_residence_rule(path: Callable[..., Path]) -> None:
    population = build_population(SETTINGS, SCENARIO, REGION)
    payers = Payers(SCENARIO, REGION, population)
    found = [payers.stretches(path(person, "44D11", date(2021, 3, 1), date(2023, 6, 1))) for person in range(300)]
    moved = [stretches for stretches in found if len(stretches) > 1]
    assert 30 < len(moved) < 110
    assert {stretches[0].until for stretches in moved} == {date(2022, 1, 1), date(2023, 1, 1)}
    assert all(one.why == "residence" and one.municipality != after.municipality for one, after in moved)


def test_the_successor_pays_after_the_merger(path: Callable[..., Path]) -> None:
    population = build_population(SETTINGS, SCENARIO, REGION)
    payers = Payers(SCENARIO, REGION, population)
    merging = next(place for place in REGION.places.values() if place.successor)
    index = population.codes.index(merging.code)
    person = int(np.flatnonzero((population.home == index) & (population.moved > SETTINGS.present.toordinal()))[0])
    stretches = payers.stretches(path(person, "45D02", date(2023, 9, 1), date(2024, 5, 1)))
    assert [(one.municipality, one.why) for one in stretches] == [(merging.code, "merger"), (merging.successor, None)]
    assert stretches[0].until == SETTINGS.merger
