"""Reads messages and extracts in several processes: what was found in, what was read out, in the order of what was found.

Processes and not threads: parsing holds the interpreter, and libxml2 compiles its schema once per process in the main thread.
"""

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import NamedTuple

from regiewijzer.extracts.reading import ExtractBatch
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.reading import Batch, read_batch
from regiewijzer.messages.sources import Source
from regiewijzer.pipeline.extracts import Extract, Reading

BATCH_BYTES = 6 * 1024 * 1024  # large enough to spread the cost of one columnar call, small enough for flat memory
BATCH_SOURCES = 8_000
EXTRACT_BYTES = 1024 * 1024  # reading an extract takes longer than reading messages of that size
EXTRACTS = 100
# Objects made before garbage in circles is sought among the young, and so on. Batches are many objects and hardly any circles;
# seeking as often as Python does costs an eighth of a load.
COLLECTING = (50_000, 20, 20)

_Light = tuple[Batch, tuple[int, ...]]  # without the contents of the originals, that need not come back: their places instead


@dataclass(slots=True)
class Work:
    """What is read in one go: messages or extracts, never both."""

    messages: list[Source] = field(default_factory=list)
    extracts: list[Extract] = field(default_factory=list)
    size: int = 0

    def add(self, one: Source | Extract) -> bool:
        """Add a message or extract; tell whether it is time to read."""
        if isinstance(one, Extract):
            self.extracts.append(one)
            self.size += len(one.source.content)
            return self.size >= EXTRACT_BYTES or len(self.extracts) >= EXTRACTS
        self.messages.append(one)
        self.size += len(one.content)
        return self.size >= BATCH_BYTES or len(self.messages) >= BATCH_SOURCES


class How(NamedTuple):
    """How messages are read, and extracts when there are any."""

    persons: PersonNumbers
    today: date
    reading: Reading | None = None


class Read(NamedTuple):
    """What was read: a batch of messages, or what is in each of some extracts."""

    batch: Batch | None
    extracts: list[tuple[Extract, ExtractBatch]]


def in_batches(found: Iterable[Source | Extract]) -> Iterator[Work]:
    """Group messages into batches of some 8 MB and extracts into smaller ones; an extract goes before messages that wait."""
    messages, extracts = Work(), Work()
    for one in found:
        if isinstance(one, Extract):
            if extracts.add(one):
                yield extracts
                extracts = Work()
            continue
        if extracts.extracts:
            yield extracts
            extracts = Work()
        if messages.add(one):
            yield messages
            messages = Work()
    yield from (work for work in (extracts, messages) if work.extracts or work.messages)


def _end_with_the_load() -> None:
    """End this process when the load that started it dies, however it dies: nothing else would tell a waiting worker."""
    load = parent_process()
    assert load is not None, "only a worker calls this"
    wait([load.sentinel])
    os._exit(1)


def _warm_up() -> None:
    from regiewijzer.messages.schema import compile_all  # compile in the main thread of the worker, before any work

    Thread(target=_end_with_the_load, daemon=True).start()
    gc.set_threshold(*COLLECTING)
    compile_all()


def _in_processes(how: How, batches: Iterable[Work], workers: int) -> Iterator[Read]:
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver"), initializer=_warm_up) as pool:
        waiting: deque[tuple[Work, Future[_Light | list[ExtractBatch]]]] = deque()
        for work in batches:
            waiting.append((work, pool.submit(_read_light, how, work)))
            if len(waiting) > workers + 1:  # one in reserve, for while this process takes in what was read
                first, done = waiting.popleft()
                yield _whole(first, done.result())
        while waiting:
            first, done = waiting.popleft()
            yield _whole(first, done.result())


def _read_light(how: How, work: Work) -> _Light | list[ExtractBatch]:
    if how.reading is not None and work.extracts:
        return [how.reading.read_prepared(one) for one in work.extracts]
    batch = read_batch(work.messages, persons=how.persons, today=how.today)
    place_of = {id(source.content): place for place, source in enumerate(work.messages)}
    places = tuple(place_of[id(original.content)] for original in batch.originals)
    return replace(batch, originals=tuple(replace(original, content=b"") for original in batch.originals)), places


def _whole(work: Work, read: _Light | list[ExtractBatch]) -> Read:
    if isinstance(read, list):
        return Read(None, list(zip(work.extracts, read, strict=True)))
    batch, places = read
    pairs = zip(batch.originals, places, strict=True)
    whole = tuple(replace(original, content=work.messages[place].content) for original, place in pairs)
    return Read(replace(batch, originals=whole), [])


def read_found(found: Iterable[Source | Extract], how: How, workers: int) -> Iterator[Read]:
    """Yield what is in the messages and extracts; `workers` 0 reads in this process."""
    batches = in_batches(found)
    if workers:
        return _in_processes(how, batches, workers)
    return (_whole(work, _read_light(how, work)) for work in batches)


def parse(sources: Iterable[Source], *, persons: PersonNumbers, today: date, workers: int) -> Iterator[Batch]:
    """Yield the batches of messages; `workers` 0 reads in this process."""
    return (read.batch for read in read_found(sources, How(persons, today), workers) if read.batch is not None)
