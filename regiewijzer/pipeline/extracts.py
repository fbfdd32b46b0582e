"""Reads delivered extracts for a load: who delivers, on which day, and what the region knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.delivery import INCOMING_MESSAGE
from regiewijzer.extracts.mapping import ColumnMapping
from regiewijzer.extracts.reading import ExtractBatch, read_extract
from regiewijzer.extracts.senders import Sender
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import Installation
from regiewijzer.ledger.region import Region, read_region
from regiewijzer.messages.reading import Batch, Original
from regiewijzer.messages.sources import Source
from regiewijzer.pipeline.outcome import DeliveryOutcome
from regiewijzer.pipeline.senders import day_of_path, known_of, sender_of_path
from regiewijzer.vocabulary.person_numbers import PersonNumbers


class Extract(NamedTuple):
    """An extract to read, with what the file itself does not say: who delivers (None: nobody said so), and on which day.

    `again`: the file was named by itself, which may mean that it holds anew.
    """

    source: Source
    sender: Sender | None
    dated_on: date
    again: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How the extracts of one load are read. With a `sender` everything is from that one, whatever the folders say."""

    region: Region
    persons: PersonNumbers
    today: date
    sender: Sender | None = None
    received: Mapping[Path, date] = field(default_factory=dict)
    as_table: str | None = None
    mapping: ColumnMapping | None = None

    def sender_of(self, source: Source) -> Sender | None:
        """Return who delivers the file; None: nobody said so, and it is the service organisation that loads it by hand."""
        return self.sender or sender_of_path(Path(source.file), self.region)

    def dated_on(self, source: Source) -> date:
        """Return the day of delivery: as written down, else as the folder is named, else today."""
        path = Path(source.file)
        return min(self.received.get(path) or day_of_path(path, self.today) or self.today, self.today)

    def read(self, source: Source) -> ExtractBatch:
        """Return what is in the file; nothing is raised for what is wrong with it."""
        return self.read_prepared(self.prepared(source))

    def prepared(self, source: Source, *, again: bool = False) -> Extract:
        """Return the file with what paths and registers of receipt say of it: another process may know neither."""
        return Extract(source, self.sender_of(source), self.dated_on(source), again)

    def elsewhere(self) -> "Reading":
        """Return what `read_prepared` needs in another process, light enough to hand over again and again."""
        return replace(self, received={})

    def read_prepared(self, one: Extract) -> ExtractBatch:
        """Return what is in the file; nothing is raised for what is wrong with it."""
        return read_extract(
            one.source.content,
            file=one.source.file,
            member=one.source.member,
            sender=one.sender,
            tables=_tables(),
            persons=self.persons,
            today=one.dated_on,
            as_table=self.as_table,
            mapping=self.mapping,
            known=known_of(self.region),
        )


@cache
def _tables() -> Mapping[str, ExtractTable]:
    return load_extract_tables()


def reading_of(home: Home, installation: Installation, today: date, sender: Sender | None = None) -> Reading:
    """Return how this installation reads extracts."""
    return Reading(read_region(home.region), PersonNumbers(installation.mode), today, sender)


def as_batch(batch: ExtractBatch, source: Source, known: set[str]) -> Batch:
    """Return the batch as one of messages is: with the file as its original, once.

    Under the first new delivery, one with persons before all others: by its name an erasure finds the file.
    """
    tables = {"message": INCOMING_MESSAGE.empty_table(), **batch.tables}
    new = [one.message_id for one in batch.deliveries if one.message_id not in known]
    personal = [one.message_id for one in batch.deliveries if _has_persons(batch.tables.get(one.table)) and one.message_id in new]
    originals = tuple(Original(name, source.file, source.member, source.content) for name in (*personal, *new)[:1])
    return Batch(tables, batch.findings, originals)


def _has_persons(rows: pa.Table | None) -> bool:
    return rows is not None and "bsn" in rows.column_names


def outcomes_of(batch: ExtractBatch, source: Source, known: set[str]) -> tuple[DeliveryOutcome, ...]:
    """Return what becomes of every table; `known` are the deliveries that were in the record before."""
    return tuple(
        DeliveryOutcome(
            message_id=one.message_id,
            table=one.table,
            file=source.file,
            member=source.member,
            sheet=one.sheet,
            sender_kind=str(one.sender.kind),
            sender_code=one.sender.code,
            status=one.status,
            rows=one.rows,
            accepted=one.accepted,
            held_back=one.held_back,
            already_known=one.message_id in known,
        )
        for one in batch.deliveries
    )
