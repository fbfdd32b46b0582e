"""Work that is told goes to another process, in order; what goes wrong there is told here."""

import os

import pytest

from regiewijzer.simulation.elsewhere import Elsewhere, Here


def add(numbers: list[int], number: int) -> None:
    numbers.append(number)


def fail(_: list[int]) -> None:
    raise OSError("no space left")


def process(_: list[int]) -> int:
    return os.getpid()


@pytest.mark.parametrize("where", [Here, Elsewhere])
def test_what_is_told_is_done_in_order(where: type[Here[list[int]]]) -> None:
    with where(list) as worker:
        for number in range(5_000):
            worker.tell(add, number)
        assert worker.ask(list) == list(range(5_000))
        assert (worker.ask(process) == os.getpid()) == (where is Here)


def test_what_goes_wrong_elsewhere_is_told_here() -> None:
    with Elsewhere(list) as worker:
        worker.tell(fail)
        with pytest.raises(OSError, match="no space left"):
            worker.ask(len)
