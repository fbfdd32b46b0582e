import random

import pytest

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.hardened import UnreadableError
from regiewijzer.messages.tree import NotAMessageError, read_tree
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, LEAST, RANDOM, example_tree


def as_text(value):
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    return [as_text(one) for one in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize("release", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize("name", sorted(load_standard().messages))
def test_what_is_written_is_read_back(name, release):
    chance = random.Random(name)
    for fill in (LEAST, FULL, RANDOM, RANDOM):
        tree = example_tree(name, fill, chance, release=release)
        assert read_tree(write_message(name, tree, release=release)) == (name, release, as_text(tree))


def test_what_is_no_message_says_why():
    with pytest.raises(NotAMessageError, match="RW-MSG-01"):
        read_tree(b"<a/>")
    with pytest.raises(UnreadableError):
        read_tree(b"<!DOCTYPE a><a/>")
