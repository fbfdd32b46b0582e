"""Reads messages in several processes: sources in, batches out, in the order of the sources.

Processes and not threads: parsing holds the interpreter, and libxml2 compiles its schema once per process in the main thread.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
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


def _in_processes(read: Callable[[list[Source]], Batch], batches: Iterator[list[Source]], workers: int) -> Iterator[Batch]:
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver"), initializer=_warm_up) as pool:
        waiting: deque[Future[Batch]] = deque()
        for batch in batches:
            waiting.append(pool.submit(read, batch))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def parse(sources: Iterable[Source], *, persons: PersonNumbers, today: date, workers: int) -> Iterator[Batch]:
    """Yield the batches of the sources; `workers` 0 reads in this process."""
    read = partial(read_batch, persons=persons, today=today)
    batches = in_batches(sources)
    return _in_processes(read, batches, workers) if workers else map(read, batches)
