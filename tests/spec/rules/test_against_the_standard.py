"""The rules inside a message against the list of the standard: none missing, none too many, in the same messages and places."""

import json
from collections import Counter

import pytest
import yaml

from regiewijzer.definitions.rules import EXTRACT, load_rules
from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.rules.queries import queries_of
from tests.support.shared_material import shared
from tests.support.staging_tables import text_rows

LEVEL_TWO = {code: rule for code, rule in load_rules().items() if rule.level == 2 and EXTRACT not in rule.messages}
# One that silently vanishes is the worst kind of bug: rules, and applications of them, per message and release.
PINNED = {
    "301": {"3.0": (25, 40), "3.1": (27, 42), "3.2": (27, 42)},
    "305": {"3.0": (6, 7), "3.1": (6, 7), "3.2": (6, 7)},
    "307": {"3.0": (7, 8), "3.1": (7, 8), "3.2": (7, 8)},
    "315": {"3.0": (20, 20), "3.1": (20, 20), "3.2": (20, 20)},
    "317": {"3.0": (15, 23), "3.1": (15, 23), "3.2": (15, 23)},
    "319": {"3.0": (4, 4), "3.1": (4, 4), "3.2": (4, 4)},
    "323": {"3.0": (16, 21), "3.1": (16, 21), "3.2": (16, 21)},
    "325": {"3.0": (7, 10), "3.1": (7, 10), "3.2": (7, 10)},
}
RETURNS = ("302", "306", "308", "316", "318", "320")


def listed():
    rules = json.loads(shared("ijw/regels.json").read_text("utf-8"))
    return {rule["code"]: rule for rule in rules if rule["controleniveau"] == 2}


def numbers(messages):
    return sorted(message.removeprefix("JW") for message in messages)


def test_number_of_rules():
    kinds = Counter(code[:2] for code in LEVEL_TWO)
    assert kinds == {"CD": 22, "CS": 16, "TR": 22}


@pytest.mark.parametrize("message", PINNED)
def test_number_of_rules_per_message_and_release(message):
    counted = {
        release: (len({query.rule for query in queries}), len(queries))
        for release in PINNED[message]
        for queries in [queries_of(f"JW{message}", release)]
    }
    assert counted == PINNED[message]


@pytest.mark.parametrize("message", RETURNS)
def test_return_messages_have_no_rules_of_their_own(message):
    assert queries_of(f"JW{message}", "3.2") == ()


def test_every_message_is_pinned():
    assert {message.number for message in load_standard().messages.values()} == {*PINNED, *RETURNS}


def test_same_rules_as_the_standard():
    assert sorted(LEVEL_TWO) == sorted(listed())


def test_same_messages_and_return_codes_as_the_standard():
    for code, rule in listed().items():
        assert (code, sorted(LEVEL_TWO[code].messages)) == (code, numbers(rule["berichten"]))
        assert LEVEL_TWO[code].return_code == rule["retourcode"]


def places_with_an_example(rule):
    for example in yaml.safe_load((rule.folder / f"{rule.code}.example.yaml").read_text("utf-8")):
        for row in text_rows(example["found"]):
            yield example["message"], row["path"]


@pytest.mark.parametrize("code", LEVEL_TWO)
def test_every_place_that_the_standard_names_has_an_example(code):
    given = list(places_with_an_example(LEVEL_TWO[code]))
    for element in listed()[code]["elementen"]:
        message, _, place = element.removeprefix("JW").partition("/")
        if (message, place, code) == ("317", "Client", "TR101"):
            continue  # a 317 has one client, so it is never double
        assert any(number == message and place in path for number, path in given), element
