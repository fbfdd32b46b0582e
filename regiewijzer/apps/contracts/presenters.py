"""Contracts as pages show them: what runs, what ends soon, who came and who left."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.contracts import queries, words
from regiewijzer.apps.contracts.models import Change
from regiewijzer.apps.contracts.queries import Found
from regiewijzer.contracting.changes import Row, differences
from regiewijzer.contracting.terms import Standing, ends_within, standing
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.registers import Version, row_id, table_of
from regiewijzer.vocabulary.periods import inclusive
from regiewijzer.web.numbers import full_date


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in the list."""

    id: str
    number: str
    provider: str
    provider_code: str
    lot: str
    weight: str
    funding: str
    period: str
    standing: str
    warns: bool


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of any register in its list: name in addresses, cells in the order of the titles, whether a change waits."""

    id: str
    cells: tuple[str, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a row: number, since when it is known, who asked for it and why, and what changed by it."""

    number: int
    since: str
    who: str
    reason: str
    changed: tuple[str, ...]


def standings() -> Mapping[Standing, str]:
    """Return how a term stands in words."""
    return {
        Standing.COMING: _("begint nog"),
        Standing.RUNNING: _("loopt"),
        Standing.ENDING: _("eindigt binnenkort"),
        Standing.ENDED: _("afgelopen"),
    }


def period_in_words(row: Row) -> str:
    """Return the term of a row: first and last day."""
    begin, end = row.get("valid_from"), row.get("valid_until")
    first = full_date(begin) if isinstance(begin, date) else "–"
    last = full_date(inclusive(end)) if isinstance(end, date) else _("geen einde")
    return _("%(first)s tot en met %(last)s") % {"first": first, "last": last} if isinstance(end, date) else f"{first}, {last}"


def contract_rows(home: Home, rows: Sequence[Row], day: date) -> list[ContractRow]:
    """Return contracts as they stand in the list, those that end first on top within each standing."""
    names, lots = queries.names(home), queries.by_code(queries.all_registers(home)["lot"], "lot_code")
    ordered = sorted(rows, key=lambda row: (standing(row, day), row.get("valid_until") or date.max, str(row["contract_number"])))
    return [_contract(row, names, lots, day) for row in ordered]


def _contract(row: Row, names: Mapping[str, str], lots: Mapping[object, Row], day: date) -> ContractRow:
    lot = lots.get(row["lot_code"])
    stands, code = standing(row, day), str(row["provider_code"])
    contract, lots_table = table_of("contract"), table_of("lot")
    return ContractRow(
        row_id("contract", row),
        str(row["contract_number"]),
        names.get(code, code),
        code,
        f"{row['lot_code']} {lot['name']}" if lot else str(row["lot_code"]),
        words.value_in_words(lots_table.column("weight"), lot["weight"], names) if lot else "–",
        words.value_in_words(contract.column("funding"), row["funding"], names),
        period_in_words(row),
        standings()[stands],
        stands is Standing.ENDING,
    )


def register_rows(home: Home, table: str, rows: Sequence[Row]) -> list[RegisterRow]:
    """Return the rows of a register as cells of text."""
    names, held, columns = queries.names(home), queries.held_ids(table), table_of(table).columns
    return [
        RegisterRow(
            name := row_id(table, row),
            tuple(words.value_in_words(column, row.get(column.name), names) for column in columns),
            name in held,
        )
        for row in rows
    ]


def version_rows(found: Found, names: Mapping[str, str]) -> list[VersionRow]:
    """Return every version, newest first, with what changed since the one before and who asked for it."""
    asked = queries.change_of_load([one.load_number for one in found.versions])
    pairs = zip((None, *found.versions), found.versions, strict=False)
    rows = [
        _version(number, before, one, asked.get(one.load_number), found.table, names)
        for number, (before, one) in enumerate(pairs, 1)
    ]
    return rows[::-1]


def _version(
    number: int, before: Version | None, one: Version, asked: Change | None, table: str, names: Mapping[str, str]
) -> VersionRow:
    if one.row is None:
        changed = (_("weggehaald uit de lijst"),)
    elif before is None or before.row is None:
        changed = (_("toegevoegd"),)
    else:
        changed = tuple(words.changes_in_words(table, differences(before.row, one.row), names))
    who = asked.created_by if asked else _("aangeleverd bestand (levering %(number)s)") % {"number": one.load_number}
    return VersionRow(number, full_date(one.known_from.date()), who, asked.reason if asked else "", changed)


def count_standing(rows: Sequence[Row], day: date) -> Counter[Standing]:
    """Return how many terms stand how."""
    return Counter(standing(row, day) for row in rows)


def movements(home: Home, rows: Sequence[Row], day: date) -> dict[str, list[str]]:
    """Return who came to the region and who left it in the year up to a day, by name: entrants and leavers."""
    names, year_ago = queries.names(home), day.replace(year=day.year - 1, day=min(day.day, 28))
    now = {row["provider_code"] for row in rows if queries.runs_on(row, day)}
    then = {row["provider_code"] for row in rows if queries.runs_on(row, year_ago)}

    def named(codes: set[object]) -> list[str]:
        return sorted(names.get(str(code), str(code)) for code in codes)

    return {"entered": named(now - then), "left": named(then - now)}


def ending_soon(home: Home, rows: Sequence[Row], day: date, months: int) -> list[ContractRow]:
    """Return contracts that end within so many months, the first to end on top."""
    return contract_rows(home, [row for row in rows if ends_within(row, day, months)], day)
