"""The rules of the game: each case fails by exactly what is lacking in it."""

from datetime import date

import pytest

from regiewijzer.apps.register.game import cost_cents, known_already, rules_of
from regiewijzer.apps.register.models import DataRequest
from regiewijzer.definitions.data_register import load_data_register

TODAY = date(2026, 11, 1)
GOALS = {"vijf:1": "Tijdig passende hulp"}
GOOD = {
    "title": "Reistijd naar daghulp",
    "question": "Reizen jongeren te ver?",
    "goal": "vijf:1",
    "use": "We bespreken het met de aanbieders; gevolgen voor contracten heeft het niet.",
    "fields": "Reistijd in minuten\nVervoermiddel",
    "asked_of": ["provider"],
    "minutes": 30,
    "per_year": 2,
    "deliverers": 10,
    "stops": "De oude kwartaallijst",
    "minutes_saved": 600,
    "until": date(2027, 11, 1),
}


def broken(**change):
    request = DataRequest(**{**GOOD, **change})
    return [one.code for one in rules_of(request, load_data_register(), GOALS, "nl", TODAY) if not one.holds]


def test_a_good_request_passes():
    assert broken() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"goal": ""}, "purpose"),
        ({"goal": "vijf:weg"}, "purpose"),
        ({"use": " "}, "purpose"),
        ({"question": ""}, "purpose"),
        ({"fields": " \n "}, "available"),
        ({"fields": "Bezet\nReistijd"}, "available"),
        ({"fields": "beschikbare UREN"}, "available"),
        ({"fields": "RedenBeeindiging"}, "available"),
        ({"standard": "local"}, "uniform"),
        ({"minutes_saved": 599}, "burden"),
        ({"stops": ""}, "burden"),
        ({"deliverers": 0}, "burden"),
        ({"asked_of": []}, "burden"),
        ({"until": None}, "end"),
        ({"until": TODAY}, "end"),
        ({"until": date(2029, 11, 2)}, "end"),
        ({"personal": True}, "persons"),
        ({"personal": True, "legal_ground": "AVG 6.1.e"}, "persons"),
    ],
)
def test_what_lacks_is_found_and_nothing_else(change, code):
    assert broken(**change) == [code]


@pytest.mark.parametrize(
    "change",
    [
        {"fields": "Bezet", "why_new": "Wij vragen het per dag."},
        {"standard": "local", "why_local": "Alleen hier is een veerpont."},
        {"stops": "", "why_more": "De raad vroeg erom."},
        {"personal": True, "legal_ground": "AVG 6.1.e", "dpia": "D-12"},
        {"until": date(2029, 11, 1)},
    ],
)
def test_a_reason_or_a_ground_lets_it_pass(change):
    assert broken(**change) == []


def test_what_is_asked_already_is_named_with_where():
    (found,) = known_already(("Bezet",), load_data_register(), "nl")
    assert (found.entry_id, found.entry) == ("capacity", "Capaciteit")


def test_the_cost_is_of_everyone_together_in_a_year():
    assert cost_cents(DataRequest(**GOOD), load_data_register().rules) == 30 * 2 * 10 * 65
