"""What our copy of the chain holds: of which municipality and provider which messages are loaded, and from when.

The service organisation gets copies. A rule that misses the other side may only show that our copy misses it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from regiewijzer.checks.definitions import Check


class Pair(NamedTuple):
    """A municipality and a provider that exchange messages."""

    municipality_code: str | None
    provider_code: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Day of the first accepted message per type, municipality and provider; and which lists have rows."""

    first: Mapping[tuple[str, Pair], date]
    lists: frozenset[str] = frozenset()

    def municipalities(self, message_types: Iterable[str]) -> frozenset[str]:
        """Return the municipalities of which messages of these types are loaded."""
        wanted = set(message_types)
        return frozenset(pair.municipality_code for kind, pair in self.first if kind in wanted and pair.municipality_code)

    def holds(self, needed: str, message_type: str, pair: Pair, day: date | None) -> bool:
        """Tell whether messages of the needed type were loaded of this pair, dated up to `day`.

        A message is no proof of what came before it, so of its own type there must be an earlier day.
        """
        first = self.first.get((needed, pair))
        if first is None or day is None:
            return False
        return first < day if needed == message_type else first <= day

    def is_complete(self, check: Check, message_type: str, pair: Pair, day: date | None) -> bool:
        """Tell whether the other side of the check is loaded for a message of this pair and day."""
        needed = check.needed_by(message_type)
        found = [self.holds(one, message_type, pair, day) for one in needed]
        return not needed or (any(found) if check.any_need else all(found))


def lists_missing(check: Check, coverage: Coverage) -> tuple[str, ...]:
    """Return the lists that the check is held against and of which no row is known."""
    return tuple(one for one in check.needs_lists if one not in coverage.lists)


def read_coverage(connection: duckdb.DuckDBPyConnection, lists: Iterable[str] = ()) -> Coverage:
    """Return what is loaded, from the view `message`; `lists` are the views of which it is asked whether they have rows."""
    rows = connection.execute(
        "SELECT message_type, municipality_code, provider_code, min(dated_on) FROM message"
        " WHERE status = 'accepted' AND message_type IS NOT NULL AND dated_on IS NOT NULL GROUP BY ALL"
    ).fetchall()
    first = {(kind, Pair(municipality, provider)): day for kind, municipality, provider, day in rows}
    return Coverage(first, frozenset(one for one in sorted(set(lists)) if _has_rows(connection, one)))


def _has_rows(connection: duckdb.DuckDBPyConnection, view: str) -> bool:
    # The name stands in a checked definition, it is no input of a user.
    return connection.execute(f"SELECT 1 FROM {view} LIMIT 1").fetchone() is not None  # noqa: S608


def other_side_missing(check: Check, coverage: Coverage) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield message type, municipality and what is needed, where nothing of the other side is loaded of that municipality."""
    for message_type in check.rule.messages:
        needed = check.needed_by(message_type)
        there = [coverage.municipalities([one]) for one in needed]
        for municipality in sorted(coverage.municipalities([message_type])):
            absent = tuple(one for one, loaded in zip(needed, there, strict=True) if municipality not in loaded)
            if absent and (len(absent) == len(needed) or not check.any_need):
                yield message_type, municipality, absent
