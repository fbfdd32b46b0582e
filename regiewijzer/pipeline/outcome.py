"""What a load did, per file and in all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from regiewijzer.figures.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What became of one table of one extract. `rows` were judged, of which `accepted` are in the ledger and `held_back` are not.

    `already_known`: the same rows were delivered before and still hold, so that nothing changed.
    """

    message_id: str
    table: str
    file: str
    member: str
    sheet: str
    sender_kind: str
    sender_code: str
    status: str  # accepted | partial | rejected
    rows: int
    accepted: int
    held_back: int
    already_known: bool = False


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one delivered file (an XML, a ZIP with many, an extract). An extract counts as a message per table."""

    file: str
    sha256: str
    size_bytes: int
    accepted: int = 0
    rejected: int = 0
    already_known: int = 0
    findings: int = 0
    unread: bool = False  # nothing in it could be read as a message
    unreadable: int = 0  # what in it could not be read as a message: the file itself, or members of a ZIP
    seen_before: bool = False  # the same file, byte for byte, was loaded earlier
    rows: int = 0  # of extracts, that are now in the ledger
    held_back: int = 0  # rows of extracts that are not taken in because something is wrong with them


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did; `number` is None when nothing new came in."""

    number: int | None
    files: tuple[FileOutcome, ...] = ()
    ignored: int = 0
    by_rule: Mapping[str, int] = field(default_factory=dict)
    deliveries: tuple[DeliveryOutcome, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of extracts that are now in the ledger by this load."""
        return sum(file.rows for file in self.files)

    @property
    def held_back(self) -> int:
        """Rows of extracts that something is wrong with."""
        return sum(file.held_back for file in self.files)

    @property
    def accepted(self) -> int:
        """Messages that are now in the ledger by this load."""
        return sum(file.accepted for file in self.files)

    @property
    def rejected(self) -> int:
        """Messages refused by level 1 or 2."""
        return sum(file.rejected for file in self.files)

    @property
    def already_known(self) -> int:
        """Messages that were in the ledger before."""
        return sum(file.already_known for file in self.files)

    @property
    def unread(self) -> int:
        """Files in which nothing could be read."""
        return sum(file.unread for file in self.files)

    @property
    def has_refusals(self) -> bool:
        """Tell whether the deliverer has something to mend: a message or row refused, a file or a member of a ZIP not read."""
        return bool(self.rejected or self.held_back or any(file.unread or file.unreadable for file in self.files))


@dataclass(slots=True)
class Tally:
    """Counts while a load runs."""

    accepted: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    already_known: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    by_rule: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    held_back: Counter[str] = field(default_factory=Counter)

    def count(self, message: pa.Table, known: Iterable[str], findings: Iterable[Finding]) -> None:
        """Add one batch: its new messages, the files of the known ones, its findings."""
        for file, status in zip(message["source_file"].to_pylist(), message["status"].to_pylist(), strict=True):
            (self.rejected if status == "rejected" else self.accepted)[file] += 1
        self.already_known.update(known)
        for finding in findings:
            self.findings[finding.source_file] += 1
            self.by_rule[finding.rule] += 1
            self.unreadable[finding.source_file] += finding.message_id is None and finding.severity is Severity.ERROR

    def count_rows(self, deliveries: Iterable[DeliveryOutcome]) -> None:
        """Add the rows of deliveries that are new."""
        for one in deliveries:
            if not one.already_known:
                self.rows[one.file] += one.accepted
                self.held_back[one.file] += one.held_back

    @property
    def messages(self) -> int:
        """New messages so far."""
        return self.accepted.total() + self.rejected.total()

    def outcome(self, file: str, *, sha256: str, size_bytes: int) -> FileOutcome:
        """Return what became of one file that was read."""
        counts = (self.accepted[file], self.rejected[file], self.already_known[file])
        return FileOutcome(
            file,
            sha256,
            size_bytes,
            *counts,
            self.findings[file],
            unread=not any(counts),
            unreadable=self.unreadable[file],
            rows=self.rows[file],
            held_back=self.held_back[file],
        )
