"""How complete the deliveries behind a figure are: which expected senders sent something in the last whole months."""

from collections.abc import Collection, Mapping
from datetime import date

import duckdb

from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.region import ExpectedSender, Region
from regiewijzer.vocabulary.codes import is_municipality
from regiewijzer.vocabulary.periods import add_months, first_of_month, months_between, next_month

MONTHS_LOOKED_AT = 3
_NAMED = 20  # senders named in a passport; the load pages list them all

Delivery = tuple[str, str, date]  # sender, message type, month


def whole_months_before(horizon: date) -> tuple[date, ...]:
    """Return the last whole months up to and including the horizon, oldest first."""
    until = first_of_month(horizon) if next_month(horizon) > _day_after(horizon) else next_month(horizon)
    return tuple(months_between(add_months(until, -MONTHS_LOOKED_AT), until))


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _in_scope(sender: ExpectedSender, scope: Scope) -> bool:
    codes = scope.municipalities if is_municipality(sender.code) else scope.providers
    return codes is None or sender.code in codes


def expected_deliveries(region: Region, kinds: Collection[str], months: Collection[date], scope: Scope) -> set[Delivery]:
    """Return what senders in scope should have sent in these months, of these message types."""
    return {
        (sender.code, kind, month)
        for sender in region.expected_senders
        if _in_scope(sender, scope)
        for kind in sender.messages
        if kind in kinds
        for month in months
        if sender.is_expected_in(month)
    }


def deliveries(connection: duckdb.DuckDBPyConnection, months: tuple[date, ...]) -> set[Delivery]:
    """Return who sent which type of message, dated in which of these months."""
    return set(
        connection.execute(
            """
            SELECT DISTINCT sender_code, message_type, date_trunc('month', dated_on)::DATE
            FROM message
            WHERE dated_on >= ? AND dated_on < ? AND status IN ('accepted', 'partial')
            """,
            [months[0], next_month(months[-1])],
        ).fetchall()
    )


def completeness(
    connection: duckdb.DuckDBPyConnection, region: Region, *, kinds: Collection[str], horizon: date, scope: Scope
) -> Mapping[str, float | int | str | None]:
    """Return `expected`, `present` and `share` of deliveries, the months looked at, who is missing and the last day known.

    `kinds` are the message types behind the figure. Without expected senders the share is None: nobody knows.
    """
    months = whole_months_before(horizon)
    expected = expected_deliveries(region, kinds, months, scope)
    missing = expected - deliveries(connection, months)
    return {
        "expected": len(expected) or None,
        "present": len(expected) - len(missing) if expected else None,
        "share": 1 - len(missing) / len(expected) if expected else None,
        "first_month": months[0].isoformat(),
        "last_month": months[-1].isoformat(),
        "missing_senders": ", ".join(sorted({sender for sender, _, _ in missing})[:_NAMED]) or None,
        "last_day_known": horizon.isoformat(),
    }
