"""Rows of staging on their way to events: values of the class and of its message, as columns of equal length."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.vocabulary.events import Kind, Table

ARROW = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us"),
    Kind.BOOLEAN: pa.bool_(),
}
_DAY = pa.scalar(1, pa.int32())
_LAST_DAY = pa.scalar(2_932_896, pa.int32())  # 9999-12-31: senders write it for "no end"
Places = npt.NDArray[np.int64]


def incoming_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema in which `messages` delivers a table of events."""
    return pa.schema([(column.incoming_name, ARROW[column.kind]) for column in table.columns])


def incoming(table: Table, length: int, columns: Mapping[str, pa.Array]) -> pa.Table:
    """Return the rows as that table; a column that is not given is NULL throughout, one that is unknown is an AssertionError."""
    schema = incoming_schema(table)
    unknown = columns.keys() - set(schema.names)
    assert not unknown, f"{table.name}: {unknown}"
    return pa.table([_as(columns.get(one.name), one.type, length) for one in schema], schema=schema)


def _as(values: pa.Array | None, kind: pa.DataType, length: int) -> pa.Array:
    if values is None:
        return pa.nulls(length, kind)
    return values if values.type == kind else pc.cast(values, kind)


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of one staging table, and for each its message: `places` are row numbers in `bericht`."""

    table: pa.Table
    message: pa.Table
    places: Places

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def of(self, name: str) -> pa.Array:
        """Return a column of the class; NULL throughout when the class has none of that name."""
        return column(self.table, name) if name in self.table.column_names else pa.nulls(len(self), pa.string())

    def of_message(self, name: str) -> pa.Array:
        """Return a column of the message, for every row of the class."""
        return pc.take(column(self.message, name), pa.array(self.places))

    def where(self, mask: npt.NDArray[np.bool_]) -> "Rows":
        """Return the rows for which the mask is true."""
        return Rows(self.table.filter(pa.array(mask)), self.message, self.places[mask])

    def numbers(self) -> pa.Array:
        """Return 1, 2, … within each message."""
        first = np.searchsorted(self.places, self.places)
        return pa.array(np.arange(len(self), dtype=np.int64) - first + 1)


def column(table: pa.Table, name: str) -> pa.Array:
    """Return a column as one array."""
    chunks = table.column(name)
    if chunks.num_chunks == 1:
        return chunks.chunk(0)
    return pa.concat_arrays(chunks.chunks) if chunks.num_chunks else pa.nulls(0, chunks.type)


def text(value: str, length: int) -> pa.Array:
    """Return the same text for every row."""
    return pa.repeat(pa.scalar(value), length)


def joined(*parts: pa.Array) -> pa.Array:
    """Return the parts joined by a hyphen; NULL when one of them is."""
    return pc.binary_join_element_wise(*(pc.cast(part, pa.string()) for part in parts), "-")


def until(last_day: pa.Array) -> pa.Array:
    """Return the exclusive end for the standard's inclusive last day; 31-12-9999 is no end."""
    days = pc.cast(last_day, pa.int32())
    open_ended = pc.equal(days, _LAST_DAY)
    return pc.cast(pc.if_else(open_ended, pa.scalar(None, pa.int32()), pc.add(days, _DAY)), pa.date32())


def month_of(day: pa.Array) -> pa.Array:
    """Return the first day of the month."""
    return pc.cast(pc.floor_temporal(day, unit="month"), pa.date32())


def signed(amount: pa.Array, sign: pa.Array) -> pa.Array:
    """Return cents with their sign: D (debet) adds, C (credit) subtracts."""
    return pc.if_else(pc.equal(sign, "C"), pc.negate(amount), amount)


def moment(day: pa.Array, time: pa.Array) -> pa.Array:
    """Return the timestamp of a date and an xs:time; fractions are cut at microseconds, 24:00:00 is the next day."""
    clean = pc.utf8_trim_whitespace(time)
    parts = [pc.cast(pc.utf8_slice_codeunits(clean, start, start + 2), pa.int64()) for start in (0, 3, 6)]
    seconds = pc.add(pc.add(pc.multiply(parts[0], 3600), pc.multiply(parts[1], 60)), parts[2])
    fraction = pc.utf8_slice_codeunits(pc.utf8_rpad(pc.utf8_slice_codeunits(clean, 9, 15), 6, "0"), 0, 6)
    micros = pc.cast(pc.if_else(pc.match_substring_regex(fraction, "^[0-9]{6}$"), fraction, "0"), pa.int64())
    of_day = pc.add(pc.multiply(seconds, 1_000_000), micros)
    return pc.cast(pc.add(pc.multiply(pc.cast(pc.cast(day, pa.int32()), pa.int64()), 86_400_000_000), of_day), pa.timestamp("us"))
