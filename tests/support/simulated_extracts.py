"""The extracts of a simulated region, read back as a load reads them."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.extracts.reading import ExtractBatch, read_extract
from regiewijzer.extracts.senders import SERVICE_ORGANISATION, Known, KnownMunicipality, Sender
from regiewijzer.ledger.region import read_region
from regiewijzer.vocabulary.person_numbers import PersonNumbers

FOLDER = "aanleveringen"


class Handed(NamedTuple):
    """One file, or one file in a ZIP, as a sender handed it over."""

    sender: str
    day: date
    file: str  # relative to the folder of the run
    member: str
    content: bytes


class SimulatedExtracts:
    """The files of a run, what E1's reader makes of them, and the truth."""

    def __init__(self, out: Path) -> None:
        self.out, self.tables = out, load_extract_tables()

    def handed(self) -> Iterator[Handed]:
        """Yield every file in order of receipt, those in a ZIP one by one."""
        files = sorted((path for path in (self.out / FOLDER).rglob("*") if path.is_file()), key=lambda path: path.parts[-2:])
        for path in files:
            sender, day, file = path.parts[-3], date.fromisoformat(path.parts[-2]), str(path.relative_to(self.out))
            if path.suffix != ".zip":
                yield Handed(sender, day, file, "", path.read_bytes())
                continue
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                for name in archive.namelist():
                    yield Handed(sender, day, file, name, archive.read(name))

    @cached_property
    def known(self) -> Known:
        """What the region file of the run knows."""
        region = read_region(self.out / "region.yaml")
        places = (KnownMunicipality(one.code, one.name, one.valid_from, one.valid_until) for one in region.municipalities)
        return Known(tuple(places), frozenset(one.code for one in region.providers))

    @cached_property
    def batches(self) -> list[tuple[Handed, ExtractBatch]]:
        """Every file, read."""
        return [
            (
                one,
                read_extract(
                    one.content,
                    file=one.file,
                    member=one.member,
                    sender=sender_of(one.sender),
                    tables=self.tables,
                    persons=PersonNumbers.DEMO,
                    today=one.day,
                    known=self.known,
                ),
            )
            for one in self.handed()
        ]

    def standing(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return the accepted rows per table that no later delivery replaced, in any order."""
        slices: dict[str, dict[tuple[Any, ...], list[tuple[Any, ...]]]] = defaultdict(dict)
        for _, batch in self.batches:
            for name, rows in batch.tables.items():
                if name == "message":
                    continue
                table, held = self.tables[name], defaultdict(list)
                for row in rows.to_pylist():
                    held[tuple(row[key] for key in table.slice)].append(tuple(row[column.name] for column in table.columns))
                slices[name].update(held)
        return {name: [row for rows in held.values() for row in rows] for name, held in slices.items()}

    def truth(self, table: str) -> list[tuple[Any, ...]]:
        """Return the rows that should stand."""
        return [tuple(row.values()) for row in pq.read_table(self.out / "truth" / "extracts" / f"{table}.parquet").to_pylist()]

    def truth_of(self, name: str) -> list[dict[str, Any]]:
        """Return another file of the truth."""
        rows: list[dict[str, Any]] = pq.read_table(self.out / "truth" / f"{name}.parquet").to_pylist()
        return rows


def sender_of(folder: str) -> Sender:
    """Return the sender that a folder is named after."""
    if folder == SERVICE_ORGANISATION.code:
        return SERVICE_ORGANISATION
    return Sender(SenderKind.MUNICIPALITY if len(folder) == 4 else SenderKind.PROVIDER, folder)
