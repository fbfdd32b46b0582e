"""What a sender hands over: rows of one table on one day, and in the end the rows that stand when later ones replaced earlier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.simulation.extracts.rows import TABLES, Row

SERVICE = "service"  # the folder of the service organisation


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


def standing(table: ExtractTable, deliveries: Iterable[Delivery]) -> list[Row]:
    """Return the rows of a table that stand after all deliveries: a later one replaces every row of the slices it holds."""
    slices: dict[tuple[Any, ...], list[Row]] = {}
    for one in sorted(deliveries, key=lambda one: one.day):
        held: dict[tuple[Any, ...], list[Row]] = {}
        for row in one.rows:
            held.setdefault(tuple(getattr(row, name) for name in table.slice), []).append(row)
        slices.update(held)
    return [row for rows in slices.values() for row in rows]
