"""A delivery that is made again after another took its place: a new delivery, though it says the same.

A delivery is known by what it says, so that the same file twice is one delivery. But who delivered A, then B in its place, and
finds that A was right, delivers A again: that must hold from then on.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from regiewijzer.extracts.reading import ExtractBatch
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import manifests, standing, table_files
from regiewijzer.vocabulary.events import DELIVERED_SLICE

_Part = tuple[str, str]  # table, key of the slice
_Moment = tuple[datetime, str]  # when a delivery became known, and its id
_COLUMNS = ["message_id", "table_name", "slice_key", "known_at"]


@dataclass(frozen=True, slots=True)
class Holders:
    """Which deliveries held each part of the extract tables, in the order in which they became known; and when each did."""

    of_part: Mapping[_Part, Sequence[_Moment]]
    parts: Mapping[str, Sequence[tuple[_Part, _Moment]]]

    def taken_over_by(self, message_id: str, before: datetime) -> str | None:
        """Return the first delivery that took the place of (part of) this one before that moment; None when it still holds."""
        later = [
            one for part, own in self.parts.get(message_id, ()) for one in self.of_part[part] if own < one and one[0] < before
        ]
        return min(later)[1] if later else None


def holders_of(home: Home) -> Holders:
    """Return who holds what in the record."""
    of_part: dict[_Part, list[_Moment]] = defaultdict(list)
    parts: dict[str, list[tuple[_Part, _Moment]]] = defaultdict(list)
    for path in table_files(home, DELIVERED_SLICE.name, standing(manifests(home))):
        for message_id, table, key, known_at in zip(*pq.read_table(path, columns=_COLUMNS).to_pydict().values(), strict=True):
            of_part[table, key].append((known_at, message_id))
            parts[message_id].append(((table, key), (known_at, message_id)))
    return Holders(of_part, parts)


def made_again(batch: ExtractBatch, holders: Holders, known: Set[str], moment: datetime) -> ExtractBatch:
    """Return the batch with another identity for every delivery that is known but was replaced before the moment."""
    named = {one.message_id: _identity(one.message_id, holders, known, moment) for one in batch.deliveries}
    return _renamed(batch, {old: new for old, new in named.items() if old != new})


def _identity(message_id: str, holders: Holders, known: Set[str], moment: datetime) -> str:
    # Each time it follows another delivery it has another identity, so that loading twice still changes nothing.
    while message_id in known and (other := holders.taken_over_by(message_id, moment)):
        message_id = hashlib.sha256(f"{message_id} after {other}".encode()).hexdigest()[:32]
    return message_id


def _renamed(batch: ExtractBatch, names: Mapping[str, str]) -> ExtractBatch:
    if not names:
        return batch
    return ExtractBatch(
        {name: _rows_renamed(rows, names) for name, rows in batch.tables.items()},
        tuple(replace(one, message_id=names.get(one.message_id or "", one.message_id)) for one in batch.findings),
        tuple(replace(one, message_id=names.get(one.message_id, one.message_id)) for one in batch.deliveries),
    )


def _rows_renamed(rows: pa.Table, names: Mapping[str, str]) -> pa.Table:
    place, column = rows.column_names.index("message_id"), rows.column("message_id")
    for old, new in names.items():
        column = pc.if_else(pc.equal(column, old), new, column)
    return rows.set_column(place, rows.schema.field(place), column)
