"""Puts messages in files as senders would hand them over, month by month: bare claims, ZIPs with small messages."""

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from regiewijzer.messages.writing import write_message
from regiewijzer.simulation.archive import zipped
from regiewijzer.vocabulary.periods import first_of_month, next_month

T = TypeVar("T")
_BARE = ("323",)
_BARE_FROM = 15_000  # bytes; smaller claims go in the ZIP like everything else


class Written(NamedTuple):
    """Where a message is: file relative to the output folder, and the name inside it when that is a ZIP."""

    file: str
    member: str


class Message(NamedTuple):
    """A message still to be written: its name ("JW301"), what it says, the release of the standard."""

    name: str
    tree: Mapping[str, Any]
    release: str


class Outcome(NamedTuple):
    """What was written: counts, bytes of messages, the places asked for by `note`."""

    messages: int
    files: int
    size: int
    noted: list[Written]


class Writer:
    """Collects the messages of a month per sender and kind; `flush` writes them. Holds one or two months in memory."""

    def __init__(self, out: Path, first_month: date) -> None:
        self._out, self._first = out, first_month
        self._months: dict[date, dict[str, list[tuple[str, bytes]]]] = defaultdict(lambda: defaultdict(list))
        self._taken: dict[str, set[str]] = defaultdict(set)
        self._received: list[tuple[str, str]] = []
        self._last = Written("", "")  # place of the last message that is not a return message
        self._noted: list[Written] = []
        self._files = self._messages = self._size = 0

    def put(
        self,
        sent: date,
        sender: str,
        number: str,
        identification: str,
        message: Message | bytes,
        receiver: str,
        is_return: bool,
    ) -> None:
        """Keep a message for its month, where `number` says what it is or, of a return message, answers."""
        content = message if isinstance(message, bytes) else write_message(message.name, message.tree, release=message.release)
        month = max(first_of_month(sent), self._first)
        folder = f"berichten/{month:%Y-%m}/{sender}"
        if number in _BARE and len(content) >= _BARE_FROM:
            written = Written(f"{folder}/JW{number}-{receiver}-{identification}.xml", "")
        else:
            written = Written(f"{folder}/berichten.zip", f"JW{number}-{identification}.xml")
        written = self._free(written)
        self._months[month][written.file].append((written.member, content))
        if not written.member:
            self._received.append((written.file, _stamp(sent, 17)))
        self._messages += 1
        self._size += len(content)
        if not is_return:
            self._last = written

    def note(self) -> None:
        """Note the place of the last message that is not a return message."""
        self._noted.append(self._last)

    def _free(self, wanted: Written) -> Written:
        """Return a place that is not taken: a double identification must not hide a message."""
        taken, free = self._taken[wanted.file if wanted.member else ""], wanted
        while (free.member or free.file) in taken:
            stem = (wanted.member or wanted.file).removesuffix(".xml")
            free = free._replace(**{"member" if wanted.member else "file": f"{stem}-{len(taken)}.xml"})
        taken.add(free.member or free.file)
        return free

    def flush(self, until: date) -> None:
        """Write all months before `until`."""
        for month in sorted(one for one in self._months if one < until):
            for file, members in sorted(self._months.pop(month).items()):
                self._write(file, members)
                self._taken.pop(file, None)
                if members[0][0]:
                    self._received.append((file, _stamp(next_month(month), 8)))

    def _write(self, file: str, members: Sequence[tuple[str, bytes]]) -> None:
        path = self._out / file
        path.parent.mkdir(parents=True, exist_ok=True)
        self._files += 1
        if not members[0][0]:
            path.write_bytes(members[0][1])
            return
        path.write_bytes(zipped(members))

    def write(self, file: str, day: date, make: Callable[[T], bytes], what: T) -> None:
        """Write another file, handed over on that day, of what `make` makes of `what`."""
        path = self._out / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make(what))
        self._received.append((file, _stamp(day, 10)))

    def write_received(self) -> None:
        """Write received.csv: when each file was handed over (a ZIP: the first of the next month; a claim: when sent)."""
        with (self._out / "received.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(("file", "received_at"))
            rows.writerows(sorted(self._received))

    def outcome(self) -> Outcome:
        """Return what was written."""
        return Outcome(self._messages, self._files, self._size, self._noted)


def _stamp(day: date, hour: int) -> str:
    return datetime.combine(day, time(hour)).isoformat()
