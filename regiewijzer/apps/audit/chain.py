"""The chain of audit events: each holds the hash of the one before, so that nothing can be changed or left out unseen."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """What is hashed of an event. `number` counts from 1 without holes; `at` has a zone."""

    number: int
    at: datetime
    event: str
    actor: str
    subject: str
    details: Mapping[str, object]
    operation: str
    previous: str

    @property
    def hash(self) -> str:
        """Return the hexadecimal SHA-256 over all of it, in one fixed way of writing."""
        parts = [
            *(self.previous, self.number, self.at.astimezone(UTC).isoformat(timespec="microseconds")),
            *(self.event, self.actor, self.subject, self.details, self.operation),
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking a chain: how many events, the hash of the last, and the first number that does not fit."""

    events: int
    last: str
    broken_at: int | None = None
    reason: str = ""


def verify(links: Iterable[tuple[Link, str]], *, head: tuple[int, str]) -> Verdict:
    """Check events in their order, each with the hash that was kept, against the number and hash of the last that was written."""
    previous, count = START, 0
    for link, kept in links:
        if link.number != count + 1:
            return Verdict(count, previous, count + 1, "missing")
        if link.previous != previous or link.hash != kept:
            return Verdict(count, previous, link.number, "changed")
        previous, count = kept, link.number
    if (count, previous) != head:
        return Verdict(count, previous, count + 1, "cut off")
    return Verdict(count, previous)
