"""A municipality looks at itself and one provider: no page, passport, file or program tells what the cell hides."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.monitor.actions import publish_moment
from tests.functional.test_pages_protection import seen, told
from tests.support.api import ROOT, caller
from tests.support.figure_world import FIRST, NORTH, REGION, SECOND, SOUTH, names, start_table, starts
from tests.support.ledger_world import load_text, make_home
from tests.support.money_world import claims_home
from tests.support.opened_files import everything_in
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_drawing")]
INDICATOR = "young-people-in-care"
ONE_PROVIDER = f"gemeente={NORTH}&aanbieder={SECOND}"
PAGES = ("", "/berekening", "/afdruk", "/gegevens.csv", "/gegevens.docx")
ADDRESSES = [f"/monitor/{INDICATOR}{page}?{ONE_PROVIDER}" for page in PAGES]
OF_PROGRAMS = [f"{ROOT}/indicators/{INDICATOR}/figure?where=municipality:{NORTH}&where=provider:{SECOND}"]
WORLDS = ((41, 4), (38, 7))  # youths of the north at the first and at the second provider: rounded they are the same


def _world(path, settings, first: int, second: int) -> None:
    """Load that many youths of the north at both providers, and publish what is known."""
    lines, number = list[str](), 1
    for municipality, provider, count in (
        (NORTH, FIRST, first),
        (NORTH, SECOND, second),
        (SOUTH, FIRST, 30),
        (SOUTH, SECOND, 30),
    ):
        said = {"started_on": "2024-01-10", "known_at": "2024-01-12", "first_number": number}
        lines += starts(names(f"{number}-", count), municipality=municipality, provider=provider, **said)
        number += 100
    settings.REGIEWIJZER_HOME = make_home(path, REGION)
    load_text(settings.REGIEWIJZER_HOME, start_table(*lines))
    publish_moment(day=date(2024, 4, 30), snapshot=1, by="directeur")


def _reader() -> Client:
    client = Client()
    client.force_login(person(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY, NORTH))
    return client


@pytest.fixture
def worlds(tmp_path, settings) -> list[dict[str, bytes]]:
    """What the reader sees in each world, opened as far as it can be."""
    found = []
    for number, counts in enumerate(WORLDS):
        with transaction.atomic():
            _world(tmp_path / str(number), settings, *counts)
            program = caller(OrganisationKind.MUNICIPALITY, NORTH)
            found.append(seen(_reader(), ADDRESSES) | seen(program, OF_PROGRAMS))
            transaction.set_rollback(True)
    return found


def test_worlds_that_differ_only_in_what_hides_look_the_same(worlds):
    first, second = ({address: told(everything_in(content)) for address, content in world.items()} for world in worlds)
    assert [address for address in first if first[address] != second[address]] == []


def test_the_passport_says_that_the_number_of_messages_is_hidden(worlds):
    page = worlds[0][f"/monitor/{INDICATOR}/berekening?{ONE_PROVIDER}"].decode()
    assert re.search(r'<th scope="row">305</th><td class="rw-num">afgeschermd</td>', page)
    assert b'"messagesCounted":{"305":{"state":"hidden","number":null}}' in worlds[0][OF_PROGRAMS[0]].replace(b" ", b"")


def test_the_passport_of_many_gives_rounded_numbers(tmp_path, settings):
    """Or the test above would pass on a passport that says nothing to anybody."""
    _world(tmp_path, settings, *WORLDS[0])
    page = _reader().get(f"/monitor/{INDICATOR}/berekening?gemeente={NORTH}&aanbieder={FIRST}").content.decode()
    assert re.search(r'<th scope="row">305</th><td class="rw-num">40</td>', page)


MONEY = "claimed-care"
OF_REGION = [f"/monitor/{MONEY}{page}" for page in ("", "?per=zorgvorm", "/berekening", "/gegevens.csv")]
OF_PROVIDER = f"/monitor/{MONEY}/gegevens.csv?aanbieder={FIRST}"


def _money_world(path, settings, euros: int) -> Client:
    """Load two providers, of whose young people the second gets so much each; return someone of the first."""
    groups = {(place, provider): (30, 1000) for place in (NORTH, SOUTH) for provider in (FIRST, SECOND)}
    settings.REGIEWIJZER_HOME = claims_home(path, groups | {(SOUTH, SECOND): (30, euros)})
    publish_moment(day=date(2024, 4, 30), snapshot=2, by="directeur")
    client = Client()
    client.force_login(person(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, FIRST))
    return client


def test_a_provider_beside_one_other_does_not_find_that_ones_amount(tmp_path, settings):
    found = []
    for euros in (1000, 1300):
        with transaction.atomic():
            reader = _money_world(tmp_path / str(euros), settings, euros)
            program = caller(OrganisationKind.PROVIDER, FIRST)
            found.append(seen(reader, [*OF_REGION, OF_PROVIDER]) | seen(program, [f"{ROOT}/indicators/{MONEY}/figure"]))
            transaction.set_rollback(True)
    first, second = ({address: told(content) for address, content in world.items()} for world in found)
    assert [address for address in first if first[address] != second[address]] == []
    assert "2024-01;Ingediend;60000,00;euro;getoond" in first[OF_PROVIDER], "its own it sees"
    assert "2024-01;Ingediend;;euro;afgeschermd" in first[OF_REGION[-1]]
