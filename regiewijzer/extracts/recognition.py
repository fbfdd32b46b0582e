"""Which sheet holds which table: by what was chosen, the name of sheet or file, the titles, or the layout of CBS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.binding import layout_of
from regiewijzer.extracts.headers import find_header, is_whole, table_by_name, table_by_titles, titles_of
from regiewijzer.extracts.mapping import ColumnMapping
from regiewijzer.extracts.sheets import Sheet
from regiewijzer.extracts.spelling import plain

# The sheets that a template and a marked workbook have beside the table.
OUR_SHEETS = frozenset({"toelichting", "explanation", "codelijsten", "code lists", "bevindingen", "findings"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the sender chose: a table, and how its columns are named."""

    table: ExtractTable | None = None
    mapping: ColumnMapping | None = None


def recognise(
    sheets: Sequence[Sheet], tables: Mapping[str, ExtractTable], chosen: Chosen
) -> list[tuple[Sheet, ExtractTable | None]]:
    """Return every sheet with its table, None for a sheet that is none; our own sheets of explanation are left out."""
    read = [sheet for sheet in sheets if plain(sheet.name) not in OUR_SHEETS]
    if chosen.table is not None:
        return _as_chosen(read, tables, chosen.table)
    return [(sheet, _table_of(sheet, tables, chosen.mapping)) for sheet in read]


def _as_chosen(
    sheets: Sequence[Sheet], tables: Mapping[str, ExtractTable], table: ExtractTable
) -> list[tuple[Sheet, ExtractTable | None]]:
    """Take the sheets of that name as the chosen table; without any those with its titles; without any the first."""
    named = [sheet.name for sheet in sheets if table_by_name(sheet.name, tables.values()) == table]
    titled = [sheet.name for sheet in sheets if (header := find_header(sheet, titles_of(table))) and is_whole(header, table)]
    first = [sheet.name for sheet in sheets[:1]]
    taken = set(named or titled or first)
    return [(sheet, table if sheet.name in taken else None) for sheet in sheets]


def _table_of(sheet: Sheet, tables: Mapping[str, ExtractTable], mapping: ColumnMapping | None) -> ExtractTable | None:
    found = table_by_name(sheet.name, tables.values())
    if found is None and mapping is not None and _has_all_titles(sheet, mapping):
        # What the sender said of these titles goes before what a few of them happen to resemble.
        found = tables.get(mapping.table)
    found = found or table_by_titles(sheet, tables.values())
    if found is None and (layout := layout_of(sheet, tables)):
        found = tables[layout.table]
    if found is None and mapping is not None and find_header(sheet, mapping.column_by_title()):
        found = tables.get(mapping.table)
    return found


def _has_all_titles(sheet: Sheet, mapping: ColumnMapping) -> bool:
    titles = mapping.column_by_title()
    header = find_header(sheet, titles)
    return header is not None and set(titles.values()) <= set(header.places)
