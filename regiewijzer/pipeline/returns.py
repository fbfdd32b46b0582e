"""Previews of the return messages that a receiver would send: from delivered files, or from the archive of a load.

We hold copies and do not act (REQUIREMENTS F12): a preview is written to a folder and goes nowhere.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.archive import read_back
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import load_installation
from regiewijzer.ledger.keys import keys_folder, read_custodian_identity
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.reading import Original
from regiewijzer.messages.returns import preview_return
from regiewijzer.messages.sources import Source, find_sources
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.loads import findings_of
from regiewijzer.pipeline.parsing import parse

_ALL = 10**9


@dataclass(frozen=True, slots=True)
class Preview:
    """The return message for one message; `content` None when the chain knows none (invalid, or itself an answer)."""

    name: str
    message_id: str
    content: bytes | None


def _by_message(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.message_id:
            grouped[finding.message_id].append(finding)
    return grouped


def _across(home: Home) -> dict[str, list[Finding]]:
    """Return the findings of the rules across messages, for messages that are in the ledger."""
    return _by_message(read_checks(home).findings) if latest_snapshot(home) else {}


def previews_of_files(home: Home, paths: Sequence[Path], *, today: date) -> Iterator[Preview]:
    """Yield a preview for every message in the files, judged anew and, where the ledger knows it, across messages."""
    across = _across(home)
    persons = PersonNumbers(load_installation(home).mode)
    sources = (source for source in find_sources(paths) if isinstance(source, Source))
    for batch in parse(sources, persons=persons, today=today, workers=0):
        within = _by_message(batch.findings)
        for original in batch.originals:
            if original.message_id:
                yield _preview(
                    original, original.message_id, [*within[original.message_id], *across.get(original.message_id, [])]
                )


def _preview(original: Original, message_id: str, findings: Sequence[Finding]) -> Preview:
    name = Path(original.source_member or original.source_file).stem
    return Preview(name, message_id, preview_return(original.content, findings))


def previews_of_load(home: Home, number: int) -> Iterator[Preview]:
    """Yield a preview for every archived message of a load; only where the custodian's key is at hand (KeyTrouble)."""
    identity = read_custodian_identity(keys_folder(home, load_installation(home).keys))
    across = _across(home)
    within = _by_message(findings_of(home, number, limit=_ALL)[0])
    for one in read_back(home, identity):
        if one.load_number == number:
            findings = [*within.get(one.message_id, []), *across.get(one.message_id, [])]
            yield Preview(one.message_id, one.message_id, preview_return(one.content, findings))


def preview_of_message(home: Home, message_id: str, load_number: int) -> bytes | None:
    """Return the preview for one archived message; None when the chain knows none. LookupError when it is not archived."""
    identity = read_custodian_identity(keys_folder(home, load_installation(home).keys))
    findings = [one for one in findings_of(home, load_number, limit=_ALL)[0] if one.message_id == message_id]
    findings += _across(home).get(message_id, [])
    for one in read_back(home, identity, message_ids=frozenset({message_id})):
        return preview_return(one.content, findings)
    raise LookupError(message_id)
