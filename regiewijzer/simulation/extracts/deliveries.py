"""What a sender hands over: rows of one table on one day, and in the end the rows that stand when later ones replaced earlier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.simulation.extracts.rows import TABLES, Row
from regiewijzer.vocabulary.periods import first_of_month, next_month

SERVICE = "service"  # the folder of the service organisation
COLLECTED_ON, _MENDED_ON = 21, 10  # days of the month; what is late or mended never meets the next collection


@dataclass(frozen=True, slots=True)
class Delivery:
    """Rows of one table (all of one type) that a sender delivers on a day."""

    sender: str
    day: date
    rows: Sequence[Row]

    @property
    def table(self) -> str:
        """Name of the table."""
        return TABLES[type(self.rows[0])]


def delivery(sender: str, day: date, rows: Iterable[Row]) -> list[Delivery]:
    """Return the delivery of these rows, nothing when there are none: nobody hands over an empty file."""
    found = tuple(rows)
    return [Delivery(sender, day, found)] if found else []


def collected(one: Delivery) -> Delivery:
    """Return the delivery as the service organisation passes it on: with those of others, on the next 21st of a month."""
    month = first_of_month(one.day) if one.day.day <= COLLECTED_ON else next_month(one.day)
    return replace(one, sender=SERVICE, day=month.replace(day=COLLECTED_ON))


def mending_day(day: date) -> date:
    """Return when the service organisation passes on again what had a fault on that day: the next 10th of a month."""
    month = first_of_month(day) if day.day < _MENDED_ON else next_month(day)
    return month.replace(day=_MENDED_ON)


def standing(table: ExtractTable, deliveries: Iterable[Delivery]) -> list[Row]:
    """Return the rows of a table that stand after all deliveries: a later one replaces every row of the slices it holds."""
    slices: dict[tuple[Any, ...], list[Row]] = {}
    for one in sorted(deliveries, key=lambda one: one.day):
        held: dict[tuple[Any, ...], list[Row]] = {}
        for row in one.rows:
            held.setdefault(tuple(getattr(row, name) for name in table.slice), []).append(row)
        slices.update(held)
    return [row for rows in slices.values() for row in rows]
