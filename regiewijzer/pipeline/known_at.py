"""When a message became known to us: on receipt, on the sender's date (reconstructed), or at a stated moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc


class KnownBasis(StrEnum):
    """What `known_at` rests on; everything but received is marked 'reconstructed' wherever it is used."""

    RECEIVED = "received"
    DATED = "dated"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class KnownAt:
    """The rule of one load; `moment` is there exactly when the basis is stated."""

    basis: KnownBasis = KnownBasis.RECEIVED
    moment: datetime | None = None

    def __post_init__(self) -> None:
        assert (self.moment is not None) == (self.basis is KnownBasis.STATED), self


def naive_utc(moment: datetime) -> datetime:
    """Return the moment as the ledger keeps it: UTC without zone; a moment without zone is taken as UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def parse_known_at(text: str) -> KnownAt:
    """Read `received`, `dated` or an ISO timestamp; ValueError names what was expected."""
    if text in (KnownBasis.RECEIVED, KnownBasis.DATED):
        return KnownAt(KnownBasis(text))
    try:
        return KnownAt(KnownBasis.STATED, naive_utc(datetime.fromisoformat(text)))
    except ValueError:
        raise ValueError(f"expected received, dated or a moment like 2026-01-31T12:00, found {text!r}") from None


def moment_of(rule: KnownAt, dated_on: date, loaded_at: datetime) -> datetime:
    """Return when something that is dated on that day becomes known under the rule."""
    if rule.basis is KnownBasis.DATED:
        return min(datetime.combine(dated_on, time.min), loaded_at)
    return rule.moment or loaded_at


def _moments(message: pa.Table, rule: KnownAt, loaded_at: datetime) -> pa.Array:
    kind = pa.timestamp("us")
    if rule.basis is KnownBasis.DATED:
        # A date in the future cannot have been known then; what has no date was known when we read it.
        dated = pc.fill_null(pc.cast(message["dated_on"], kind), pa.scalar(loaded_at, kind))
        return pc.min_element_wise(dated, pa.scalar(loaded_at, kind)).combine_chunks()
    return pa.repeat(pa.scalar(rule.moment or loaded_at, kind), message.num_rows)


def stamp(tables: Mapping[str, pa.Table], rule: KnownAt, *, loaded_at: datetime) -> dict[str, pa.Table]:
    """Return the tables with `known_at` and `known_basis`, looked up per message in the table `message`."""
    message = tables["message"]
    moments = _moments(message, rule, loaded_at)
    identifiers = message["message_id"].combine_chunks()
    return {name: _stamped(table, identifiers, moments, rule.basis) for name, table in tables.items()}


def _stamped(table: pa.Table, identifiers: pa.Array, moments: pa.Array, basis: KnownBasis) -> pa.Table:
    places = pc.index_in(table["message_id"], identifiers)
    known_at = pc.take(moments, places)
    known_basis = pa.repeat(pa.scalar(str(basis)), table.num_rows)
    return table.append_column("known_at", known_at).append_column("known_basis", known_basis)
