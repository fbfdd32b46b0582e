"""A region with a faulty delivery, and the people who deal with it."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.findings import actions_register
from regiewijzer.apps.findings.models import Group
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.findings_open import OpenFinding, open_findings
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from tests.support.people import person
from tests.support.small_delivery import ANNA, BEN, assigned, claim_line, claimed, good_messages, write_delivery

LOADED_AT = datetime(2024, 7, 10, 9)
TODAY = date(2024, 7, 10)
WITHOUT_ASSIGNMENT = "TR338"


def faulty() -> dict[str, bytes]:
    """Return a good delivery and a claim with two lines on assignments that nobody knows."""
    lines = [(ANNA, claim_line(999, "R9")), (BEN, claim_line(998, "R10", 2))]
    return good_messages() | {"zonder-toewijzing.xml": claimed("DN9", lines)}


@dataclass(frozen=True, slots=True)
class Stage:
    """A home at a moment, with what is found in it."""

    home: Home
    found: list[OpenFinding]


class World:
    """The same home at two moments: after the faulty delivery, and after the messages that mend it."""

    def __init__(self, stages: dict[str, Stage], settings) -> None:
        self.stages, self._settings, self.days = stages, settings, 0
        self._be("faulty")

    def _be(self, name: str) -> None:
        self.stage = self.stages[name]
        self._settings.REGIEWIJZER_HOME = self.stage.home
        self._settings.FILE_UPLOAD_TEMP_DIR = self.stage.home.inbox
        self.reconciles()

    @property
    def today(self) -> date:
        return TODAY + timedelta(self.days)

    @property
    def found(self) -> list[OpenFinding]:
        return self.stage.found

    def mends(self) -> None:
        """The municipality sends the assignments that the claim was about."""
        self.days += 1
        self._be("mended")

    def reconciles(self, found: list[OpenFinding] | None = None) -> None:
        said = self.found if found is None else found
        actions_register.reconcile(found=said, snapshot=latest_snapshot(self.stage.home), today=self.today)

    def group(self, rule: str = WITHOUT_ASSIGNMENT) -> Group:
        return Group.objects.get(rule=rule)


def _load(home: Home, folder: Path, moment: datetime) -> Stage:
    load(home, [folder], known_at=KnownAt(), now=moment, workers=0)
    return Stage(home, open_findings(home))


@pytest.fixture(scope="session")
def stages(tmp_path_factory) -> dict[str, Stage]:
    """Both homes, loaded once: tests change the register, never the record."""
    place = tmp_path_factory.mktemp("findings")
    before = _load(Home(place / "before").create(), write_delivery(place / "first", faulty()), LOADED_AT)
    shutil.copytree(before.home.path, place / "after")
    mend = {"a.xml": assigned(999, ANNA), "b.xml": assigned(998, BEN)}
    second = write_delivery(place / "second", mend, region=False)
    return {"faulty": before, "mended": _load(Home(place / "after"), second, LOADED_AT + timedelta(1))}


@pytest.fixture
def faulty_world(stages, settings, db) -> World:
    return World(stages, settings)


@pytest.fixture
def provider(db):
    return person(Role.PROVIDER_CONTACT)


@pytest.fixture
def municipality(db):
    return person(Role.MUNICIPAL_CONTROLLER, Kind.MUNICIPALITY)


@pytest.fixture
def steward(db):
    return person(Role.DATA_STEWARD)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
