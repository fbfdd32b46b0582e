"""What an entry of the data register says: what is asked, of whom, why, on what ground, how often, until when, at what cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.definitions.rules import RuleText as Text


class EntryKind(StrEnum):
    """A message of the national standard, or an extract that the region asks."""

    MESSAGE = "message"
    EXTRACT = "extract"


class Necessity(StrEnum):
    """Whether the question cannot be answered without it."""

    NEED = "need"
    NICE = "nice"


class Staff(StrEnum):
    """Who does the work, for the tariff of an hour."""

    ADMINISTRATIVE = "administrative"
    PROFESSIONAL = "professional"
    MANAGER = "manager"


class Standard(StrEnum):
    """How widely the same is asked in the same way; national goes before regional, regional before local."""

    NATIONAL = "national"
    REGIONAL = "regional"
    LOCAL = "local"


class Basis(StrEnum):
    """What the minutes rest on."""

    ESTIMATE = "estimate"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field that is asked, as the ledger keeps it. `source` is its element of the message, or its Dutch title."""

    table: str
    column: str
    source: str
    personal: bool = False
    nice: bool = False
    title: Text | None = None

    @property
    def key(self) -> str:
        """Return "table.column"."""
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is asked. `deliverer` does the work; `senders` may deliver it. `per_year` is None for what is counted.

    `minutes` are of one delivery by one deliverer. `until` is the last day on which it may be asked; None: as long as the
    standard holds. `retention_months` is a proposal: the installation file decides.
    """

    id: str
    kind: EntryKind
    title: Text
    goal: Text
    use: Text
    necessity: Necessity
    legal_ground: str
    minutes: int
    staff: Staff
    standard: Standard
    basis: Basis
    until: date | None
    per_year: int | None
    deliverer: SenderKind
    senders: tuple[SenderKind, ...]
    fields: tuple[EntryField, ...]
    retention_months: int | None

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables of the ledger that it fills."""
        return tuple(dict.fromkeys(field.table for field in self.fields))


@dataclass(frozen=True, slots=True)
class StaffRate:
    """What an hour of a kind of staff costs, in cents."""

    name: Text
    hour_cents: int


@dataclass(frozen=True, slots=True)
class GameRules:
    """The rules of the game: how long something may be asked, when its end comes near, and what work costs."""

    longest_months: int
    warn_months: int
    staff: Mapping[Staff, StaffRate]

    def cost_cents(self, minutes: int, staff: Staff, deliveries: int) -> int:
        """Return what so many deliveries cost, in whole cents."""
        return round(minutes * deliveries * self.staff[staff].hour_cents / 60)


@dataclass(frozen=True, slots=True)
class ProgramUse:
    """Fields, as (table, column), that the program reads without a query of a definition: for what."""

    code: str
    title: Text
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DataRegister:
    """Every entry by id, messages first, and the rules of the game."""

    entries: Mapping[str, Entry]
    rules: GameRules
