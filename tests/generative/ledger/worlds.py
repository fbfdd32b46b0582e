"""Random small worlds: messages of a few youths at a few providers, in any order and with everything that happens in practice."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
from hypothesis import strategies as st

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Funding, Provider, Region
from regiewijzer.ledger.sql_files import VIEWS
from tests.support.ledger_world import append_tables, make_home, to_arrow

Message = dict[str, pa.Table]
REGION = Region("Duinrand", True, providers=(Provider("42420001", "Het Anker"), Provider("42420009", "De Kade", Funding.TASK)))
FIRST_DAY = date(2023, 1, 1)
END = datetime(2025, 1, 1)

days = st.integers(0, 700).map(lambda count: FIRST_DAY + timedelta(days=count))
# Few different moments, so that equal ones occur: that is where order could creep in.
known = st.integers(0, 23).map(lambda count: datetime(2023 + count // 12, count % 12 + 1, 1))
moments = st.sampled_from([datetime(2023, 4, 1), datetime(2023, 10, 15), datetime(2024, 6, 1), END])
youths = st.sampled_from(["anna", "bram"])
providers = st.sampled_from(["42420001", "42420009"])
municipalities = st.sampled_from(["0901", "0902"])
numbers = st.sampled_from(["-", "1", "2"])
categories = st.sampled_from(["-", "45", "44"])


def _text(head: str, *rows: Iterable[object]) -> str:
    return "\n".join([head, *(" | ".join(map(str, row)) for row in rows)])


PARTIES = "municipality_code | provider_code | known_at | dated_on"
parties = st.tuples(municipalities, providers, known, days)


@st.composite
def assignment(draw: st.DrawFn) -> Message:
    row = (
        *draw(parties),
        draw(youths),
        draw(st.integers(1, 2)),
        draw(days),
        draw(st.sampled_from(["-", "04", "13"])),
        draw(categories),
    )
    return to_arrow({"assignment": _text(f"{PARTIES} | youth_id | assignment | assigned_at | change_reason | category", row)})


@st.composite
def delivery(draw: st.DrawFn) -> Message:
    """A start, and often a stop of the same delivery; now and then removed again."""
    municipality, provider = draw(municipalities), draw(providers)
    key = (draw(youths), draw(numbers), draw(categories), start := draw(days.filter(lambda day: day.day <= 3)))
    head = f"{PARTIES} | youth_id | assignment | category | started_on | delivery_status"
    status = draw(st.sampled_from(["1", "1", "1", "3"]))
    said = (municipality, provider, draw(known), draw(days))
    if draw(st.booleans()):
        return to_arrow({"care_start": _text(head, (*said, *key, status))})
    end = start + timedelta(days=draw(st.sampled_from([1, 30, 90, 200])))
    reason = draw(st.sampled_from(["20", "31", "32", "36", "38"]))
    return to_arrow({"care_stop": _text(f"{head} | delivered_until | end_reason", (*said, *key, status, end, reason))})


@st.composite
def claim(draw: st.DrawFn) -> Message:
    municipality, provider, known_at, dated_on = draw(parties)
    number = draw(st.sampled_from(["C1", "C2", "C3"]))
    head = f"{PARTIES} | claim | line | credits | youth_id | assignment | category | period_from | period_until | amount_cents"
    month = draw(days).replace(day=1)
    rows = []
    for place in range(draw(st.integers(1, 3))):
        credits = draw(st.sampled_from(["-", "-", "C1-0", "C2-1"]))
        amount = draw(st.integers(1, 99_999)) * (1 if credits == "-" else -1)
        period = (month, month + timedelta(days=28))
        youth = (draw(youths), draw(numbers), draw(categories))
        rows.append((municipality, provider, known_at, dated_on, number, f"{number}-{place}", credits, *youth, *period, amount))
    return to_arrow({"claim_line": _text(head, *rows)})


@st.composite
def decision(draw: st.DrawFn) -> Message:
    said = (*draw(parties), number := draw(st.sampled_from(["C1", "C2", "C3"])))
    head = f"message_id | {PARTIES} | claim | level | line | submitted_cents | approved_cents"
    message_id = f"decision-{draw(st.integers(0, 10**9))}"
    if draw(st.integers(0, 4)) == 0:
        return to_arrow({"claim_decision": _text(head, (message_id, *said, "message", "-", "-", "-"))})
    refused = draw(st.lists(st.sampled_from([f"{number}-0", f"{number}-1"]), unique=True))
    rows = [(message_id, *said, "claim", "-", 100, draw(st.sampled_from([0, 100])))]
    return to_arrow({"claim_decision": _text(head, *rows, *((message_id, *said, "line", line, "-", "-") for line in refused))})


@st.composite
def youth(draw: st.DrawFn) -> Message:
    born = draw(st.sampled_from(["-", "2000-06-01", "2010-02-01"]))
    row = (*draw(parties), draw(youths), born, draw(st.sampled_from(["-", "WK090101"])))
    return to_arrow({"youth": _text(f"{PARTIES} | youth_id | birth_month | district_code", row)})


def _message_ids(message: Message) -> set[str]:
    return set(message["message"].column("message_id").to_pylist())


def _different(messages: Sequence[Message]) -> list[Message]:
    """Return the messages without those that say exactly what an earlier one says: they would be one message."""
    seen: set[str] = set()
    kept = []
    for message in messages:
        if not seen & _message_ids(message):
            kept.append(message)
        seen |= _message_ids(message)
    return kept


worlds = st.lists(st.one_of(assignment(), delivery(), delivery(), delivery(), claim(), decision(), youth()), max_size=14).map(
    _different
)


def known_at(message: Message) -> datetime:
    return max(message["message"].column("known_at").to_pylist())


def load(home: Home, messages: Sequence[Message]) -> int:
    """Append the messages as one load; an empty one too."""
    names = {name for message in messages for name in message}
    return append_tables(home, {name: pa.concat_tables([one[name] for one in messages if name in one]) for name in sorted(names)})


def new_home(folder: Path) -> Home:
    return make_home(folder / "home", REGION)


State = dict[str, list[tuple[object, ...]]]


def state(home: Home, moment: datetime, snapshot: int | None = None) -> State:
    """Return every row of every view, without the number of its load."""
    with open_as_of(home, moment, snapshot) as as_of:
        found = {}
        for view in VIEWS:
            result = as_of.connection.execute(f"SELECT * FROM {view}")
            columns = [column[0] for column in result.description]
            kept = [place for place, name in enumerate(columns) if name not in ("load_number", "pair_key", "delivery_key")]
            found[view] = sorted((tuple(row[place] for place in kept) for row in result.fetchall()), key=repr)
        return found
