"""The table `message`: one row per message that could be read, accepted or not."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from regiewijzer.messages.gate import Passage
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.rows import column, incoming
from regiewijzer.messages.sources import Source
from regiewijzer.messages.staging import MESSAGE_TABLE, staging_of
from regiewijzer.vocabulary.events import MESSAGE

ACCEPTED, REJECTED = "accepted", "rejected"
_NOT_COUNTED = frozenset({"Relatie", "Contact"})  # they tell of the youth, not of what is asked, assigned, delivered or claimed
_FACTS = ("message_id", "municipality_code", "provider_code", "identification", "dated_on", "reply_to", "reply_dated_on")


@dataclass(frozen=True, slots=True)
class Received:
    """One source and what the gate made of it."""

    source: Source
    passage: Passage


def of_read(
    identity: Identity,
    staging: Mapping[str, pa.Table],
    facts: pa.Table,
    received: Sequence[Received],
    accepted: npt.NDArray[np.bool_],
) -> pa.Table:
    """Return the rows of messages of one type whose content was read; `facts` is `bericht` with the facts of the header."""
    columns = {name: column(facts, f"@{name}") for name in _FACTS if f"@{name}" in facts.column_names}
    columns |= {"sender_code": column(facts, "@sender"), "receiver_code": column(facts, "@receiver")}
    columns |= _delivered(identity, received)
    columns["row_count"] = pa.array(_row_counts(identity, staging, len(received)))
    columns["status"] = pa.array(np.where(accepted, ACCEPTED, REJECTED))
    return incoming(MESSAGE, len(received), columns)


def of_refused(received: Sequence[Received]) -> list[pa.Table]:
    """Return the rows of messages that broke the schema: what their header says, as far as it could be read."""
    return [_refused(one) for one in received]


def _refused(one: Received) -> pa.Table:
    assert one.passage.identity is not None, one.source.file
    assert one.passage.header is not None, one.source.file
    said = {
        name: pa.array([value])
        for name, value in asdict(one.passage.header).items()
        if value is not None and name != "sender_role"
    }
    own = {"message_id": pa.array([one.passage.message_id]), "status": pa.array([REJECTED])}
    return incoming(MESSAGE, 1, said | own | _delivered(one.passage.identity, [one]))


def _delivered(identity: Identity, received: Sequence[Received]) -> dict[str, pa.Array]:
    length = len(received)
    return {
        "message_type": pa.repeat(pa.scalar(identity.number), length),
        "release": pa.repeat(pa.scalar(identity.release), length),
        "source_file": pa.array([one.source.file for one in received], pa.string()),
        "source_member": pa.array([one.source.member for one in received], pa.string()),
        "sha256": pa.array([hashlib.sha256(one.source.content).hexdigest() for one in received], pa.string()),
        "size_bytes": pa.array([len(one.source.content) for one in received], pa.int64()),
    }


def _row_counts(identity: Identity, staging: Mapping[str, pa.Table], length: int) -> npt.NDArray[np.int64]:
    tables = staging_of(identity.name, identity.release).tables
    parents = {table.parent for table in tables}
    counted = [table.name for table in tables if table.name not in parents | _NOT_COUNTED | {MESSAGE_TABLE}]
    if not counted:
        return np.ones(length, dtype=np.int64)
    counts = [np.bincount(column(staging[name], "message_no").to_numpy(), minlength=length) for name in counted]
    total: npt.NDArray[np.int64] = np.sum(counts, axis=0)
    return total
