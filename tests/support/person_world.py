"""A small ledger with persons, archive and register, filled through the production code."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.ledger.archive import ArchiveWriter
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import custodian_recipient, ensure_keys, key_versions, read_custodian_identity, read_pseudonym_key
from regiewijzer.ledger.person_register import RegisterWriter
from regiewijzer.ledger.persons import pseudonym
from regiewijzer.ledger.record import load_folder, manifests, standing
from tests.support.ledger_world import load_text

ANNA, BRAM, CAS = "000000012", "000000024", "000000036"
NOW = datetime(2026, 11, 1, 12)
VERSION = "0.0"


class Original(NamedTuple):
    """A message as it was delivered."""

    message_id: str
    content: bytes


@dataclass(frozen=True)
class PersonWorld:
    """A home with its key folder apart."""

    home: Home
    keys: Path

    @property
    def identity(self) -> str:
        return read_custodian_identity(self.keys)

    def youth_id(self, bsn: str) -> str:
        return pseudonym(bsn, read_pseudonym_key(self.keys, key_versions(self.keys)[-1]))

    def load(self, given: dict[str, str], originals: dict[str, tuple[str, ...]], *, loaded_at: datetime = NOW) -> int:
        """Load tables with names (anna) as persons; `originals` are message ids with the numbers they name."""
        key = read_pseudonym_key(self.keys, key_versions(self.keys)[-1])
        register = RegisterWriter(self.keys, custodian_recipient(self.home))
        for name, bsn in (("anna", ANNA), ("bram", BRAM), ("cas", CAS)):
            if any(name in table for table in given.values()):
                register.note(pseudonym(bsn, key), bsn)
            given = {table: text.replace(name, pseudonym(bsn, key)) for table, text in given.items()}
        archive = ArchiveWriter(self.home, len(manifests(self.home)) + 1, key, received_on=loaded_at.date())
        archive.add(Original(message, content_of(numbers)) for message, numbers in originals.items())
        register.finish()
        archive.finish()
        return load_text(self.home, given, loaded_at=loaded_at)

    def rows(self, table: str) -> list[dict[str, object]]:
        """Return the rows of a table as they stand in the record."""
        files = [
            load_folder(self.home, load.number) / file.name
            for load in standing(manifests(self.home))
            for file in load.files
            if file.table == table
        ]
        return pa.concat_tables([pq.read_table(path) for path in files]).to_pylist() if files else []

    def ids(self, table: str) -> list[str]:
        """Return the message ids of the rows, sorted."""
        return sorted(str(row["message_id"]) for row in self.rows(table))


def content_of(numbers: tuple[str, ...]) -> bytes:
    """Return a message that names these persons."""
    return b"".join(b"<Client><Bsn>%s</Bsn><Naam>Jansen</Naam></Client>" % number.encode() for number in numbers)


def make_person_world(path: Path) -> PersonWorld:
    """Return an empty world."""
    world = PersonWorld(Home(path / "home").create(), path / "keys")
    ensure_keys(world.home, world.keys)
    return world


STARTS = """
message_id | youth_id | assignment_number | started_on
s1         | anna     | 1                 | 2024-01-10
s2         | bram     | 2                 | 2024-01-10
"""
LINES = """
message_id | youth_id | claim_number | line_reference | amount_cents | dated_on
c1         | anna     | D1           | R1             | 1000         | 2024-02-05
c1         | bram     | D1           | R2             | 2000         | 2024-02-05
"""


def make_filled_world(path: Path) -> PersonWorld:
    """Return a world with Anna and Bram: a start each, a claim on both, and a refused message on Anna."""
    world = make_person_world(path)
    world.load({"care_start": STARTS}, {"s1": (ANNA,), "s2": (BRAM,)})
    world.load({"claim_line": LINES}, {"c1": (ANNA, BRAM), "refused": (ANNA,)})
    return world
