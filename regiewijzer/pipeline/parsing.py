"""Reads messages in several processes: sources in, batches out, in the order of the sources.

Processes and not threads: parsing holds the interpreter, and libxml2 compiles its schema once per process in the main thread.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.reading import Batch, read_batch
from regiewijzer.messages.sources import Source

BATCH_BYTES = 8 * 1024 * 1024  # large enough to spread the cost of one columnar call, small enough for flat memory
BATCH_SOURCES = 4000

Read = Callable[[list[Source]], Batch]
_Light = tuple[Batch, tuple[int, ...]]  # without the contents of the originals, that need not come back: their places instead


def in_batches(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """Group sources into batches of some 8 MB."""
    batch: list[Source] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += len(source.content)
        if size >= BATCH_BYTES or len(batch) >= BATCH_SOURCES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _end_with_the_load() -> None:
    """End this process when the load that started it dies, however it dies: nothing else would tell a waiting worker."""
    load = parent_process()
    assert load is not None, "only a worker calls this"
    wait([load.sentinel])
    os._exit(1)


def _warm_up() -> None:
    from regiewijzer.messages.schema import compile_all  # compile in the main thread of the worker, before any work

    Thread(target=_end_with_the_load, daemon=True).start()
    compile_all()


def _in_processes(read: Read, batches: Iterator[list[Source]], workers: int) -> Iterator[Batch]:
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver"), initializer=_warm_up) as pool:
        waiting: deque[tuple[list[Source], Future[_Light]]] = deque()
        for batch in batches:
            waiting.append((batch, pool.submit(_read_light, read, batch)))
            if len(waiting) > workers:
                yield _whole(*waiting.popleft())
        while waiting:
            yield _whole(*waiting.popleft())


def _read_light(read: Read, sources: list[Source]) -> _Light:
    batch = read(sources)
    place_of = {id(source.content): place for place, source in enumerate(sources)}
    places = tuple(place_of[id(original.content)] for original in batch.originals)
    return replace(batch, originals=tuple(replace(original, content=b"") for original in batch.originals)), places


def _whole(sources: list[Source], done: Future[_Light]) -> Batch:
    batch, places = done.result()
    pairs = zip(batch.originals, places, strict=True)
    return replace(batch, originals=tuple(replace(original, content=sources[place].content) for original, place in pairs))


def parse(sources: Iterable[Source], *, persons: PersonNumbers, today: date, workers: int) -> Iterator[Batch]:
    """Yield the batches of the sources; `workers` 0 reads in this process."""
    read = partial(read_batch, persons=persons, today=today)
    batches = in_batches(sources)
    return _in_processes(read, batches, workers) if workers else map(read, batches)
