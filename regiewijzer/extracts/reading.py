"""Reads one delivered file: every table in it, the rows that are in order, and a finding for everything that is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import pyarrow as pa

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.binding import NOT_RECOGNISED, Bound, bind
from regiewijzer.extracts.csv_files import EMPTY_FILE, open_csv
from regiewijzer.extracts.delivery import Delivery, Source, delivery_of, identity_of, message_table, rows_table
from regiewijzer.extracts.doubles import with_doubles
from regiewijzer.extracts.excel import Opened, open_workbook
from regiewijzer.extracts.excel_archive import UnreadableFile, is_archive
from regiewijzer.extracts.faults import Fault, Place, findings_of
from regiewijzer.extracts.headers import titles_of
from regiewijzer.extracts.judging import Judge
from regiewijzer.extracts.layouts import LAYOUTS
from regiewijzer.extracts.mapping import ColumnMapping
from regiewijzer.extracts.readings import Confirm
from regiewijzer.extracts.recognition import Chosen, recognise
from regiewijzer.extracts.rows import Reader, ReadRow, as_written, noted
from regiewijzer.extracts.same import Same
from regiewijzer.extracts.senders import SERVICE_ORGANISATION, Known, Sender
from regiewijzer.extracts.sheets import Sheet
from regiewijzer.figures.finding import Finding
from regiewijzer.vocabulary.person_numbers import PersonNumbers

NOT_READ, NOT_THEIRS, NO_ROWS, MORE_FAULTS, SAME_SLICE = "RW-EX-16", "RW-EX-17", "RW-EX-18", "RW-EX-19", "RW-EX-45"
MOST_FAULTS = 50_000  # per delivery; what is beyond is counted
NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class ExtractBatch:
    """What one file gave: rows by table in incoming form (with "message"), findings, and a delivery per table."""

    tables: Mapping[str, pa.Table]
    findings: tuple[Finding, ...]
    deliveries: tuple[Delivery, ...]


def read_extract(
    content: bytes,
    *,
    file: str,
    sender: Sender | None,
    tables: Mapping[str, ExtractTable],
    persons: PersonNumbers,
    today: date,
    as_table: str | None = None,
    mapping: ColumnMapping | None = None,
    known: Known = NOTHING_KNOWN,
    member: str = "",
) -> ExtractBatch:
    """Return what is in a CSV or Excel file. Nothing of it raises: what is wrong with it is a finding.

    `sender` None is the service organisation. `as_table` names the table when the sender chose one (KeyError when there is none
    of that name). `known` is what the region knows; `member` the name within a ZIP; `today` the day of the delivery.
    """
    chosen = Chosen(tables[as_table] if as_table else None, mapping)
    source = Source(file, member, content, today)
    confirm = Confirm(persons, (known.providers or frozenset()) | _codes(sender), known.municipality_codes | _codes(sender))
    batch = _Batch(source, sender or SERVICE_ORGANISATION, sender, tables, known, confirm, mapping)
    try:
        opened = _open(content, member or file, tables, mapping)
    except UnreadableFile as error:
        batch.tell([Fault(error.rule, detail=error.detail)], "")
        return batch.result()
    for sheet, fault in opened.faults:
        batch.tell([fault], sheet)
    batch.read(recognise(opened.sheets, tables, chosen))
    return batch.result()


def _codes(sender: Sender | None) -> frozenset[str]:
    return frozenset({sender.code}) if sender else frozenset()


def _open(content: bytes, name: str, tables: Mapping[str, ExtractTable], mapping: ColumnMapping | None) -> Opened:
    if not content:
        raise UnreadableFile(EMPTY_FILE)
    if is_archive(content):
        return open_workbook(content)
    titles = _known_titles(Same(tables))
    return open_csv(content, name, titles.union(mapping.column_by_title()) if mapping else titles)


@lru_cache(maxsize=8)
def _known_titles(tables: Same[Mapping[str, ExtractTable]]) -> frozenset[str]:
    titles = {title for table in tables.one.values() for title in titles_of(table)}
    return frozenset(titles.union(*(layout.titles for layout in LAYOUTS)))


@dataclass(slots=True)
class _Batch:
    """Collects what the sheets of one file give."""

    source: Source
    sender: Sender
    named: Sender | None  # None when nobody said who delivers: then a finding is for who handed the file over
    tables: Mapping[str, ExtractTable]
    known: Known
    confirm: Confirm
    mapping: ColumnMapping | None
    rows: dict[str, list[pa.Table]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)

    def tell(self, faults: Sequence[Fault], sheet: str, message_id: str | None = None, kind: str | None = None) -> None:
        """Add faults as findings, as many as are told one by one."""
        place = Place(self.source.file, self.source.member, sheet, self.named, message_id, kind)
        if faults:
            self.findings += findings_of(faults[:MOST_FAULTS], place)
        if len(faults) > MOST_FAULTS:
            self.findings += findings_of([Fault(MORE_FAULTS, detail=f"+ {len(faults) - MOST_FAULTS}")], place)

    def read(self, sheets: Sequence[tuple[Sheet, ExtractTable | None]]) -> None:
        """Read the sheets that hold a table; with none at all, tell of every sheet that it is not recognised."""
        any_table = any(table is not None for _, table in sheets)
        for sheet, table in sheets:
            if table is not None:
                self._read(sheet, table)
            elif sheet.rows or not any_table:
                self.tell([Fault(NOT_READ if any_table else NOT_RECOGNISED)], sheet.name)
        if not sheets and not self.findings:
            self.tell([Fault(EMPTY_FILE)], "")

    def _read(self, sheet: Sheet, table: ExtractTable) -> None:
        mapping = self.mapping if self.mapping and self.mapping.table == table.name else None
        bound = bind(sheet, table, mapping, self.sender)
        if self.sender.kind not in table.senders:
            self._refuse(sheet, table, [Fault(NOT_THEIRS, detail=table.title.nl)])
        elif not bound.bindings:
            self._refuse(sheet, table, bound.faults)
        else:
            self._take(sheet, table, bound)

    def _take(self, sheet: Sheet, table: ExtractTable, bound: Bound) -> None:
        reader = Reader(table, bound, sheet, self.known, self.confirm)
        places = {binding.column.name: binding.place for binding in bound.bindings if binding.place is not None}
        judge = Judge(table, places, self.sender, self.known)
        rows = with_doubles(table, [_judged(row, judge) for row in reader.rows()])
        told = [*bound.faults, *noted(reader.notes)]
        if not rows:
            self._refuse(sheet, table, [*told, Fault(NO_ROWS)])
            return
        message_id = identity_of(table, self.sender, rows)
        delivery = delivery_of(table, sheet.name, self.sender, rows, message_id)
        if self._says_it_again(delivery):
            self._refuse(sheet, table, [Fault(SAME_SLICE)])
            return
        faults = [fault for row in rows for fault in row.faults]
        self._keep(delivery, [*told, *faults])
        self.rows.setdefault(table.name, []).append(rows_table(table, rows, message_id))

    def _says_it_again(self, delivery: Delivery) -> bool:
        return any(one.table == delivery.table and one.slices & delivery.slices for one in self.deliveries)

    def _refuse(self, sheet: Sheet, table: ExtractTable, faults: Sequence[Fault]) -> None:
        """Tell why nothing of a table is taken in, and keep that it was delivered."""
        rows = [ReadRow(row.number, (), (faults[0],), tuple(map(as_written, row.cells))) for row in sheet.rows]
        message_id = identity_of(table, self.sender, rows)
        self._keep(delivery_of(table, sheet.name, self.sender, [], message_id), faults)

    def _keep(self, delivery: Delivery, faults: Sequence[Fault]) -> None:
        self.deliveries.append(delivery)
        self.tell(faults, delivery.sheet, delivery.message_id, delivery.file_name)
        self.rows.setdefault("message", []).append(message_table(delivery, self.source))

    def result(self) -> ExtractBatch:
        """Return what was collected."""
        tables = {name: pa.concat_tables(parts) for name, parts in self.rows.items()}
        return ExtractBatch(tables, tuple(self.findings), tuple(self.deliveries))


def _judged(row: ReadRow, judge: Judge) -> ReadRow:
    if row.faults:
        return row
    faults = tuple(judge.faults(row.number, row.values))
    return ReadRow(row.number, row.values, faults, tuple(map(str, row.values))) if faults else row
