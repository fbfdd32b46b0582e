"""The rules inside a message (level 2) over one batch, as ratio to parsing and validating the same messages (CPU time)."""

import statistics
import time
from collections.abc import Callable, Sequence

from lxml import etree

from inputs import _persons, claim, start
from regiewijzer.messages.columns import to_columns
from regiewijzer.messages.gate import pass_gate
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.rules import check_staging
from regiewijzer.messages.schema import compiled
from regiewijzer.messages.sources import Source

RUNS = 7


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def compare(what: str, messages: Sequence[bytes], goal: float) -> None:
    """Print the ratio for one batch; floor and rules in turn, medians."""
    passages = [pass_gate(Source("", "", message)) for message in messages]
    identity = passages[0].identity
    assert identity is not None
    tables = to_columns(identity, [passage.canonical for passage in passages]).tables
    schema = compiled(identity.release)
    floor, rules = [], []
    for _ in range(RUNS):
        floor.append(_seconds(lambda: [schema.validate(etree.fromstring(message)) for message in messages]))
        rules.append(_seconds(lambda: check_staging(identity.name, identity.release, tables, persons=PersonNumbers.DEMO)))
    of, to = statistics.median(rules), statistics.median(floor)
    print(f"{what}: rules {of * 1000:.0f} ms / floor {to * 1000:.0f} ms = {of / to:.2f} (goal {goal})")


def main() -> None:
    """Make a batch of some 8 MB of each kind and measure."""
    persons = _persons(3000)
    compare("claims of 1,000 lines", [claim(number, 1000, persons) for number in range(8)], 0.33)
    compare("one client a message", [start(number, person) for number, person in enumerate(persons)], 0.25)


if __name__ == "__main__":
    main()
