import copy
import random

import pytest
from lxml import etree

from regiewijzer.messages import validating
from regiewijzer.messages.hardened import parse
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.validating import faulty_windows
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, example_tree

CLAIM = Identity("JW323", "3.2")


@pytest.fixture
def small_windows(monkeypatch):
    monkeypatch.setattr(validating, "WINDOW", 2)
    monkeypatch.setattr(validating, "SHORT_BYTES", 0)


def claim(wrong: set[int]) -> etree._Element:
    """Return a claim of three clients with five lines each, in which the lines of these numbers have no unit."""
    tree = example_tree("JW323", FULL, random.Random(1), rows=5)
    tree["Declaratie"]["Clienten"]["Client"] = tree["Declaratie"]["Clienten"]["Client"][:3]
    lines = [line for client in tree["Declaratie"]["Clienten"]["Client"] for line in client["Prestaties"]["Prestatie"]]
    for number in wrong:
        del lines[number]["Eenheid"]
    return parse(write_message("JW323", copy.deepcopy(tree)))


@pytest.mark.usefixtures("small_windows")
@pytest.mark.parametrize("wrong", [set(), {0}, {1, 2}, {4}, {9, 10}, {14}, set(range(15))])
def test_every_wrong_row_is_found_in_its_window(wrong):
    root = claim(wrong)
    rows = list(root.iter("{*}Prestatie"))
    found = {
        rows.index(root.getroottree().xpath(error.path, namespaces=root.nsmap)[0].getparent())
        for errors in faulty_windows(root, CLAIM, size=1)
        for error in errors
    }
    assert found == wrong


@pytest.mark.usefixtures("small_windows")
@pytest.mark.parametrize("stop", [True, False])
def test_the_tree_is_whole_again(stop):
    root = claim({1, 9})
    before = etree.tostring(root)
    windows = faulty_windows(root, CLAIM, size=1)
    next(windows)
    assert etree.tostring(root) != before
    if stop:
        windows.close()
    else:
        list(windows)
    assert etree.tostring(root) == before


def test_a_short_message_is_judged_at_once(monkeypatch):
    monkeypatch.setattr(validating, "WINDOW", 2)
    assert len(list(faulty_windows(claim({1, 9}), CLAIM, size=1000))) == 1
