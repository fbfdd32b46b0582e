"""The laws of the ledger on random worlds: what was known stays known, order does not matter, every euro is accounted for."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.sql_files import MARTS
from tests.generative.ledger.worlds import END, Message, known_at, load, moments, new_home, state, worlds

# A world is a seed: there is nothing to shrink, so a failure is told at once.
few = settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@few
@given(worlds, moments)
def test_what_becomes_known_later_changes_no_earlier_answer(world, moment):
    with TemporaryDirectory() as all_of_it, TemporaryDirectory() as only_known:
        everything, known = new_home(Path(all_of_it)), new_home(Path(only_known))
        load(everything, world)
        load(known, [message for message in world if known_at(message) <= moment])
        assert state(everything, moment) == state(known, moment)


@few
@given(worlds, st.integers(0, 24), moments)
def test_a_later_load_changes_no_older_snapshot_also_when_it_is_a_backfill(world, split, moment):
    with TemporaryDirectory() as folder:
        home = new_home(Path(folder))
        load(home, world[:split])
        before = state(home, moment, 1)
        load(home, world[split:])
        assert state(home, moment, 1) == before


@few
@given(worlds, moments, st.randoms(use_true_random=False))
def test_order_split_and_repeats_make_no_difference(world, moment, chance):
    with TemporaryDirectory() as at_once, TemporaryDirectory() as bit_by_bit:
        one, other = new_home(Path(at_once)), new_home(Path(bit_by_bit))
        load(one, world)
        shuffled = chance.sample(world, len(world))
        cut = chance.randint(0, len(world))
        load(other, shuffled[:cut])
        load(other, shuffled[cut:] + chance.sample(world, min(3, len(world))))
        assert state(other, moment) == state(one, moment)


@few
@given(worlds)
def test_what_was_worked_out_for_the_newest_moment_is_what_the_views_say(world):
    with TemporaryDirectory() as folder:
        home = new_home(Path(folder))
        load(home, world)
        with open_as_of(home, END) as as_of:
            for mart in MARTS:
                for one, other in (("newest", "as_of"), ("as_of", "newest")):
                    difference = f"FROM {one}.{mart} EXCEPT ALL FROM {other}.{mart}"
                    assert as_of.connection.execute(difference).fetchall() == []


Line = dict[str, object]


def rows_known(world: list[Message], table: str, moment: datetime) -> list[Line]:
    return [row for message in world if table in message for row in message[table].to_pylist() if row["known_at"] <= moment]


def is_void(line: Line, decisions: list[Line]) -> bool:
    """Tell whether the last answer on the claim of this line refuses its header: ten lines that anyone believes."""
    same = ("provider_code", "municipality_code")
    answers = [
        one
        for one in decisions
        if one["claim_identification"] == line["claim_number"] and all(one[key] == line[key] for key in same)
    ]
    last = max(answers, key=lambda one: (one["dated_on"], one["known_at"], one["message_id"]), default=None)
    return last is not None and last["level"] == "message"


@few
@given(worlds, moments)
def test_every_euro_submitted_is_approved_rejected_or_open(world, moment):
    decisions = rows_known(world, "claim_decision", moment)
    expected: dict[tuple[object, ...], int] = defaultdict(int)
    for line in rows_known(world, "claim_line", moment):
        if not is_void(line, decisions):
            key = (line["provider_code"], line["municipality_code"], line["period_from"].replace(day=1))
            expected[key] += line["amount_cents"]
    with TemporaryDirectory() as folder:
        home = new_home(Path(folder))
        load(home, world)
        with open_as_of(home, moment) as as_of:
            rows = as_of.connection.execute("FROM claim_account").fetchall()
    assert {row[:3]: row[3] for row in rows} == expected
    for *_, submitted, approved, rejected, still_open in rows:
        assert submitted == approved + rejected + still_open
