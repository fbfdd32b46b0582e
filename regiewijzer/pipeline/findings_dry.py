"""A dry run (proefcontrole): what would be found in messages that someone is about to send. Nothing of them is kept.

Judged are the file, the form and the content of each message (levels 0 to 2). Whether it fits beside other messages can only be
told once it is loaded.
"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import load_installation
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.sources import Source, find_sources
from regiewijzer.pipeline.parsing import parse

ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a dry run found: how many messages there were, how many would be taken in, and what is wrong."""

    messages: int
    accepted: int
    findings: tuple[Finding, ...]


def dry_run(home: Home, files: Mapping[str, bytes], *, today: date) -> DryRun:
    """Judge files by name. While it lasts they stand in a folder of the home for its owner only; afterwards nothing is left."""
    persons = PersonNumbers(load_installation(home).mode)
    folder = Path(tempfile.mkdtemp(prefix="proef-", dir=home.inbox))
    try:
        for name, content in files.items():
            (folder / Path(name).name).write_bytes(content)
        return _judged(folder, persons, today)
    finally:
        shutil.rmtree(folder)


def _judged(folder: Path, persons: PersonNumbers, today: date) -> DryRun:
    found = list(find_sources([folder]))
    findings = [replace(one, source_file=Path(one.source_file).name) for one in found if isinstance(one, Finding)]
    sources = (replace(one, file=Path(one.file).name) for one in found if isinstance(one, Source))
    messages = accepted = 0
    for batch in parse(sources, persons=persons, today=today, workers=0):
        findings += batch.findings
        statuses = batch.tables["message"].column("status").to_pylist()
        messages += len(statuses)
        accepted += statuses.count(ACCEPTED)
    return DryRun(messages, accepted, tuple(findings))
