"""One load being recorded: what is new passes the gate, is archived and appended. Nothing is visible before `commit`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer import __version__
from regiewijzer.definitions.tables import EXTRACT_NAMES
from regiewijzer.extracts.reading import ExtractBatch
from regiewijzer.ledger.append import Append, SourceFile
from regiewijzer.ledger.archive import ArchiveWriter
from regiewijzer.ledger.districts import districts_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import Installation, load_installation, require_startable, require_terms
from regiewijzer.ledger.keys import custodian_recipient, ensure_keys, key_versions, keys_folder, read_pseudonym_key
from regiewijzer.ledger.message_ids import MessageIds
from regiewijzer.ledger.person_register import RegisterWriter
from regiewijzer.ledger.persons import Gate
from regiewijzer.ledger.record import known_message_ids
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.rotation import settle
from regiewijzer.messages.reading import Batch, Original
from regiewijzer.messages.sources import Source
from regiewijzer.pipeline.extracts import Extract, Reading, as_batch, outcomes_of
from regiewijzer.pipeline.gathering import Gathered
from regiewijzer.pipeline.known_at import KnownAt, moment_of, stamp
from regiewijzer.pipeline.outcome import DeliveryOutcome, Tally
from regiewijzer.pipeline.redelivery import holders_of, made_again
from regiewijzer.pipeline.unread_owner import owned_by_folder


@dataclass(frozen=True, slots=True)
class Opened:
    """A home that this process alone writes to, until the block ends."""

    home: Home
    append: Append
    installation: Installation
    key_folder: Path


@contextmanager
def opened(home: Home, now: datetime) -> Iterator[Opened]:
    """Open the next load. LoadRunning, InstallationIncomplete and KeyTrouble leave everything as it was."""
    home.create()
    installation = load_installation(home)
    require_startable(installation, home)
    key_folder = keys_folder(home, installation.keys)
    ensure_keys(home, key_folder)
    with Append.begin(home, loaded_at=now, program_version=__version__) as append:
        settle(home, key_folder)  # a rotation of the key that was stopped half-way is finished first
        yield Opened(home, append, installation, key_folder)


@dataclass(slots=True)
class Run:
    """What one load works with, and what it has counted so far."""

    opened: Opened
    gate: Gate
    register: RegisterWriter
    archive: ArchiveWriter | None
    known: MessageIds
    known_at: KnownAt
    now: datetime
    tally: Tally = field(default_factory=Tally)
    deliveries: list[DeliveryOutcome] = field(default_factory=list)
    gathered: Gathered = field(default_factory=Gathered)

    def take_in(self, batch: Batch) -> None:
        """Take in one batch: what is new passes the gate, is archived and recorded."""
        fresh, repeated = self._sort_out(batch.tables["message"])
        new = (finding for finding in batch.findings if finding.message_id is None or finding.message_id in fresh)
        findings = list(owned_by_folder(new, read_region(self.opened.home.region)))
        tables = _only(batch.tables, fresh) if repeated else batch.tables
        self.tally.count(_first_of_each(tables["message"]), repeated, findings)
        stamped = stamp(self.gate.pass_through(tables), self.known_at, loaded_at=self.now, sent_at=batch.sent_at)
        self.opened.append.add(stamped, findings)
        if self.archive:
            self.archive.add(_once(batch, fresh))

    def take_in_extract(self, reading: Reading, source: Source, *, again: bool) -> ExtractBatch:
        """Read one extract, take in what is new and return what it holds; see `take_in_read`."""
        one = reading.prepared(source, again=again)
        return self.take_in_read(one, reading.read_prepared(one))

    def take_in_read(self, one: Extract, batch: ExtractBatch) -> ExtractBatch:
        """Take in what is new of an extract that was read, and return what it holds.

        Named again, a delivery that another took the place of since is a new one. InstallationIncomplete when it holds a table
        that this installation states no terms for.
        """
        source = one.source
        require_terms(self.opened.installation, {one.table for one in batch.deliveries} & EXTRACT_NAMES)
        known = self._known_among(batch)
        if one.again and known:
            self.take_in_gathered()
            moment = moment_of(self.known_at, one.dated_on, self.now)
            batch = made_again(batch, holders_of(self.opened.home), self.known, moment)
            known = self._known_among(batch)
        outcomes = outcomes_of(batch, source, known)
        self.deliveries += outcomes
        self.tally.count_rows(outcomes)
        if self.gathered.add(as_batch(batch, source, known), len(source.content)):
            self.take_in_gathered()
        return batch

    def take_in_gathered(self) -> None:
        """Take in the extracts that were read and still wait."""
        if self.gathered.batches:
            together, self.gathered = self.gathered.together(), Gathered()
            self.take_in(together)

    def _known_among(self, batch: ExtractBatch) -> set[str]:
        """Return the deliveries of the batch that were taken in before, or that wait to be."""
        names = {one.message_id for one in batch.deliveries}
        return self.known.known(names) | (names & self.gathered.names)

    def commit(self, sources: Sequence[SourceFile]) -> int:
        """Make the load visible, whole, and return its number."""
        self.take_in_gathered()
        self.register.finish()
        if self.archive:
            self.archive.finish()
        return self.opened.append.commit(sources)

    def _sort_out(self, message: pa.Table) -> tuple[set[str], list[str]]:
        """Return the new message ids, and per repeated message the file it stands in."""
        ids = message["message_id"].to_pylist()
        known = self.known.known(set(ids))
        fresh: set[str] = set()
        repeated = []
        for identifier, file in zip(ids, message["source_file"].to_pylist(), strict=True):
            if identifier in known or identifier in fresh:
                repeated.append(file)
            else:
                fresh.add(identifier)
        self.known.update(fresh)
        return fresh, repeated


@contextmanager
def running(place: Opened, known_at: KnownAt, now: datetime) -> Iterator[Run]:
    """Yield a run that writes register and archive beside the record; what is not committed is thrown away."""
    home = place.home
    with ExitStack() as stack:
        register = RegisterWriter(place.key_folder, custodian_recipient(home))
        stack.callback(register.abandon)
        key = read_pseudonym_key(place.key_folder, key_versions(place.key_folder)[-1])
        archive = None
        if place.installation.archives:
            archive = ArchiveWriter(home, place.append.load_number, key, received_on=now.date())
            stack.callback(archive.abandon)
        gate = Gate(key, districts_of(home), register)
        yield Run(place, gate, register, archive, known_message_ids(home), known_at, now)


def _once(batch: Batch, fresh: set[str]) -> Iterator[Original]:
    left = set(fresh)
    for original in batch.originals:
        if original.message_id in left:
            left.remove(original.message_id)
            yield original


def _only(tables: Mapping[str, pa.Table], message_ids: set[str]) -> dict[str, pa.Table]:
    wanted = pa.array(sorted(message_ids), pa.string())
    return {name: table.filter(pc.is_in(table["message_id"], wanted)) for name, table in tables.items()}


def _first_of_each(message: pa.Table) -> pa.Table:
    """Return one row per message: a batch can hold the same message twice."""
    numbered = message.append_column("place", pa.array(range(message.num_rows), pa.int64()))
    first = numbered.group_by("message_id", use_threads=False).aggregate([("place", "min")])["place_min"]
    return message if len(first) == message.num_rows else message.take(first)
