"""Random small worlds: messages of a few youths at a few providers, in any order and with everything that happens in practice."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pyarrow as pa
from hypothesis import strategies as st

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Funding, Provider, Region
from regiewijzer.ledger.sql_files import VIEWS
from tests.support.extract_world import delivery
from tests.support.ledger_world import append_tables, make_home, to_arrow

Message = dict[str, pa.Table]
REGION = Region("Duinrand", True, providers=(Provider("42420001", "Het Anker"), Provider("42420009", "De Kade", Funding.TASK)))
FIRST_DAY = date(2023, 1, 1)
END = datetime(2025, 1, 1)
MESSAGES = 80
PARTIES = "municipality_code | provider_code | known_at | dated_on"

moments = st.sampled_from([datetime(2023, 4, 1), datetime(2023, 10, 15), datetime(2024, 6, 1), END])


def _text(head: str, *rows: Iterable[object]) -> str:
    return "\n".join([head, *(" | ".join(map(str, row)) for row in rows)])


class Sender:
    """Writes random messages. Few different values: only where they speak of the same thing can order creep in."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.chance.choice([0, 40, 420]))

    def parties(self) -> tuple[object, ...]:
        month = self.chance.choice([0, 1, 2, 8, 14, 20])
        known_at = datetime(2023 + month // 12, month % 12 + 1, 1)
        return (self.mostly("0901", "0902"), self.mostly("42420001", "42420009"), known_at, self.day())

    def mostly(self, usual: str, *others: str) -> str:
        return self.chance.choice([usual] * 6 + list(others))

    def care(self) -> tuple[object, ...]:
        """Return youth, assignment number and category."""
        return (self.mostly("anna", "bram"), self.mostly("1", "2", "-"), self.mostly("45", "44", "-"))

    def assignment(self) -> Message:
        youth, _, category = self.care()
        row = (*self.parties(), youth, self.mostly("1", "2"), self.day(), self.mostly("-", "04", "13"), category)
        return to_arrow({"assignment": _text(f"{PARTIES} | youth_id | assignment | assigned_at | change_reason | category", row)})

    def start(self) -> Message:
        head = f"{PARTIES} | youth_id | assignment | category | started_on | delivery_status"
        return to_arrow({"care_start": _text(head, (*self.parties(), *self.care(), self.day(), self.mostly("1", "3")))})

    def stop(self) -> Message:
        head = f"{PARTIES} | youth_id | assignment | category | started_on | delivery_status | delivered_until | end_reason"
        start = self.day()
        end = start + timedelta(days=self.chance.choice([1, 30, 90, 200]))
        reason = self.chance.choice(["20", "31", "32", "36", "38"])
        row = (*self.parties(), *self.care(), start, self.mostly("1", "3"), end, reason)
        return to_arrow({"care_stop": _text(head, row)})

    def claim(self) -> Message:
        head = (
            f"{PARTIES} | claim | line | credits | youth_id | assignment | category | period_from | period_until | amount_cents"
        )
        parties, number, month = self.parties(), self.mostly("C1", "C2"), self.day().replace(day=1)
        rows = []
        for place in range(self.chance.randint(1, 3)):
            credits = self.mostly("-", "C1-0", "C2-1")
            amount = self.chance.randint(1, 99_999) * (1 if credits == "-" else -1)
            rows.append((*parties, number, f"{number}-{place}", credits, *self.care(), month, month + timedelta(days=28), amount))
        return to_arrow({"claim_line": _text(head, *rows)})

    def decision(self) -> Message:
        head = f"message_id | {PARTIES} | claim | level | line | submitted_cents | approved_cents"
        number = self.mostly("C1", "C2")
        said = (f"decision-{self.chance.randint(0, 999)}", *self.parties(), number)
        if self.chance.random() < 0.2:
            return to_arrow({"claim_decision": _text(head, (*said, "message", "-", "-", "-"))})
        whole = (*said, "claim", "-", 100, self.chance.choice([0, 100]))
        refused = [(*said, "line", f"{number}-{place}", "-", "-") for place in range(2) if self.chance.random() < 0.5]
        return to_arrow({"claim_decision": _text(head, whole, *refused)})

    def youth(self) -> Message:
        said = (self.mostly("anna", "bram"), self.mostly("-", "2000-06-01", "2010-02-01"), self.mostly("-", "WK090101"))
        return to_arrow({"youth": _text(f"{PARTIES} | youth_id | birth_month | district_code", (*self.parties(), *said))})

    def extract(self) -> Message:
        """Deliver part of a table, or a whole one: often the same part again, with other rows."""
        return self.chance.choice([self.lots, self.budget, self.budget, self.spells])(str(self.parties()[2]))

    def lots(self, known_at: str) -> Message:
        lots = self.chance.sample(["P1", "P2", "P3"], self.chance.randint(1, 3))
        return delivery("lot", _text("lot_code | name", *((one, self.mostly("Wonen", "Dag")) for one in lots)), known_at=known_at)

    def budget(self, known_at: str) -> Message:
        head = "provider_code | municipality_code | year | budget_cents"
        years = [self.mostly("2023-01-01", "2022-01-01") for _ in range(self.chance.randint(1, 4))]
        rows = [("42420001", self.mostly("0901", "0902"), year, self.chance.randint(1, 9)) for year in years]
        return delivery("provider_budget", _text(head, *rows), known_at=known_at)

    def spells(self, known_at: str) -> Message:
        head = "provider_code | half_year | youth_id | started_on"
        rows = [("42420001", FIRST_DAY, self.mostly("anna", "bram"), self.day()) for _ in range(self.chance.randint(1, 3))]
        return delivery("cbs_care", _text(head, *rows), known_at=known_at)

    def messages(self) -> Iterator[Message]:
        kinds = [self.assignment, self.start, self.stop, self.claim, self.decision, self.youth, self.extract]
        for _ in range(MESSAGES):
            yield self.chance.choice(kinds)()


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


worlds = st.integers(0, 2**32).map(lambda seed: _different(list(Sender(seed).messages())))


def known_at(message: Message) -> datetime:
    return max(message["message"].column("known_at").to_pylist())


def load(home: Home, messages: Sequence[Message]) -> int:
    """Append the messages as one load; an empty one too."""
    names = {name for message in messages for name in message}
    return append_tables(home, {name: pa.concat_tables([one[name] for one in messages if name in one]) for name in sorted(names)})


def new_home(folder: Path) -> Home:
    return make_home(folder / "home", REGION)


# Not the steps between: what they say shows in the views that stand on them.
ASKED = [view for view in VIEWS if view not in ("started_delivery", "delivered_product", "spell")]
State = dict[str, list[tuple[object, ...]]]


def state(home: Home, moment: datetime, snapshot: int | None = None) -> State:
    """Return every row of every view, without the number of its load."""
    with open_as_of(home, moment, snapshot) as as_of:
        found = {}
        for view in ASKED:
            result = as_of.connection.execute(f"SELECT * FROM {view}")
            columns = [column[0] for column in result.description]
            kept = [place for place, name in enumerate(columns) if name not in ("load_number", "pair_key", "delivery_key")]
            found[view] = sorted((tuple(row[place] for place in kept) for row in result.fetchall()), key=repr)
        return found
