"""One delivered extract, for the page and the API: deliver it, check it without keeping it, look back, mark what is wrong."""

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from regiewijzer.extracts.mapping import ColumnMapping
from regiewijzer.extracts.reading import ExtractBatch
from regiewijzer.extracts.senders import Sender
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.append import SourceFile
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import Installation, load_installation
from regiewijzer.ledger.record import known_message_ids
from regiewijzer.messages.sources import Source
from regiewijzer.pipeline.deliveries_history import Delivered as Delivered
from regiewijzer.pipeline.deliveries_history import NotArchived as NotArchived
from regiewijzer.pipeline.deliveries_history import history as history
from regiewijzer.pipeline.deliveries_history import marked as marked
from regiewijzer.pipeline.extracts import Reading, outcomes_of, reading_of
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import bring_up_to_date
from regiewijzer.pipeline.outcome import DeliveryOutcome, LoadResult
from regiewijzer.pipeline.progress import Listener, Progress, ProgressFile
from regiewijzer.pipeline.recording import files_seen
from regiewijzer.pipeline.recording_run import Run, opened, running
from regiewijzer.pipeline.redelivery import holders_of, made_again


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of a delivered file, or would become of it. `load_number` None: nothing was recorded."""

    file: str
    load_number: int | None
    deliveries: tuple[DeliveryOutcome, ...]
    findings: tuple[Finding, ...]

    @property
    def accepted(self) -> int:
        """Rows that are now in the ledger by this delivery."""
        return sum(one.accepted for one in self.deliveries if not one.already_known)

    @property
    def held_back(self) -> int:
        """Rows that something is wrong with."""
        return sum(one.held_back for one in self.deliveries)

    @property
    def already_known(self) -> bool:
        """Tell whether every table in the file was delivered before, just so, and still holds."""
        return bool(self.deliveries) and all(one.already_known for one in self.deliveries)

    @property
    def is_in_order(self) -> bool:
        """Tell whether there is nothing to mend."""
        return bool(self.deliveries) and all(one.status == "accepted" for one in self.deliveries)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is said of a file from outside it."""

    sender: Sender | None
    as_table: str | None = None
    mapping: ColumnMapping | None = None


def check(
    home: Home,
    content: bytes,
    *,
    file: str,
    sender: Sender | None,
    today: date,
    as_table: str | None = None,
    mapping: ColumnMapping | None = None,
) -> DeliveryResult:
    """Return what would become of the file, and keep nothing of it. KeyError when there is no table of that name."""
    source = Source(file, "", content)
    batch = _reading(home, load_installation(home), source, today, Chosen(sender, as_table, mapping)).read(source)
    there = known_message_ids(home)
    batch = made_again(batch, holders_of(home), there, datetime.combine(today, time.max))
    known = there.known({one.message_id for one in batch.deliveries})
    return DeliveryResult(file, None, outcomes_of(batch, source, known), batch.findings)


def deliver(
    home: Home,
    content: bytes,
    *,
    file: str,
    sender: Sender,
    now: datetime,
    known_at: KnownAt | None = None,
    as_table: str | None = None,
    mapping: ColumnMapping | None = None,
    progress: Listener | None = None,
) -> DeliveryResult:
    """Record the file as a load of its own and bring cache and checks up to date; `now` is naive UTC.

    `file` is its name as the sender knows it. The same file again changes nothing, unless another delivery took its place since.
    LoadRunning and InstallationIncomplete leave everything as it was; KeyError when there is no table of that name.
    """
    tell = ProgressFile(home.progress, progress)
    source = Source(file, "", content)
    try:
        with ExitStack() as stack:
            place = stack.enter_context(opened(home, now))
            run = stack.enter_context(running(place, known_at or KnownAt(), now))
            reading = _reading(home, place.installation, source, now.date(), Chosen(sender, as_table, mapping))
            batch = run.take_in_extract(reading, source, again=True)
            run.take_in_gathered()
            tell(Progress("record", 1, 1, file=file, messages=run.tally.messages))
            deliveries, number = tuple(run.deliveries), _commit(run, source, batch)
        if number is not None:
            bring_up_to_date(home, tell, LoadResult(number, deliveries=deliveries))
    except BaseException as error:
        tell(Progress("failed", error=type(error).__name__))
        raise
    tell(Progress("done", 1, 1, load=number))
    return DeliveryResult(file, number, deliveries, batch.findings)


def _reading(home: Home, installation: Installation, source: Source, today: date, chosen: Chosen) -> Reading:
    """Return how to read this one file: what stands in its name says nothing of sender and day."""
    reading = reading_of(home, installation, today, chosen.sender)
    return replace(reading, received={Path(source.file): today}, as_table=chosen.as_table, mapping=chosen.mapping)


def _commit(run: Run, source: Source, batch: ExtractBatch) -> int | None:
    """Make the load visible and return its number; None when the file says nothing that is not there already."""
    digest = hashlib.sha256(source.content).hexdigest()
    is_new = not batch.deliveries and digest not in files_seen(run.opened.home)
    if not is_new and all(one.already_known for one in run.deliveries):
        return None
    return run.commit([SourceFile(source.file, len(source.content), digest, run.tally.messages)])
