"""What an extract is: a table that a provider, municipality or other source delivers as CSV or Excel, and its columns.

A column is described as people fill it in (Dutch title, dd-mm-jjjj, decimal comma); `ExtractTable.event_table` gives the same
table as the ledger keeps it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from regiewijzer.definitions.rules import RuleText as Text
from regiewijzer.vocabulary.events import Column, Gate, Kind, Table


class ColumnType(StrEnum):
    """How a value is written in a file, and so how it is read."""

    TEXT = "text"
    CODE = "code"  # one of a code list
    AGB = "agb"  # provider: eight digits
    MUNICIPALITY = "municipality"  # CBS: four digits
    BSN = "bsn"  # citizen number: becomes a pseudonym at the gate
    POSTCODE = "postcode"  # becomes a district at the gate
    DATE = "date"  # dd-mm-jjjj
    MONTH = "month"  # mm-jjjj; kept as its first day, like all periods
    QUARTER = "quarter"  # jjjj-Kn
    HALF_YEAR = "half_year"  # jjjj-Hn
    YEAR = "year"  # jjjj
    INTEGER = "integer"
    DECIMAL = "decimal"  # at most two places behind the comma
    EURO = "euro"  # written in euros with a comma, kept in cents
    PERCENTAGE = "percentage"  # written and kept in percent
    YES_NO = "yes_no"  # ja | nee


KINDS: Mapping[ColumnType, Kind] = {
    ColumnType.TEXT: Kind.TEXT,
    ColumnType.CODE: Kind.TEXT,
    ColumnType.AGB: Kind.TEXT,
    ColumnType.MUNICIPALITY: Kind.TEXT,
    ColumnType.BSN: Kind.TEXT,
    ColumnType.POSTCODE: Kind.TEXT,
    ColumnType.DATE: Kind.DATE,
    ColumnType.MONTH: Kind.DATE,
    ColumnType.QUARTER: Kind.DATE,
    ColumnType.HALF_YEAR: Kind.DATE,
    ColumnType.YEAR: Kind.DATE,
    ColumnType.INTEGER: Kind.INTEGER,
    ColumnType.DECIMAL: Kind.DECIMAL,
    ColumnType.EURO: Kind.INTEGER,
    ColumnType.PERCENTAGE: Kind.DECIMAL,
    ColumnType.YES_NO: Kind.BOOLEAN,
}
_KEPT_AS = {ColumnType.BSN: ("youth_id", Gate.PSEUDONYM), ColumnType.POSTCODE: ("district_code", Gate.DISTRICT)}


class SenderKind(StrEnum):
    """The kinds of organisation that deliver extracts."""

    PROVIDER = "provider"
    MUNICIPALITY = "municipality"
    SERVICE_ORGANISATION = "service_organisation"
    SCHOOL_BOARD = "school_board"
    CERTIFIED_INSTITUTION = "certified_institution"
    CLIENT_COUNCIL = "client_council"
    KNOWLEDGE_INSTITUTE = "knowledge_institute"
    CBS = "cbs"


class Operator(StrEnum):
    """How the two sides of a row rule must stand to each other; with an empty side the rule holds."""

    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


@dataclass(frozen=True, slots=True)
class Code:
    """One code: what is kept, what people write, what else is understood, and what it means."""

    code: str
    written: str
    meaning: Text
    also: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every spelling that is read as this code."""
        return (self.code, self.written, *self.also)


@dataclass(frozen=True, slots=True)
class ExtractColumn:
    """One column. `minimum` and `maximum` are inclusive, in units as written (euros, percent, whole numbers)."""

    name: str
    title: Text
    explanation: Text
    type: ColumnType
    example: str
    required: bool = False
    codes: Mapping[str, Code] = field(default_factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    inclusive_end: bool = False

    @property
    def kept_name(self) -> str:
        """Return the name in the ledger; another than `name` for what the gate changes."""
        return _KEPT_AS[self.type][0] if self.type in _KEPT_AS else self.name

    @property
    def is_personal(self) -> bool:
        """Tell whether a value may never stand in a finding, page or log."""
        return self.type in _KEPT_AS

    def event_column(self, file_name: str) -> Column:
        """Return the column as the ledger keeps it, with its source for lineage."""
        gate = _KEPT_AS[self.type][1] if self.type in _KEPT_AS else Gate.KEEP
        return Column(self.kept_name, KINDS[self.type], f"{file_name}/{self.title.nl}", gate)


@dataclass(frozen=True, slots=True)
class RowRule:
    """What must hold within a row: a column against another column or a number."""

    left: str
    operator: Operator
    right: str | int
    message: Text


@dataclass(frozen=True, slots=True)
class ExtractTable:
    """One kind of extract.

    `slice` are the columns of which a later delivery replaces all rows, () for the whole table. `unique` may occur once per
    delivery, () for any number of equal rows. With `owner_column` a sender delivers only rows with its own code there; without
    it only the service organisation delivers.
    """

    name: str
    title: Text
    file_name: str  # Dutch; name of file and sheet, and the message type of a delivery
    grain: Text
    purpose: Text
    senders: tuple[SenderKind, ...]
    owner_column: str | None
    slice: tuple[str, ...]
    unique: tuple[str, ...]
    retention_months: int
    columns: tuple[ExtractColumn, ...]
    rules: tuple[RowRule, ...] = ()

    def column(self, name: str) -> ExtractColumn:
        """Return the column of that name; KeyError names table and column."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    def event_table(self) -> Table:
        """Return the table as the ledger keeps it: `message_id`, `row_no`, then the columns."""
        own = tuple(column.event_column(self.file_name) for column in self.columns)
        keys = (Column("message_id"), Column("row_no", Kind.INTEGER))
        return Table(self.name, self.grain.en, (self.file_name,), (*keys, *own))
