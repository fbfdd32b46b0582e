"""Does work here or in another process, in the order in which it was given: a large run uses two cores, with the same outcome."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
T_co = TypeVar("T_co", covariant=True)
_TOGETHER = 500  # orders handed over in one go
_UNDER_WAY = 6  # times that, while the other process catches up: memory stays flat

_SELDOM = (200_000, 100, 100)  # objects made before the young are looked at; of these times before all older ones are

_Order = tuple[Callable[..., object], tuple[Any, ...]]
_held: Any = None  # in the other process: what the orders are given to


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage in circles less often: a run makes millions of objects that stay, and next to none in circles."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Worker(Protocol[T_co]):
    """Holds one T. What is told is done in order, perhaps later, and must not change any more; `ask` waits for all of it."""

    def tell(self, do: Callable[..., None], *arguments: Any) -> None:
        """Let it do something with the T, which is the first argument of `do`."""

    def ask(self, do: Callable[[T_co], R]) -> R:
        """Return what the T has to say once everything told was done; what went wrong on the way is raised here or in `tell`."""


class Here(Generic[T]):
    """Does at once, in this process, what it is told."""

    def __init__(self, make: Callable[..., T], *arguments: Any) -> None:
        """Make the T."""
        self._one = make(*arguments)

    def __enter__(self) -> "Here[T]":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def tell(self, do: Callable[..., None], *arguments: Any) -> None:
        """See Worker."""
        do(self._one, *arguments)

    def ask(self, do: Callable[[T], R]) -> R:
        """See Worker."""
        return do(self._one)


class Elsewhere(Generic[T]):
    """Does in another process what it is told; functions and arguments must be picklable."""

    def __init__(self, make: Callable[..., T], *arguments: Any) -> None:
        """Let the other process make the T."""
        context = get_context("forkserver" if os.name == "posix" else "spawn")
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(make, arguments))
        self._orders: list[_Order] = []
        self._under_way: deque[Future[None]] = deque()

    def __enter__(self) -> "Elsewhere[T]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the other process; after an error without doing what was not begun."""
        self._pool.shutdown(cancel_futures=True)

    def tell(self, do: Callable[..., None], *arguments: Any) -> None:
        """See Worker."""
        self._orders.append((do, arguments))
        if len(self._orders) >= _TOGETHER:
            self._hand_over()

    def _hand_over(self) -> None:
        if len(self._under_way) >= _UNDER_WAY:
            self._under_way.popleft().result()
        self._under_way.append(self._pool.submit(_follow, self._orders))
        self._orders = []

    def ask(self, do: Callable[[T], R]) -> R:
        """See Worker."""
        self._hand_over()
        while self._under_way:
            self._under_way.popleft().result()
        return self._pool.submit(_answer, do).result()


def _begin(make: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    global _held
    Thread(target=_end_with_the_run, daemon=True).start()
    gc.set_threshold(*_SELDOM)
    _held = make(*arguments)


def _end_with_the_run() -> None:
    """End this process when the run that started it dies, however it dies: nothing else would tell it."""
    run = parent_process()
    assert run is not None, "only the other process calls this"
    wait([run.sentinel])
    os._exit(1)


def _follow(orders: list[_Order]) -> None:
    for do, arguments in orders:
        do(_held, *arguments)


def _answer(do: Callable[[Any], R]) -> R:
    return do(_held)
