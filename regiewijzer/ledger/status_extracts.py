"""Which extracts came in per sender and period, and which that were expected did not.

Nobody says beforehand who delivers what. So a table is expected only once somebody delivered it, from its first period on, of
every member of the region whose code its rows belong to (providers or municipalities), or of the region as a whole when it has
no owner.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ColumnType, ExtractTable
from regiewijzer.ledger.region import Region
from regiewijzer.vocabulary.periods import add_months

_MONTHS = {ColumnType.MONTH: 1, ColumnType.QUARTER: 3, ColumnType.HALF_YEAR: 6, ColumnType.YEAR: 12}
MONTHS_GRACE = 2  # to deliver after a period has ended
MONTHS_BACK = 24  # what is missing from before helps nobody; and one wrong year would give a list without end


@dataclass(frozen=True, slots=True)
class ExtractStatus:
    """What is known of one table of one owner; the owner is empty when the table is of the whole region."""

    table: str
    title: str
    owner_code: str
    name: str
    deliveries: int
    rows: int
    first_period: date | None
    last_period: date | None
    last_known_at: datetime


@dataclass(frozen=True, slots=True)
class MissingExtract:
    """A period of which an owner has not delivered a table that others, or it before, did."""

    table: str
    title: str
    owner_code: str
    name: str
    period: date


_OF_OWNER = """
SELECT
    table_name, coalesce(owner_code, ''), count(DISTINCT message_id), sum(row_count)::BIGINT, min(period), max(period),
    max(known_at)
FROM delivered_slice GROUP BY ALL ORDER BY ALL
"""  # rows of every delivery, also of those that were replaced
_PERIODS = "SELECT DISTINCT table_name, coalesce(owner_code, ''), period FROM delivered_slice WHERE period IS NOT NULL"


def extract_status(connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> tuple[ExtractStatus, ...]:
    """Return what came in, by table and owner; `names` are the names of members of the region by code."""
    tables = load_extract_tables()
    return tuple(
        ExtractStatus(table, tables[table].title.nl, owner, names.get(owner, ""), *rest)
        for table, owner, *rest in connection.execute(_OF_OWNER).fetchall()
    )


def missing_extracts(
    connection: duckdb.DuckDBPyConnection, region: Region, names: Mapping[str, str], today: date
) -> tuple[MissingExtract, ...]:
    """Return the periods of the last two years that are two months over before `today` and were not delivered, oldest first."""
    there = set(connection.execute(_PERIODS).fetchall())
    first: dict[str, date] = {}
    for name, _, period in there:
        first[name] = min(period, first.get(name, period))
    missing = [
        MissingExtract(name, table.title.nl, owner, names.get(owner, ""), period)
        for name, table in load_extract_tables().items()
        if name in first
        for period, until in _periods(table, first[name], today)
        for owner in _owners(table, region, period, until)
        if (name, owner, period) not in there
    ]
    return tuple(sorted(missing, key=lambda one: (one.period, one.table, one.owner_code)))


def _months(table: ExtractTable) -> int | None:
    """Return how many months a period of the table lasts; None when it has no periods."""
    return next((_MONTHS[kind] for kind in (table.column(name).type for name in table.slice) if kind in _MONTHS), None)


def _periods(table: ExtractTable, first: date, today: date) -> Iterator[tuple[date, date]]:
    """Yield first day and end (exclusive) of the periods that are long enough over to be expected."""
    months = _months(table)
    if months is None:
        return
    start = first
    while add_months(start, months + MONTHS_GRACE) <= today:
        if start >= add_months(today, -MONTHS_BACK):
            yield start, add_months(start, months)
        start = add_months(start, months)


def _owners(table: ExtractTable, region: Region, start: date, until: date) -> Iterable[str]:
    """Return who should have delivered the table for that period."""
    if table.owner_column is None:
        return ("",) if "municipality_code" not in table.slice else ()
    match table.column(table.owner_column).type:
        case ColumnType.AGB:
            return (one.code for one in region.providers)
        case ColumnType.MUNICIPALITY:
            return (one.code for one in region.municipalities if one.pays_within(start, until))
        case _:
            return ()  # reporters of every kind: nobody knows who all of them are
