"""Whatever bytes arrive, reading ends in a verdict: never an exception, never half a message."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.reading import Batch, read_batch
from regiewijzer.messages.sources import Source
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, example_tree
from tests.support.mutations import mutated

NAMES = sorted(load_standard().messages)


def read(*contents: bytes) -> Batch:
    sources = [Source(f"{number}.xml", "", content) for number, content in enumerate(contents)]
    return read_batch(sources, persons=PersonNumbers.DEMO, today=date(2026, 11, 22))


def example(name: str) -> bytes:
    return write_message(name, example_tree(name, FULL, random.Random(name), rows=2))


@pytest.mark.parametrize("name", ["JW301", "JW325"])
def test_a_message_cut_off_anywhere_is_no_message(name):
    content = example(name).rstrip()
    cuts = [content[:length] for length in random.Random(name).sample(range(len(content)), 150)]
    batch = read(*cuts)
    assert batch.tables["message"].num_rows == 0
    assert {finding.source_file for finding in batch.findings} == {f"{number}.xml" for number in range(150)}


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(NAMES), place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=8))
def test_junk_anywhere_ends_in_a_verdict(name, place, junk):
    content = example(name)
    at = int(place * len(content))
    batch = read(content[:at] + junk + content[at + len(junk) :])
    assert batch.tables["message"].num_rows + len(batch.findings) > 0


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_end_in_a_finding(content):
    batch = read(content)
    assert batch.tables["message"].num_rows == 0
    assert len(batch.findings) >= 1


def test_every_source_of_a_batch_of_broken_messages_has_its_own_verdict():
    chance = random.Random(4)
    contents = [mutated(example(chance.choice(NAMES)), chance) for _ in range(150)]
    batch = read(*contents)
    told = {row["source_file"]: row["status"] for row in batch.tables["message"].to_pylist()}
    errors = {finding.source_file for finding in batch.findings if finding.severity == "error"}
    repeated = {finding.source_file for finding in batch.findings if finding.rule == "RW-FILE-05"}
    assert {file for file, status in told.items() if status == "rejected"} <= errors
    assert not {file for file, status in told.items() if status == "accepted"} & errors
    assert set(told) | errors | repeated == {f"{number}.xml" for number in range(150)}
    accepted = {row["message_id"] for row in batch.tables["message"].to_pylist() if row["status"] == "accepted"}
    for name, table in batch.tables.items():
        assert name == "message" or set(table["message_id"].to_pylist()) <= accepted
