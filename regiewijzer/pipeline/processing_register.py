"""The tables with personal data as the processing register (AVG art. 30) lists them: purpose, ground, retention, what lacks."""

from dataclasses import dataclass

from regiewijzer.definitions.data_register_types import DataRegister
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import (
    ARCHIVE,
    FINDING,
    REGISTER,
    Installation,
    Mode,
    TableTerms,
    missing_in,
    tables_in,
)
from regiewijzer.pipeline.field_uses import FieldUses
from regiewijzer.vocabulary.events import Gate

APART = (ARCHIVE, REGISTER)  # kept outside the record, with persons in them


@dataclass(frozen=True, slots=True)
class ProcessedTable:
    """One table with data of persons. `columns`: what is kept of them; `unused`: of those what nobody uses, None when not known.

    `is_there`: rows of it were delivered here. `lacking`: phrases (Dutch) of the installation file that are not filled in.
    """

    name: str
    terms: TableTerms
    entries: tuple[str, ...]
    columns: tuple[str, ...]
    unused: tuple[str, ...] | None
    is_there: bool
    lacking: tuple[str, ...]


def _personal(table: str) -> bool:
    """Tell whether rows are about one person; a district of which people are counted is none."""
    return table in APART or any(column.gate is not Gate.KEEP for column in BY_NAME[table].columns)


def _columns(table: str) -> tuple[str, ...]:
    technical = {"message_id", "row_no"}
    return tuple(one.name for one in BY_NAME[table].columns if one.name not in technical) if table in BY_NAME else ()


def processed_tables(
    home: Home, installation: Installation, register: DataRegister, uses: FieldUses | None
) -> tuple[ProcessedTable, ...]:
    """Return every table with data of persons, in the order of the ledger."""
    lacking = tuple(missing_in(installation, home)) if installation.mode is Mode.PRODUCTIVE else ()
    there = tables_in(home)
    names = [name for name in (*BY_NAME, *APART) if name != FINDING and _personal(name)]
    return tuple(
        ProcessedTable(
            name=name,
            terms=installation.terms(name),
            entries=tuple(entry.id for entry in register.entries.values() if name in entry.tables),
            columns=_columns(name),
            unused=tuple(one for one in _columns(name) if not uses.is_justified((name, one))) if uses else None,
            is_there=name in there or name in APART,
            lacking=tuple(one for one in lacking if one.startswith(f"tables.{name}.")),
        )
        for name in names
    )
