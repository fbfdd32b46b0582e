"""Binds the columns of a table to the cells of a sheet: by the titles of the template, a sender's mapping, or a layout of CBS."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from regiewijzer.definitions.extracts_types import ExtractColumn, ExtractTable
from regiewijzer.extracts.faults import LONGEST, Fault, shown
from regiewijzer.extracts.headers import Header, find_header, missing, titles_of
from regiewijzer.extracts.layouts import LAYOUTS, Layout, Translate
from regiewijzer.extracts.mapping import ColumnMapping
from regiewijzer.extracts.senders import Sender
from regiewijzer.extracts.sheets import Sheet
from regiewijzer.extracts.spelling import plain

NOT_RECOGNISED, MISSING, UNKNOWN, DOUBLE = "RW-EX-11", "RW-EX-12", "RW-EX-13", "RW-EX-14"


@dataclass(frozen=True, slots=True)
class Binding:
    """Where the values of a column come from: a place in the row or one constant, and what layout or mapping make of them."""

    column: ExtractColumn
    place: int | None = None
    constant: str = ""
    translate: Translate | None = None
    spelled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bound:
    """A table that can be read from a sheet; without bindings it cannot, and the faults say why."""

    header: Header | None
    bindings: tuple[Binding, ...]
    faults: tuple[Fault, ...]
    layout: Layout | None = None


def layout_of(sheet: Sheet, tables: Iterable[str]) -> Layout | None:
    """Return the layout of CBS in which the sheet is, of one of these tables."""
    wanted = set(tables)
    return next((one for one in LAYOUTS if one.table in wanted and _is_in(sheet, one)), None)


def _is_in(sheet: Sheet, layout: Layout) -> bool:
    header = find_header(sheet, layout.titles)
    return header is not None and layout.recognised_by <= {plain(title) for title in header.titles}


def bind(sheet: Sheet, table: ExtractTable, mapping: ColumnMapping | None, sender: Sender) -> Bound:
    """Return where every column comes from, with a fault per title that is missing, double or unknown."""
    own = {**titles_of(table), **(mapping.column_by_title() if mapping else {})}
    header, layout = find_header(sheet, own), None
    if header is None or missing({*header.places, *_constants(mapping)}, table):
        layout = layout_of(sheet, (table.name,))
    if layout:
        header = find_header(sheet, {**own, **layout.titles})
    if header is None:
        return Bound(None, (), (Fault(NOT_RECOGNISED, detail=table.file_name),))
    constants = _constants(mapping) | _owner(table, header, layout, sender)
    faults = tuple(_faults(table, header, constants))
    if any(fault.rule != UNKNOWN for fault in faults):
        return Bound(header, (), faults)
    return Bound(header, tuple(_bindings(table, header, constants, layout, mapping)), faults, layout)


def _constants(mapping: ColumnMapping | None) -> dict[str, str]:
    return dict(mapping.constants) if mapping else {}


def _owner(table: ExtractTable, header: Header, layout: Layout | None, sender: Sender) -> dict[str, str]:
    """Return the sender as owner of all rows, when the layout leaves that out."""
    owner = table.owner_column
    if owner is None or layout is None or not layout.owner_from_sender or owner in header.places or sender.speaks_for_all:
        return {}
    return {owner: sender.code}


def _faults(table: ExtractTable, header: Header, constants: Mapping[str, str]) -> Iterator[Fault]:
    for name in missing({*header.places, *constants}, table):
        yield Fault(MISSING, header.row, detail=table.column(name).title.nl)
    for place in header.double:
        yield Fault(DOUBLE, header.row, place, detail=header.titles[place][:LONGEST])
    for place in header.unknown:
        yield Fault(UNKNOWN, header.row, place, detail=shown(header.titles[place], strict=False, may_be_code=False) or "")


def _bindings(
    table: ExtractTable, header: Header, constants: Mapping[str, str], layout: Layout | None, mapping: ColumnMapping | None
) -> Iterator[Binding]:
    for column in table.columns:
        place = header.places.get(column.name)
        if place is None and column.name not in constants:
            continue
        yield Binding(
            column,
            place,
            constants.get(column.name, ""),
            layout.translations.get(column.name) if layout else None,
            mapping.value_by_spelling(column.name) if mapping else {},
        )
