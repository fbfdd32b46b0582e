"""What was found is read in batches: each kind in its own order, extracts before the messages that wait."""

from datetime import date

from regiewijzer.ledger.region import Region
from regiewijzer.messages.sources import Source
from regiewijzer.pipeline.extracts import Extract, Reading
from regiewijzer.pipeline.parsing import BATCH_SOURCES, EXTRACT_BYTES, EXTRACTS, How, in_batches, read_found
from regiewijzer.vocabulary.person_numbers import PersonNumbers

DAY = date(2026, 1, 31)


def message(name):
    return Source("in.zip", name, b"<a/>")


def extract(name, content=b"kolom\r\n1\r\n"):
    return Extract(Source(name, "", content), None, DAY)


def names(works):
    return [[one.member for one in work.messages] or [one.source.file for one in work.extracts] for work in works]


def test_extracts_go_before_messages_that_wait():
    found = [message("1"), extract("a"), extract("b"), message("2"), extract("c")]
    assert names(in_batches(found)) == [["a", "b"], ["c"], ["1", "2"]]


def test_an_empty_extract_before_a_message_is_not_forgotten():
    many = [message("1")] * BATCH_SOURCES
    assert [len(work.messages) for work in in_batches([extract("a", b""), *many])] == [0, BATCH_SOURCES]


def test_batches_are_bounded():
    many = [extract(str(number)) for number in range(EXTRACTS + 1)]
    assert [len(work.extracts) for work in in_batches(many)] == [EXTRACTS, 1]
    large = [extract("a", b"x" * EXTRACT_BYTES), extract("b")]
    assert names(in_batches(large)) == [["a"], ["b"]]
    assert [len(work.messages) for work in in_batches([message("")] * (BATCH_SOURCES + 1))] == [BATCH_SOURCES, 1]


def test_other_processes_read_the_same_in_the_same_order():
    found = [extract("a.csv"), message("1"), extract("b.csv"), message("2"), extract("c.xlsx", b"PK no workbook")]
    how = How(PersonNumbers.DEMO, DAY, Reading(Region("Regio"), PersonNumbers.DEMO, DAY).elsewhere())
    here, there = (list(read_found(iter(found), how, workers)) for workers in (0, 2))
    assert [[one.source.file for one, _ in read.extracts] for read in there] == [["a.csv"], ["b.csv"], ["c.xlsx"], []]
    assert [[batch for _, batch in read.extracts] for read in there] == [[batch for _, batch in read.extracts] for read in here]
    assert there[-1].batch == here[-1].batch
    assert [one.content for one in there[-1].batch.originals] == [one.content for one in here[-1].batch.originals]
