"""When a message became known to us: on receipt, on the sender's date or that of its envelope (reconstructed), or as stated."""

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
    ENVELOPE = "envelope"  # the moment on the envelope of the hub; without one on receipt


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
    """Read `received`, `dated`, `envelope` or an ISO timestamp; ValueError names what was expected."""
    if text in (KnownBasis.RECEIVED, KnownBasis.DATED, KnownBasis.ENVELOPE):
        return KnownAt(KnownBasis(text))
    try:
        return KnownAt(KnownBasis.STATED, naive_utc(datetime.fromisoformat(text)))
    except ValueError:
        raise ValueError(f"expected received, dated, envelope or a moment like 2026-01-31T12:00, found {text!r}") from None


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


def stamp(
    tables: Mapping[str, pa.Table], rule: KnownAt, *, loaded_at: datetime, sent_at: Mapping[str, datetime] | None = None
) -> dict[str, pa.Table]:
    """Return the tables with `known_at` and `known_basis`, looked up per message in the table `message`.

    `sent_at`: the moments on envelopes by message id, which count when the rule asks for them. One in the future cannot have been
    known then.
    """
    message = tables["message"]
    identifiers = message["message_id"].combine_chunks()
    moments, bases = _moments(message, rule, loaded_at), pa.repeat(pa.scalar(str(rule.basis)), message.num_rows)
    if rule.basis is KnownBasis.ENVELOPE:
        moments, bases = _of_envelopes(identifiers.to_pylist(), sent_at or {}, loaded_at)
    return {name: _stamped(table, identifiers, moments, bases) for name, table in tables.items()}


def _of_envelopes(identifiers: list[str], sent_at: Mapping[str, datetime], loaded_at: datetime) -> tuple[pa.Array, pa.Array]:
    """Return moment and basis per message: what has no envelope, or one without a moment, was received now."""
    moments = [min(sent_at.get(one, loaded_at), loaded_at) for one in identifiers]
    bases = [str(KnownBasis.ENVELOPE if one in sent_at else KnownBasis.RECEIVED) for one in identifiers]
    return pa.array(moments, pa.timestamp("us")), pa.array(bases, pa.string())


def _stamped(table: pa.Table, identifiers: pa.Array, moments: pa.Array, bases: pa.Array) -> pa.Table:
    places = pc.index_in(table["message_id"], identifiers)
    known_at, known_basis = pc.take(moments, places), pc.take(bases, places)
    return table.append_column("known_at", known_at).append_column("known_basis", known_basis)
