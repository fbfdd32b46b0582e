"""Rows of a region for measuring the ledger: made in columns, without meaning beyond their number and spread.

At scale 1: 50,000 youths, 500,000 assignments in 0.73 million versions, 6.3 million claim lines, 250 providers, 20 places.
"""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.ledger.append import Append
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.schema import arriving_schema
from regiewijzer.vocabulary.events import BY_NAME

Ints = npt.NDArray[np.int64]
YOUTHS, ASSIGNMENTS, CLAIM_LINES = 50_000, 500_000, 6_300_000
VERSIONS_PER_ASSIGNMENT = 1.46
FIRST_DAY = 18_628  # 2021-01-01
DAYS = 1_825
CODES = np.array(["45A04", "45A48", "44A08", "41A00", "54001", "54002", "43A16", "48A01"])
CHUNK = 500_000


def _text(prefix: str, numbers: Ints, width: int) -> pa.Array:
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")
    return pc.binary_join_element_wise(pa.scalar(prefix), digits, "")


def _id(numbers: Ints, salt: int) -> pa.Array:
    """Return 32 characters that do not compress or sort well, as hashes do not."""
    mixed = (numbers.astype(np.uint64) + np.uint64(salt)) * np.uint64(0x9E3779B97F4A7C15)
    return pa.array([f"{one:016x}{one ^ 0xA5A5A5A5A5A5A5A5:016x}" for one in mixed.tolist()])


def _dates(days: Ints) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.int32()).cast(pa.date32())


def _known(days: Ints) -> dict[str, pa.Array]:
    moments = pa.array(days * 86_400_000_000 + 43_200_000_000).cast(pa.timestamp("us"))
    return {"known_at": moments, "known_basis": pa.array(["received"]).take(pa.array(np.zeros(len(days), np.int64)))}


def _table(name: str, columns: dict[str, pa.Array]) -> pa.Table:
    schema = arriving_schema(BY_NAME[name])
    rows = len(columns["message_id"])
    return pa.table([columns.get(field.name, pa.nulls(rows, field.type)) for field in schema], schema=schema)


