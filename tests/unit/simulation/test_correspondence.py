"""What a 301 says of the other assignments of the youth at the provider."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from regiewijzer.simulation import settings_for
from regiewijzer.simulation.assignments import Assignment, Version
from regiewijzer.simulation.catalogue import load_catalogue
from regiewijzer.simulation.correspondence import Correspondence
from regiewijzer.simulation.plans import Plan
from regiewijzer.simulation.population import build_population
from regiewijzer.simulation.region import build_region
from regiewijzer.simulation.scenario import load_scenario
from regiewijzer.simulation.trees import Persons

SCENARIO = load_scenario()
CATALOGUE = load_catalogue(SCENARIO)
SETTINGS = replace(settings_for("tiny", 1), young_people=100, providers=14)
REGION = build_region(SETTINGS, SCENARIO, CATALOGUE)


class Sent:
    """Stands in for the outbox and keeps the bodies."""

    def __init__(self) -> None:
        self.products: list[list[dict[str, Any]]] = []

    def send(self, number: str, sent: date, sender: str, receiver: str, body: dict[str, Any]) -> None:
        self.products.append(body["Client"]["ToegewezenProducten"]["ToegewezenProduct"])


@pytest.fixture
def outbox() -> Sent:
    return Sent()


@pytest.fixture
def office(outbox: Sent) -> Correspondence:
    return Correspondence(outbox, Persons(build_population(SETTINGS, SCENARIO, REGION)))  # type: ignore[arg-type]


def assignment(number: int, first: date, until: date | None, *, code: str = "45D02", variant: str = "specific") -> Assignment:
    made = Assignment(
        number, "9901", REGION.senders["99900001"], CATALOGUE.products[code], 5, first, 60.0, variant, volume=60, frequency="2"
    )
    made.versions = [Version(first, until)]
    return made


def told(products: list[dict[str, Any]]) -> list[tuple[int, date | None, str | None]]:
    return [(one["ToewijzingNummer"], one["Einddatum"], one["RedenWijziging"]) for one in products]


def send_both(
    office: Correspondence, outbox: Sent, old: Assignment, new: Assignment
) -> list[tuple[int, date | None, str | None]]:
    for made in (old, new):
        office.send(Plan(made.valid_from - timedelta(30), "301", made, 0))
    return told(outbox.products[-1])


def test_an_assignment_that_stood_open_ends_when_the_same_care_is_assigned_anew(office: Correspondence, outbox: Sent) -> None:
    old, new = assignment(1, date(2023, 6, 1), None), assignment(2, date(2026, 10, 1), date(2027, 10, 1))
    assert send_both(office, outbox, old, new) == [(1, date(2026, 9, 30), "05"), (2, date(2027, 9, 30), None)]
    office.send(Plan(date(2026, 11, 1), "301", new, 0))
    assert told(outbox.products[-1]) == [(2, date(2027, 9, 30), None)]


@pytest.mark.parametrize(
    ("until", "code", "variant", "expected"),
    [
        (date(2026, 10, 1), "45D02", "specific", date(2026, 9, 30)),  # the periods touch
        (date(2027, 3, 1), "45D04", "specific", date(2027, 2, 28)),  # other care
        (date(2027, 3, 1), "45D04", "category", date(2026, 9, 30)),  # the whole category
        (date(2027, 3, 1), "54D02", "generic", date(2026, 9, 30)),  # everything
    ],
)
def test_other_care_and_earlier_periods_stay_as_they_are(
    office: Correspondence, outbox: Sent, until: date, code: str, variant: str, expected: date
) -> None:
    old = assignment(1, date(2025, 1, 1), until, code=code, variant=variant)
    new = assignment(2, date(2026, 10, 1), None)
    assert send_both(office, outbox, old, new)[0][:2] == (1, expected)
