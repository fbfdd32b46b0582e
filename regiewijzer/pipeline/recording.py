"""Records a delivery: read, pass the gate, archive, append. Nothing is visible before the last step."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer import __version__
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.append import Append, SourceFile
from regiewijzer.ledger.archive import ArchiveWriter
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import load_installation, require_startable
from regiewijzer.ledger.keys import custodian_recipient, ensure_keys, key_versions, keys_folder, read_pseudonym_key
from regiewijzer.ledger.message_ids import MessageIds
from regiewijzer.ledger.person_register import RegisterWriter
from regiewijzer.ledger.persons import Gate, read_districts
from regiewijzer.ledger.record import known_message_ids, manifests
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.rotation import settle
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.reading import Batch, Original
from regiewijzer.messages.sources import Source, find_sources
from regiewijzer.pipeline.files import Delivery, find_delivery, sha256_of
from regiewijzer.pipeline.known_at import KnownAt, stamp
from regiewijzer.pipeline.outcome import FileOutcome, LoadResult, Tally
from regiewijzer.pipeline.parsing import parse
from regiewijzer.pipeline.progress import Listener, Progress


@dataclass(slots=True)
class _Run:
    """What one load works with."""

    append: Append
    gate: Gate
    archive: ArchiveWriter | None
    known: MessageIds
    known_at: KnownAt
    now: datetime
    tally: Tally = field(default_factory=Tally)

    def take_in(self, batch: Batch) -> None:
        """Take in one batch: what is new passes the gate, is archived and recorded."""
        fresh, repeated = self._sort_out(batch.tables["message"])
        findings = [finding for finding in batch.findings if finding.message_id is None or finding.message_id in fresh]
        tables = _only(batch.tables, fresh) if repeated else batch.tables
        self.tally.count(_first_of_each(tables["message"]), repeated, findings)
        self.append.add(stamp(self.gate.pass_through(tables), self.known_at, loaded_at=self.now), findings)
        if self.archive:
            self.archive.add(_once(batch, fresh))

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


def _gate(home: Home, register: RegisterWriter, key_folder: Path) -> Gate:
    key = read_pseudonym_key(key_folder, key_versions(key_folder)[-1])
    districts_file = read_region(home.region).postcode_districts if home.region.exists() else None
    districts = read_districts(home.path / districts_file) if districts_file else {}
    return Gate(key, districts, register)


def _adopt_region(home: Home, delivery: Delivery) -> None:
    """Keep the region file of a delivery; a faulty one stops the load before anything is written."""
    for path in delivery.regions:
        region = read_region(path)
        beside = home.region.with_suffix(".new")
        beside.write_bytes(path.read_bytes())
        beside.replace(home.region)
        if region.postcode_districts:
            (home.path / region.postcode_districts).write_bytes((path.parent / region.postcode_districts).read_bytes())


def record_messages(
    home: Home,
    paths: Sequence[Path],
    *,
    known_at: KnownAt,
    now: datetime,
    workers: int = 2,
    progress: Listener | None = None,
) -> LoadResult:
    """Read the files into the record, without cache and checks. Nothing is visible before the last step."""
    tell = progress or (lambda _: None)
    home.create()
    delivery = find_delivery(paths)
    installation = load_installation(home)
    require_startable(installation, home)
    key_folder = keys_folder(home, installation.keys)
    ensure_keys(home, key_folder)
    with ExitStack() as stack:
        append = stack.enter_context(Append.begin(home, loaded_at=now, program_version=__version__))
        settle(home, key_folder)  # a rotation of the key that was stopped half-way is finished first
        _adopt_region(home, delivery)
        hashes = {path: sha256_of(path) for path in delivery.files}
        seen = _files_seen(home)
        new = [path for path in delivery.files if hashes[path] not in seen]
        if not new:
            return LoadResult(None, tuple(_outcomes(delivery, hashes, set(new), Tally())), delivery.ignored)
        register = RegisterWriter(key_folder, custodian_recipient(home))
        stack.callback(register.abandon)
        gate = _gate(home, register, key_folder)
        archive = ArchiveWriter(home, append.load_number, gate.key, received_on=now.date()) if installation.archives else None
        if archive:
            stack.callback(archive.abandon)
        run = _Run(append, gate, archive, known_message_ids(home), known_at, now)
        _read_all(run, new, PersonNumbers(installation.mode), workers, tell)
        outcomes = tuple(_outcomes(delivery, hashes, set(new), run.tally))
        register.finish()
        if archive:
            archive.finish()
        number = append.commit([_source(outcome) for outcome in outcomes])
    return LoadResult(number, outcomes, delivery.ignored, dict(run.tally.by_rule))


def _source(outcome: FileOutcome) -> SourceFile:
    return SourceFile(outcome.file, outcome.size_bytes, outcome.sha256, outcome.accepted + outcome.rejected)


def _files_seen(home: Home) -> set[str]:
    """Return the hashes of files that were loaded before: they need not be read again."""
    return {source.sha256 for manifest in manifests(home) for source in manifest.sources}


def _read_all(run: _Run, files: Sequence[Path], persons: PersonNumbers, workers: int, tell: Listener) -> None:
    refused: list[Finding] = []
    done = Counted()

    def sources() -> Iterator[Source]:
        for path in files:
            for found in find_sources([path]):
                if isinstance(found, Finding):
                    refused.append(found)
                else:
                    yield found
            done.files += 1

    for batch in parse(sources(), persons=persons, today=run.now.date(), workers=workers):
        run.take_in(batch)
        tell(Progress("read", done.files, len(files), messages=run.tally.messages, findings=sum(run.tally.findings.values())))
    if refused:
        run.tally.count(_no_messages(), [], refused)
        run.append.add({}, refused)
    tell(Progress("record", len(files), len(files), messages=run.tally.messages))


@dataclass(slots=True)
class Counted:
    """How many files were handed out so far."""

    files: int = 0


def _no_messages() -> pa.Table:
    return pa.table({"source_file": pa.array([], pa.string()), "status": pa.array([], pa.string())})


def _outcomes(delivery: Delivery, hashes: dict[Path, str], new: set[Path], tally: Tally) -> Iterator[FileOutcome]:
    for path in delivery.files:
        outcome = tally.outcome(str(path), sha256=hashes[path], size_bytes=path.stat().st_size)
        yield outcome if path in new else replace(outcome, seen_before=True, unread=False)