class Rows:
    """The rows of one region; the same scale gives the same rows."""

    def __init__(self, scale: float) -> None:
        chance = np.random.default_rng(7)
        self.chance, self.assignments, self.lines = chance, int(ASSIGNMENTS * scale), int(CLAIM_LINES * scale)
        count = self.assignments
        self.youth = chance.integers(0, max(1, int(YOUTHS * scale)), count)
        self.municipality = self.youth % 20
        self.provider = chance.integers(0, 250, count)
        self.code = chance.integers(0, len(CODES), count)
        self.start = FIRST_DAY + chance.integers(0, DAYS - 60, count)
        self.length = chance.integers(20, 500, count)
        self.ids = _id(np.arange(max(1, int(YOUTHS * scale))), 1)

    def _common(self, which: Ints, kind: int) -> dict[str, pa.Array]:
        code = CODES[self.code[which]]
        return {
            "message_id": _id(which, kind * 10**9),
            "row_no": pa.array(np.ones(len(which), np.int64)),
            "municipality_code": _text("09", self.municipality[which], 2),
            "provider_code": _text("4242", self.provider[which], 4),
            "youth_id": self.ids.take(pa.array(self.youth[which])),
            "assignment_number": pa.array(which),
            "assignment_id": pc.binary_join_element_wise(
                _text("09", self.municipality[which], 2), pc.cast(pa.array(which), pa.string()), "-"
            ),
            "product_category": pa.array([one[:2] for one in code.tolist()]),
            "product_code": pa.array(code.tolist()),
        }

    def _with_messages(self, name: str, columns: dict[str, pa.Array], message_type: str) -> dict[str, pa.Table]:
        kept = ("message_id", "municipality_code", "provider_code", "dated_on", "known_at", "known_basis")
        message = {key: columns[key] for key in kept} | {
            "message_type": pa.array([message_type]).take(pa.array(np.zeros(len(columns["message_id"]), np.int64)))
        }
        birth = _dates(FIRST_DAY - 365 * 12 + np.zeros(len(columns["message_id"]), np.int64))
        youth = _table("youth", columns | {"birth_month": birth})
        return {name: _table(name, columns), "message": _table("message", message), "youth": youth}

    def events(self) -> Iterator[dict[str, pa.Table]]:
        """Yield assignments, starts and stops."""
        everyone = np.arange(self.assignments)
        again = self.chance.random(self.assignments) < VERSIONS_PER_ASSIGNMENT - 1
        for kind, which, late in ((1, everyone, 0), (2, everyone[again], 90)):
            days = self.start[which] - 10 + late
            columns = (
                self._common(which, kind)
                | _known(days)
                | {
                    "valid_from": _dates(self.start[which]),
                    "dated_on": _dates(days),
                    "assigned_at": pa.array(days * 86_400_000_000).cast(pa.timestamp("us")),
                    "valid_until": _dates(self.start[which] + self.length[which] + late),
                }
            )
            yield self._with_messages("assignment", columns, "301")
        started = everyone[self.chance.random(self.assignments) < 0.9]
        days = self.start[started] + 3
        start = {
            "started_on": _dates(self.start[started]),
            "dated_on": _dates(days),
            "delivery_status": pa.repeat("1", len(started)),
        }
        yield self._with_messages("care_start", self._common(started, 3) | _known(days) | start, "305")
        stopped = started[(self.start + self.length)[started] < FIRST_DAY + DAYS]
        days = (self.start + self.length)[stopped] + 3
        reasons = np.array(["31", "31", "31", "32", "36", "38", "20"])[stopped % 7]
        stop = {
            "started_on": _dates(self.start[stopped]),
            "dated_on": _dates(days),
            "delivery_status": pa.repeat("1", len(stopped)),
            "delivered_until": _dates((self.start + self.length)[stopped]),
            "end_reason": pa.array(reasons.tolist()),
        }
        yield self._with_messages("care_stop", self._common(stopped, 4) | _known(days) | stop, "307")

    def claims(self) -> Iterator[dict[str, pa.Table]]:
        """Yield claims per provider, municipality and month with their lines and answers."""
        which = self.chance.integers(0, self.assignments, self.lines)
        month = (self.start[which] + (self.length[which] * self.chance.random(self.lines)).astype(np.int64) - FIRST_DAY) // 30
        order = np.lexsort((self.provider[which], self.municipality[which], month))
        which, month = which[order], month[order]
        for first in range(0, self.lines, CHUNK):
            yield self._claim_chunk(which[first : first + CHUNK], month[first : first + CHUNK], first)

    def _claim_chunk(self, which: Ints, month: Ints, first: int) -> dict[str, pa.Table]:
        claim = (month * 20 + self.municipality[which]) * 250 + self.provider[which]
        day = FIRST_DAY + month * 30
        number = _text("C", claim * 100 + first // CHUNK, 10)
        head = _known(day + 40) | {
            "message_id": _id(claim * 100 + first // CHUNK, 5 * 10**12),
            "claim_number": number,
            "claim_id": number,
            "dated_on": _dates(day + 40),
            "identification": number,
        }
        rows = np.arange(first, first + len(which))
        amounts = 1000 + (rows * 7919) % 90_000
        lines = (
            self._common(which, 5)
            | head
            | {
                "line_reference": _text("R", rows, 9),
                "period_from": _dates(day),
                "period_until": _dates(day + 30),
                "sign": pa.repeat("D", len(which)),
                "amount_cents": pa.array(amounts),
                "row_no": pa.array(rows),
            }
        )
        once = np.unique(claim, return_index=True)[1]
        claims = {name: column.take(pa.array(once)) for name, column in lines.items()}
        refused = rows % 33 == 0
        answers = (
            claims
            | _known(day[once] + 60)
            | {
                "message_id": _id(claim[once] * 100 + first // CHUNK, 6 * 10**12),
                "claim_identification": claims["claim_number"],
                "level": pa.repeat("claim", len(once)),
                "submitted_cents": pa.array(np.ones(len(once), np.int64)),
                "approved_cents": pa.array(np.ones(len(once), np.int64)),
            }
        )
        refusals = (
            {name: column.filter(pa.array(refused)) for name, column in lines.items()}
            | _known(day[refused] + 60)
            | {
                "message_id": _id((claim * 100 + first // CHUNK)[refused], 6 * 10**12),
                "level": pa.repeat("line", int(refused.sum())),
                "claim_identification": number.filter(pa.array(refused)),
            }
        )
        decisions = pa.concat_tables([_table("claim_decision", answers), _table("claim_decision", refusals)])
        kinds = (("323", claims), ("325", answers))
        messages = pa.concat_tables(
            [_table("message", one | {"message_type": pa.repeat(kind, len(once))}) for kind, one in kinds]
        )
        return {
            "message": messages,
            "claim": _table("claim", claims),
            "claim_line": _table("claim_line", lines),
            "claim_decision": decisions,
        }


def fill(home: Home, scale: float) -> None:
    """Append one load with the rows of a region of that scale."""
    rows = Rows(scale)
    with Append.begin(home, loaded_at=datetime(2026, 1, 1), program_version="benchmark") as append:
        for tables in rows.events():
            append.add(tables)
        for tables in rows.claims():
            append.add(tables)
        append.commit()
