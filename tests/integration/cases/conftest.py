"""Two ledgers: one in which the steps of some cases come in one by one, and one with all cases, the last steps first."""

from dataclasses import dataclass

import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.recording import record_messages
from tests.support.worked_cases import CASES, WATCHED, Seen, load_round, look, look_at_checks, rounds


@dataclass(frozen=True, slots=True)
class Told:
    """A ledger after all steps, and what it said after each step when no later one was loaded yet."""

    home: Home
    at_the_time: Seen


@pytest.fixture(scope="session")
def told_in_order(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("in-order")
    home, seen = Home(folder / "home"), {}
    for place, steps in enumerate(rounds(WATCHED)):
        load_round(home, folder / f"delivery-{place}", steps)
        checks = look_at_checks(home)
        seen |= {(name, at): {**rows, "check": checks[name]} for (name, at), rows in look(home, steps).items()}
    return Told(home, seen)


@pytest.fixture(scope="session")
def seen_afterwards(told_in_order: Told) -> Seen:
    """What the ledger, now that it knows all, says of the time before the last step of each case."""
    return look(told_in_order.home, [(case, len(case.steps) - 2) for case in WATCHED])


@pytest.fixture(scope="session")
def seen_in_reverse(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What a ledger says of the time after each step when the last steps were loaded first."""
    folder = tmp_path_factory.mktemp("in-reverse")
    home = Home(folder / "home")
    for place, steps in enumerate(rounds(CASES)[::-1]):
        load_round(home, folder / f"delivery-{place}", steps, load=record_messages)
    seen, checks = look(home, [step for steps in rounds(CASES) for step in steps]), look_at_checks(home)
    last = {case.name: len(case.steps) - 1 for case in CASES}
    return {key: {**rows, "check": checks[key[0]]} if key[1] == last[key[0]] else rows for key, rows in seen.items()}
