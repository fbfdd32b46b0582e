"""Everything the ledger holds on one person, as plain tables: the answer to an access request (inzageverzoek)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.ledger.archive import originals_with
from regiewijzer.ledger.erasure import youth_id_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.person_register import registered
from regiewijzer.ledger.person_rows import PERSON_TABLES, files_of, messages_of_person, rows_of_person
from regiewijzer.ledger.rotation import is_unsettled, settle


@dataclass(frozen=True, slots=True)
class AccessReport:
    """What is held. `tables` are the rows about the person and the messages they came in; only tables with rows.

    `originals` are the ids of archived messages that name the person: the key custodian reads them back (`archive.read_back`).
    """

    youth_id: str
    tables: Mapping[str, pa.Table]
    originals: tuple[str, ...]
    in_register: bool


def _of_messages(home: Home, table: str, ids: frozenset[str]) -> pa.Table:
    wanted = [("message_id", "in", sorted(ids))]
    found = [pq.read_table(path, filters=wanted) for path in files_of(home, table) if ids]
    return pa.concat_tables(found) if found else pa.table({"message_id": pa.array([], pa.string())})


def _answers(home: Home, requests: pa.Table) -> pa.Table:
    """Return the answers to the person's requests: a 319 names no person, only the reference of the request."""
    empty = pa.table({"message_id": pa.array([], pa.string())})
    if not requests.num_rows:
        return empty
    key = ["municipality_code", "provider_code", "reference"]
    asked = requests.select(key).group_by(key).aggregate([])
    found = [pq.read_table(path) for path in files_of(home, "request_answer")]
    return pa.concat_tables(found).join(asked, keys=key, join_type="left semi") if found else empty


def access_report(home: Home, bsn: str, *, keys: Path, now: datetime) -> AccessReport:
    """Return all that is held on the person with this citizen number; KeyTrouble without the key.

    LoadRunning when a rotation of the key is under way or has to be finished while a load runs.
    """
    if is_unsettled(home, keys):
        with load_lock(home.lock, since=now):
            settle(home, keys)
    youth_id = youth_id_of(bsn, keys)
    messages = messages_of_person(home, youth_id)
    tables = {table: rows_of_person(home, table, youth_id) for table in PERSON_TABLES}
    tables["request_answer"] = _answers(home, tables["assignment_request"])
    tables["message"] = _of_messages(home, "message", messages.named_in)
    tables["finding"] = _of_messages(home, "finding", messages.alone_in)
    held = {table: rows.sort_by([("message_id", "ascending")]) for table, rows in tables.items() if rows.num_rows}
    return AccessReport(youth_id, held, originals_with(home, youth_id), youth_id in registered(keys))


def lines_of(report: AccessReport) -> Mapping[str, list[dict[str, object]]]:
    """Return the tables as lists of rows with only the fields that are filled, for a page or a file."""
    return {
        table: [{name: value for name, value in row.items() if value is not None} for row in rows.to_pylist()]
        for table, rows in report.tables.items()
    }
