"""The deliveries of extracts so far, and the file that comes back with its faults marked. Read from the record itself."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.extracts.marked import marked_workbook
from regiewijzer.ledger.archive import read_back
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import load_installation
from regiewijzer.ledger.keys import keys_folder, read_custodian_identity
from regiewijzer.pipeline.loads import findings_of, record_tables

_ALL = 10**9


class NotArchived(LookupError):
    """The file is not in the archive: originals are not kept here, its term has ended, or nothing in it was a table."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One table of one file as it was delivered. `held_back` are rows that something was wrong with."""

    load_number: int
    known_at: datetime
    dated_on: date | None
    sender_code: str
    table: str
    file: str
    member: str
    status: str  # accepted | partial | rejected
    rows: int
    held_back: int
    findings: int


# An extract has no release of the standard. A row that is held back has its line in at least one finding of an error.
_HISTORY = """
    WITH told AS (
        SELECT message_id, count(*) AS findings, count(DISTINCT line) FILTER (severity = 'error') AS held_back
        FROM finding WHERE message_id IS NOT NULL GROUP BY message_id
    )
    SELECT
        message.load_number, message.known_at, message.dated_on, message.sender_code, message.message_type,
        coalesce(message.source_file, ''), coalesce(message.source_member, ''), message.status, message.row_count,
        CASE WHEN message.status = 'partial' THEN coalesce(told.held_back, 0) ELSE 0 END, coalesce(told.findings, 0)
    FROM message
    LEFT JOIN told ON told.message_id = message.message_id
    WHERE
        message.release IS NULL
        AND ($sender::VARCHAR IS NULL OR message.sender_code = $sender)
        AND CASE $kind::VARCHAR
            WHEN 'provider' THEN message.provider_code IS NOT NULL
            WHEN 'municipality' THEN message.municipality_code IS NOT NULL
            WHEN 'other' THEN message.provider_code IS NULL AND message.municipality_code IS NULL
            ELSE true
        END
        AND ($load::BIGINT IS NULL OR message.load_number = $load)
    ORDER BY message.known_at DESC, message.load_number DESC, message.source_file, message.source_member, message.message_type
    LIMIT $limit
"""


# A message keeps a provider's or municipality's code in a column of its own: a code that another kind of sender chose is no key.
_KINDS = {
    SenderKind.PROVIDER: "provider",
    SenderKind.CERTIFIED_INSTITUTION: "provider",
    SenderKind.MUNICIPALITY: "municipality",
}


def history(
    home: Home,
    sender_code: str | None = None,
    *,
    kind: SenderKind | None = None,
    load_number: int | None = None,
    limit: int = 200,
) -> tuple[Delivered, ...]:
    """Return the deliveries of a sender, newest first; of everybody when no sender is named.

    With `kind` only those of a sender of that kind: a school board may have the code of a provider.
    """
    names = {table.file_name: table.name for table in load_extract_tables().values()}
    with record_tables(home) as connection:
        named = _KINDS.get(kind, "other") if kind else None
        asked = {"sender": sender_code, "kind": named, "load": load_number, "limit": limit}
        rows = connection.execute(_HISTORY, asked).fetchall()
    found = (Delivered(*row) for row in rows)
    return tuple(replace(one, table=names.get(one.table, one.table)) for one in found)


def marked(home: Home, load_number: int, file: str, *, member: str = "", language: str = "nl") -> bytes:
    """Return the delivered file as a workbook with its faults marked.

    NotArchived when the file was not kept, UnknownLoad when there is no such load, KeyTrouble when the key of the custodian is
    not at hand: then only the file as the sender has it can be marked (`marked_workbook`).
    """
    with record_tables(home) as connection:
        found = connection.execute(
            "SELECT message_id FROM message WHERE load_number = ? AND source_file = ? AND coalesce(source_member, '') = ?",
            [load_number, file, member],
        ).fetchall()
    findings = findings_of(home, load_number, file=file, limit=_ALL)[0]
    identity = read_custodian_identity(keys_folder(home, load_installation(home).keys))
    ids = frozenset(row[0] for row in found)
    original = next((one.content for one in read_back(home, identity, message_ids=ids)), None) if ids else None
    if original is None:
        raise NotArchived(f"{load_number}: {file}")
    of_file = [one for one in findings if one.source_member == member]
    return marked_workbook(original, member or file, of_file, load_extract_tables(), language)
