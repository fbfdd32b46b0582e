"""Reads a batch of sources: gate, columns, rules, events. Pure: bytes in, tables and findings out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.messages.columns import to_columns
from regiewijzer.messages.finding_of import Place, finding_of
from regiewijzer.messages.gate import pass_gate
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.level_two import level_two
from regiewijzer.messages.message_rows import Received, of_read, of_refused
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.rows import incoming_schema
from regiewijzer.messages.sources import Source
from regiewijzer.messages.staging import MESSAGE_TABLE
from regiewijzer.messages.translate import translate, with_facts
from regiewijzer.vocabulary.events import TABLES

REPEATED = "RW-FILE-05"
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one source, to archive; `message_id` is None when no message could be read from it."""

    message_id: str | None
    source_file: str
    source_member: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch of sources holds: every table of events in incoming form (without known_at), findings, originals.

    `sent_at`: the moment on the envelope, by message id, of those that came in one.
    """

    tables: dict[str, pa.Table]
    findings: tuple[Finding, ...]
    originals: tuple[Original, ...]
    sent_at: Mapping[str, datetime] = field(default_factory=dict)


def read_batch(sources: Sequence[Source], *, persons: PersonNumbers, today: date) -> Batch:  # noqa: ARG001
    """Read the sources; some 8 MB together keep memory flat. Nothing is raised for what is wrong in them: that is a finding.

    A message that breaks a rule of level 1 or 2 is in `message` as rejected and nowhere else; what could not be read as a message
    is only a finding. The same message twice in one batch counts once. `today` is there for rules that need a clock.
    """
    received = [Received(source, pass_gate(source)) for source in sources]
    once, repeated = _sort_out(received)
    findings = [finding for one in once for finding in one.passage.findings]
    tables: dict[str, list[pa.Table]] = {table.name: [] for table in TABLES}
    for identity, group in _by_type(once).items():
        read = _read_group(identity, group, persons)
        findings += read.findings
        for name, table in read.tables.items():
            tables[name].append(table)
    tables["message"] += of_refused([one for one in once if one.passage.identity and not one.passage.passed])
    findings += [finding_of(REPEATED, _place(one)) for one in repeated]
    return Batch(
        tables={table.name: pa.concat_tables([incoming_schema(table).empty_table(), *tables[table.name]]) for table in TABLES},
        findings=tuple(findings),
        originals=tuple(_original(one) for one in once),
        sent_at={one.passage.message_id: one.source.sent_at for one in once if one.passage.message_id and one.source.sent_at},
    )


@dataclass(frozen=True, slots=True)
class _Read:
    tables: dict[str, pa.Table]
    findings: list[Finding]


def _read_group(identity: Identity, group: Sequence[Received], persons: PersonNumbers) -> _Read:
    columns = to_columns(identity, [one.passage.canonical for one in group])
    message_ids = [one.passage.message_id or "" for one in group]
    facts = with_facts(identity, columns.tables[MESSAGE_TABLE], message_ids)
    findings = list(level_two(identity, columns, facts, group, persons))
    refused = {finding.message_id for finding in findings if finding.severity is Severity.ERROR}
    accepted = np.array([message_id not in refused for message_id in message_ids], dtype=bool)
    tables = translate(identity, columns.tables, message_ids, accepted)
    tables["message"] = of_read(identity, columns.tables, facts, group, accepted)
    return _Read(tables, findings)


def _sort_out(received: Sequence[Received]) -> tuple[list[Received], list[Received]]:
    """Return the sources without and the sources that are a copy of an earlier one."""
    seen: set[str] = set()
    once: list[Received] = []
    repeated: list[Received] = []
    for one in received:
        message_id = one.passage.message_id
        (repeated if message_id in seen else once).append(one)
        if message_id is not None:
            seen.add(message_id)
    return once, repeated


def _by_type(received: Sequence[Received]) -> dict[Identity, list[Received]]:
    groups: dict[Identity, list[Received]] = {}
    for one in received:
        if one.passage.passed and one.passage.identity:
            groups.setdefault(one.passage.identity, []).append(one)
    return groups


def _place(one: Received) -> Place:
    identity = one.passage.identity
    return Place(one.source.file, one.source.member, one.passage.message_id, identity.number if identity else None)


def _original(one: Received) -> Original:
    return Original(one.passage.message_id, one.source.file, one.source.member, one.source.content)
