"""The findings of the rules inside a message (level 2), with the line of each: only a message that fails is parsed again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from regiewijzer.figures.finding import Finding
from regiewijzer.messages.columns import Columns
from regiewijzer.messages.finding_of import Place, finding_of
from regiewijzer.messages.hardened import parse
from regiewijzer.messages.header import sender_role
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.lines import Spot, lines_at
from regiewijzer.messages.message_rows import Received
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.personal import is_personal
from regiewijzer.messages.rules import check_staging
from regiewijzer.messages.staging import staging_of

OUTSIDE_CALENDAR = "RW-XSD-11"


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule that is broken in one message, `path` from Bericht; `more` counts the places that are not listed."""

    rule: str
    path: str
    ordinal: int | None
    value: str | None = None
    more: int = 0


def level_two(
    identity: Identity, columns: Columns, facts: pa.Table, received: Sequence[Received], persons: PersonNumbers
) -> Iterator[Finding]:
    """Yield the findings of messages of one type; `facts` is `bericht` with the facts of the header, by message_no."""
    per_message: dict[int, list[Broken]] = {}
    for outside in columns.outside:
        per_message.setdefault(outside.message_no, []).append(Broken(OUTSIDE_CALENDAR, outside.path, outside.ordinal))
    for row in check_staging(identity.name, identity.release, columns.tables, persons=persons).to_pylist():
        per_message.setdefault(row["message_no"], []).append(_broken(row))
    for message_no, broken in sorted(per_message.items()):
        one = received[message_no]
        place = Place(
            source_file=one.source.file,
            source_member=one.source.member,
            message_id=one.passage.message_id,
            message_type=identity.number,
            sender_role=sender_role(identity),
            sender_code=facts["@sender"][message_no].as_py(),
        )
        yield from _of_message(identity, one.source.content, broken, place)


def _broken(row: dict[str, Any]) -> Broken:
    return Broken(row["rule"], row["path"], row["ordinal"], row["value"], row["more"])


def _of_message(identity: Identity, content: bytes, broken: Sequence[Broken], place: Place) -> Iterator[Finding]:
    lines = lines_at(content, parse(content), [_spot(identity, one) for one in broken])
    for one, line in zip(broken, lines, strict=True):
        hidden = is_personal(identity.definition, one.path)
        detail = f"+{one.more}" if one.more else ""
        value = None if hidden else one.value
        yield finding_of(one.rule, place, path=one.path, ordinal=one.ordinal, line=line, value=value, detail=detail)


def _spot(identity: Identity, one: Broken) -> Spot:
    """Return the place of the innermost repeating class of the path, and what is below it."""
    paths = [table.path for table in staging_of(identity.name, identity.release).tables]
    around = max((path for path in paths if not path or f"{one.path}/".startswith(f"{path}/")), key=len)
    return Spot(around, one.ordinal or 1 if around else 1, one.path.removeprefix(around).strip("/"))
