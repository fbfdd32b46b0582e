"""What is in the ledger and how fresh it is, and which expected deliveries did not come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region, read_region
from regiewijzer.ledger.status_extracts import ExtractStatus, MissingExtract, extract_status, missing_extracts
from regiewijzer.vocabulary.periods import add_months, first_of_month, months_between

NEWEST = datetime.max.replace(microsecond=0)  # everything the snapshot knows


@dataclass(frozen=True, slots=True)
class TypeStatus:
    """One message type: how many messages, and the first and last date on them."""

    message_type: str
    accepted: int
    rejected: int
    first_dated_on: date | None
    last_dated_on: date | None


@dataclass(frozen=True, slots=True)
class SenderStatus:
    """One sender: how many messages, refused ones among them, and the month of its last one."""

    sender_code: str
    name: str
    messages: int
    rejected: int
    last_month: date


@dataclass(frozen=True, slots=True)
class SenderMonth:
    """How many messages of one type a sender dated in one month."""

    sender_code: str
    message_type: str
    month: date
    messages: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A delivery that was expected in a month and did not come."""

    sender_code: str
    name: str
    message_type: str
    month: date


@dataclass(frozen=True, slots=True)
class LedgerStatus:
    """The whole picture of one snapshot. `missing` covers the whole months that the messages span, oldest first."""

    snapshot: int
    last_known_at: datetime | None
    by_type: tuple[TypeStatus, ...]
    by_sender: tuple[SenderStatus, ...]
    by_month: tuple[SenderMonth, ...]
    missing: tuple[Missing, ...]
    extracts: tuple[ExtractStatus, ...] = ()
    missing_extracts: tuple[MissingExtract, ...] = ()


# Extracts, which have no release of the standard, are told of apart: they are delivered per period, not sent every month.
_BY_TYPE = """
SELECT
    message_type, count(*) FILTER (status = 'accepted'), count(*) FILTER (status = 'rejected'), min(dated_on), max(dated_on)
FROM message WHERE release IS NOT NULL GROUP BY 1 ORDER BY 1
"""
_BY_MONTH = """
SELECT sender_code, message_type, date_trunc('month', dated_on)::DATE AS month, count(*) FILTER (status = 'accepted')
FROM message WHERE release IS NOT NULL AND sender_code IS NOT NULL AND dated_on IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
_BY_SENDER = """
SELECT sender_code, count(*), count(*) FILTER (status = 'rejected'), max(date_trunc('month', dated_on))::DATE
FROM message WHERE release IS NOT NULL AND sender_code IS NOT NULL AND dated_on IS NOT NULL GROUP BY 1 ORDER BY 1
"""


_LAST_KNOWN = "SELECT max(known_at), max(known_at) FILTER (WHERE release IS NOT NULL) FROM message"


def names_of(region: Region) -> Mapping[str, str]:
    """Return the names of municipalities and providers by code."""
    municipalities = {one.code: one.name for one in region.municipalities}
    return municipalities | {one.code: one.name for one in region.providers}


def _whole_months(by_month: Iterable[SenderMonth], last_known: date) -> tuple[date, ...]:
    """Return the months from the first message up to the last one that is over."""
    first = min((one.month for one in by_month), default=None)
    return tuple(months_between(first, first_of_month(last_known))) if first else ()


def missing_deliveries(region: Region, by_month: Iterable[SenderMonth], months: Iterable[date]) -> tuple[Missing, ...]:
    """Return what expected senders did not send in these months, oldest first."""
    there = {(one.sender_code, one.message_type, one.month) for one in by_month if one.messages}
    names = names_of(region)
    return tuple(
        Missing(sender.code, names.get(sender.code, ""), kind, month)
        for month in months
        for sender in region.expected_senders
        if sender.is_expected_in(month)
        for kind in sender.messages
        if (sender.code, kind, month) not in there
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()


def ledger_status(home: Home, *, months_back: int = 12) -> LedgerStatus:
    """Return what the newest snapshot holds; `months_back` bounds how far back missing deliveries are looked for."""
    region = read_region(home.region)
    names = names_of(region)
    with open_as_of(home, NEWEST) as ledger:
        by_type = tuple(TypeStatus(*row) for row in _rows(ledger.connection, _BY_TYPE))
        by_month = tuple(SenderMonth(*row) for row in _rows(ledger.connection, _BY_MONTH))
        senders = _rows(ledger.connection, _BY_SENDER)
        last_known, last = _rows(ledger.connection, _LAST_KNOWN)[0]
        extracts = extract_status(ledger.connection, names)
        not_delivered = missing_extracts(ledger.connection, region, names, last_known.date()) if last_known else ()
    earliest = add_months(last.date(), -months_back) if last else None
    months = [month for month in _whole_months(by_month, last.date()) if earliest and month >= earliest] if last else []
    by_sender = tuple(SenderStatus(code, names.get(code, ""), *rest) for code, *rest in senders)
    missing = missing_deliveries(region, by_month, months)
    return LedgerStatus(ledger.snapshot, last_known, by_type, by_sender, by_month, missing, extracts, not_delivered)
