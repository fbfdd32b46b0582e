"""How a value is written in a file: Dutch formats in CSV, real numbers and dates in Excel."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn, ExtractTable
from regiewijzer.simulation.extracts.rows import Row

Format = Callable[[Any], Any]
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.EURO, ColumnType.PERCENTAGE)
_DAY = timedelta(1)


@cache
def _day(value: date) -> str:
    return f"{value.day:02d}-{value.month:02d}-{value.year}"


@cache
def _last_day(until: date) -> str:
    return _day(until - _DAY)


@cache
def _euros(cents: int) -> str:
    sign, whole = "-" if cents < 0 else "", abs(cents)
    return f"{sign}{whole // 100},{whole % 100:02d}"


def _decimal(value: Decimal) -> str:
    return str(value).replace(".", ",")


_TEXT: Mapping[ColumnType, Format] = {
    ColumnType.DATE: _day,
    ColumnType.MONTH: cache(lambda value: f"{value:%m-%Y}"),
    ColumnType.QUARTER: cache(lambda value: f"{value.year}-K{(value.month + 2) // 3}"),
    ColumnType.HALF_YEAR: cache(lambda value: f"{value.year}-H{(value.month + 5) // 6}"),
    ColumnType.YEAR: cache(lambda value: f"{value.year}"),
    ColumnType.INTEGER: str,
    ColumnType.DECIMAL: _decimal,
    ColumnType.PERCENTAGE: _decimal,
    ColumnType.EURO: _euros,
    ColumnType.YES_NO: lambda value: "ja" if value else "nee",
}


def written(column: ExtractColumn) -> Format:
    """Return how a value of the column is written as text; None is an empty cell."""
    if column.type is ColumnType.CODE:
        codes = {code: one.written for code, one in column.codes.items()}
        return lambda value: "" if value is None else codes[value]
    known = _last_day if column.inclusive_end else _TEXT.get(column.type, str)
    return lambda value: "" if value is None else known(value)


def typed(column: ExtractColumn) -> Format:
    """Return what stands in a cell of Excel: numbers and dates as such, all else as text."""
    text = written(column)
    if column.type is ColumnType.EURO:
        return lambda value: None if value is None else value / 100
    if column.type in _NUMBERS:
        return lambda value: None if value is None else float(value) if isinstance(value, Decimal) else value
    if column.type is ColumnType.DATE:
        return lambda value: None if value is None else value - _DAY if column.inclusive_end else value
    return lambda value: text(value) or None


def lines(table: ExtractTable, rows: Sequence[Row], form: Callable[[ExtractColumn], Format]) -> list[list[Any]]:
    """Return the rows as cells in the order of the table; columns that the rows do not have stay empty."""
    fields = type(rows[0])._fields if rows else ()
    places = {name: place for place, name in enumerate(fields)}
    formats = [(places.get(column.name), form(column)) for column in table.columns]
    return [[None if place is None else write(row[place]) for place, write in formats] for row in rows]


def titles(table: ExtractTable) -> list[str]:
    """Return the Dutch titles of the columns."""
    return [column.title.nl for column in table.columns]
