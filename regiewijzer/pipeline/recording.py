"""Records a delivery of files: messages and extracts, read and appended in the order of the files."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from regiewijzer.extracts.senders import Sender
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.append import SourceFile
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import manifests
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.whole_files import write_over
from regiewijzer.messages.sources import Source, find_sources
from regiewijzer.pipeline.extracts import Extract, Reading, reading_of
from regiewijzer.pipeline.files import EXTRACTS, Delivery, find_delivery, is_extract, sha256_of
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.outcome import FileOutcome, LoadResult, Tally
from regiewijzer.pipeline.parsing import COLLECTING, How, read_found
from regiewijzer.pipeline.progress import Listener, Progress
from regiewijzer.pipeline.recording_run import Run, opened, running
from regiewijzer.pipeline.unread_owner import owned_by_folder


def record_messages(
    home: Home,
    paths: Sequence[Path],
    *,
    known_at: KnownAt,
    now: datetime,
    workers: int = 2,
    progress: Listener | None = None,
    sender: Sender | None = None,
) -> LoadResult:
    """Read the files into the record, without cache and checks. Nothing is visible before the last step.

    `sender` is who delivers the extracts; without one the folder they stand in says it, or else it is the service organisation.
    """
    tell = progress or (lambda _: None)
    delivery = find_delivery(paths)
    with ExitStack() as stack:
        place = stack.enter_context(opened(home, now))
        _adopt_region(home, delivery)
        hashes = {path: sha256_of(path) for path in delivery.files}
        seen = files_seen(home)
        new = [path for path in delivery.files if hashes[path] not in seen or _may_be_made_again(path, delivery)]
        if not new:
            return LoadResult(None, tuple(_outcomes(delivery, hashes, set(new), Tally())), delivery.ignored)
        run = stack.enter_context(running(place, known_at, now))
        stack.callback(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(*COLLECTING)
        reading = replace(reading_of(home, place.installation, now.date(), sender), received=delivery.received)
        _Files(run, reading, delivery, new, tell).read(workers)
        outcomes = tuple(_outcomes(delivery, hashes, set(new), run.tally))
        deliveries, by_rule = tuple(run.deliveries), dict(run.tally.by_rule)
        if not any(_says_something(outcome, is_new=outcome.sha256 not in seen) for outcome in outcomes):
            return LoadResult(None, outcomes, delivery.ignored, deliveries=deliveries)
        number = run.commit([_source(outcome) for outcome in outcomes])
    return LoadResult(number, outcomes, delivery.ignored, by_rule, deliveries)


def _may_be_made_again(path: Path, delivery: Delivery) -> bool:
    """Tell whether to look into a file though it was seen before: who names an extract by itself may mean it anew."""
    return path in delivery.named and is_extract(path.name)


def _says_something(outcome: FileOutcome, *, is_new: bool) -> bool:
    """Tell whether reading the file gave anything to record; an extract that was named again may not."""
    return bool(is_new or outcome.accepted or outcome.rejected)


def _adopt_region(home: Home, delivery: Delivery) -> None:
    """Keep the region file of a delivery; a faulty one stops the load before anything is written."""
    for path in delivery.regions:
        region = read_region(path)
        if region.postcode_districts:
            write_over(home.path / region.postcode_districts, (path.parent / region.postcode_districts).read_bytes())
        write_over(home.region, path.read_bytes())


def _source(outcome: FileOutcome) -> SourceFile:
    return SourceFile(outcome.file, outcome.size_bytes, outcome.sha256, outcome.accepted + outcome.rejected)


def files_seen(home: Home) -> set[str]:
    """Return the hashes of files that were loaded before: they need not be read again."""
    return {source.sha256 for manifest in manifests(home) for source in manifest.sources}


@dataclass(slots=True)
class _Files:
    """Reads files into a run, in several processes; what was read is taken in here, in the order of the files."""

    run: Run
    reading: Reading
    delivery: Delivery
    files: Sequence[Path]
    tell: Listener
    refused: list[Finding] = field(default_factory=list)
    done: int = 0

    def read(self, workers: int) -> None:
        """Read all files and take in what they hold."""
        how = How(self.reading.persons, self.reading.today, self.reading.elsewhere())
        for read in read_found(self._found(), how, workers):
            if read.batch is not None:
                self.run.take_in(read.batch)
            for one, batch in read.extracts:
                self.run.take_in_read(one, batch)
            self._tell_how_far()
        self.run.take_in_gathered()
        if self.refused:
            self.run.tally.count(_no_messages(), [], self.refused)
            home = self.run.opened.home
            self.run.opened.append.add({}, list(owned_by_folder(self.refused, read_region(home.region))))
        self.tell(Progress("record", len(self.files), len(self.files), messages=self.run.tally.messages))

    def _found(self) -> Iterator[Source | Extract]:
        """Yield the messages and extracts of the files; what cannot be opened is noted."""
        for path in self.files:
            for found in find_sources([path], also=EXTRACTS):
                if isinstance(found, Finding):
                    self.refused.append(found)
                elif is_extract(found.member or found.file):
                    yield self.reading.prepared(found, again=path in self.delivery.named)
                else:
                    yield found
            self.done += 1

    def _tell_how_far(self) -> None:
        tally = self.run.tally
        found = sum(tally.findings.values())
        self.tell(Progress("read", self.done, len(self.files), messages=tally.messages, findings=found))


def _no_messages() -> pa.Table:
    return pa.table({"source_file": pa.array([], pa.string()), "status": pa.array([], pa.string())})


def _outcomes(delivery: Delivery, hashes: dict[Path, str], new: set[Path], tally: Tally) -> Iterator[FileOutcome]:
    for path in delivery.files:
        outcome = tally.outcome(str(path), sha256=hashes[path], size_bytes=path.stat().st_size)
        yield outcome if path in new else replace(outcome, seen_before=True, unread=False)
