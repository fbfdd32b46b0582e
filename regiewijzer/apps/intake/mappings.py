"""Which saved column mapping a delivered file is read with."""

from collections.abc import Iterable
from typing import Any

from regiewijzer.apps.intake.models import SavedMapping
from regiewijzer.apps.intake.senders import asked_by_name
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.extracts.mapping import ColumnMapping, MappingError, mapping_from_json
from regiewijzer.extracts.spelling import plain
from regiewijzer.extracts.titles import SheetTitles, sheet_titles


def saved_mappings(organisation: Any) -> dict[str, ColumnMapping]:
    """Return the mappings of an organisation by table; one that no longer fits its table is left out."""
    found = {}
    for saved in SavedMapping.objects.filter(organisation=organisation):
        try:
            found[saved.table] = mapping_from_json(saved.mapping, load_extract_tables())
        except MappingError:
            continue  # the table has changed since; the page shows it as one to make again
    return found


def mapping_for(organisation: Any, content: bytes, file: str, table: str) -> ColumnMapping | None:
    """Return the mapping to read the file with: that of the chosen table, else the first of which every title stands there."""
    saved = saved_mappings(organisation)
    if table or not saved:
        return saved.get(table)
    return _fitting(saved.values(), sheet_titles(content, file, asked_by_name(organisation)))


def _fitting(mappings: Iterable[ColumnMapping], sheets: Iterable[SheetTitles]) -> ColumnMapping | None:
    there = [({plain(title) for title in sheet.titles}, sheet.table) for sheet in sheets]
    fitting = [
        one
        for one in mappings
        if any(table in (None, one.table) and {plain(title) for title, _ in one.columns} <= titles for titles, table in there)
    ]
    # Of two that fit, the one that says more of the file.
    return max(fitting, key=lambda one: len(one.columns), default=None)
