"""The staging tables: a batch of messages of one type as columns, in the standard's own words.

Between reading and translating stand these tables, one per class that repeats; the rules inside a message run on them.
They follow from the definition of the standard, so every message and release has them without a line of its own:

* `bericht`: one row per message. Columns are all elements that occur at most once, flattened with "_":
  `Header_BerichtIdentificatie_Dagtekening`, `Client_Bsn`, `Client_Geboortedatum_Datum`, `Declaratie_DeclaratieNummer`.
* one table per repeating class, named after it (`ToegewezenProduct`, `Relatie`, `Contact`, `Client`, `Prestatie`, …), its
  columns flattened from the class down: `Product_Categorie`, `Omvang_Volume`; a class that occurs once in a repeating class
  is flattened too: `Relatie` has `Contact_Adres_Postcode`, and `Contact` holds those of Contactgegevens only.
* `RetourCode`, when the message can carry return codes: all of them, of all classes together: `class_path` ("Header",
  "Client", "Client/ToegewezenProducten/ToegewezenProduct"), `class_ordinal`, `RetourCode`; sorted by message_no.

Every table starts with `message_no` (int64, 0-based place in the batch; the link between the tables). A class table goes on
with `ordinal` (int64, 1-based occurrence of the class in the message, counted across its parents: the number in a finding)
and `parent_ordinal` (int64, the `ordinal` of the enclosing repeating class, 1 directly below `bericht`). Rows are in document
order, so sorted by message_no and ordinal. `bericht` has a row for every message_no of the batch.

Types: dates are date32, integers int64, all else (codes, times, texts) string as written. Absent is NULL; an empty value
does not pass the schema, so "filled" is IS NOT NULL, and a group (Product, Omvang, Woonplaatsbeginsel) is present when its
required child is. Tables without rows in a batch exist with zero rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from regiewijzer.definitions.standard import Element, Standard, load_standard

MESSAGE_TABLE = "bericht"
RETURN_TABLE = "RetourCode"


class StagingKind(StrEnum):
    """Type of a staging column."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class StagingColumn:
    """One element that occurs at most once in its class: column name and path from the class."""

    name: str  # "Omvang_Volume"
    path: str  # "Omvang/Volume"
    kind: StagingKind


@dataclass(frozen=True, slots=True)
class StagingTable:
    """One repeating class of a message; `path` is the element path from Bericht, "" for the message itself."""

    name: str
    path: str
    parent: str  # name of the enclosing staging table, "" for the message itself
    columns: tuple[StagingColumn, ...]


@dataclass(frozen=True, slots=True)
class ReturnCodes:
    """One place where return codes stand: the class they judge and the staging table that counts that class."""

    class_path: str  # "Client/StartProducten/StartProduct"
    table: str  # "StartProduct"


@dataclass(frozen=True, slots=True)
class Staging:
    """The staging tables of one message type: `bericht` first, then the classes in document order."""

    name: str
    release: str
    tables: tuple[StagingTable, ...]
    return_codes: tuple[ReturnCodes, ...]

    def table(self, name: str) -> StagingTable:
        """Return the table of that name; KeyError when the message has none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(f"{self.name}/{name}")


@cache
def staging_of(name: str, release: str = "3.2") -> Staging:
    """Return the staging tables of a message ("JW301"); KeyError for an unknown message or release."""
    standard = load_standard(release)
    root = standard.messages[name].root
    builder = _Builder(standard, [], [])
    builder.add(MESSAGE_TABLE, "", "", root)
    return Staging(name, release, tuple(builder.tables), tuple(builder.return_codes))


@dataclass(frozen=True, slots=True)
class _Builder:
    standard: Standard
    tables: list[StagingTable]
    return_codes: list[ReturnCodes]

    def add(self, name: str, path: str, parent: str, element: Element) -> None:
        place = len(self.tables)
        columns, repeating = [], []
        for below, child in _once(element):
            if child.most != 1:
                repeating.append((below, child))
            elif not child.children:
                columns.append(StagingColumn(below.replace("/", "_"), below, self.kind(child)))
        for below, child in repeating:
            full = f"{path}/{below}".removeprefix("/")
            if child.children:
                self.add(child.name, full, name, child)
            else:
                self.return_codes.append(ReturnCodes(full.removesuffix(f"/RetourCodes/{child.name}"), name))
        self.tables.insert(place, StagingTable(name, path, parent, tuple(columns)))

    def kind(self, element: Element) -> StagingKind:
        assert element.type is not None, element.name
        base = self.standard.simple_types[element.type].base
        return {"integer": StagingKind.INTEGER, "date": StagingKind.DATE}.get(base, StagingKind.TEXT)


def _once(element: Element, path: str = "") -> Iterator[tuple[str, Element]]:
    """Yield what is below, in document order, without going into what repeats."""
    for child in element.children:
        below = f"{path}/{child.name}".removeprefix("/")
        yield below, child
        if child.most == 1:
            yield from _once(child, below)
