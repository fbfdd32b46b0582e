"""A simulated region on disk, with its messages read back and its truth."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.reading import Batch, read_batch
from regiewijzer.messages.sources import Source, find_sources
from regiewijzer.simulation import SimulationResult

TODAY = date(2026, 11, 22)


class Simulated:
    """A simulated region on disk, with its messages read back and its truth."""

    def __init__(self, result: SimulationResult) -> None:
        self.result, self.out = result, result.out
        self.sources = [one for one in find_sources([result.messages_folder]) if isinstance(one, Source)]
        self._batch: Batch | None = None

    @property
    def batch(self) -> Batch:
        if self._batch is None:
            self._batch = read_batch(self.sources, persons=PersonNumbers.DEMO, today=TODAY)
        return self._batch

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.batch.tables[table].to_pylist()

    def truth(self, name: str) -> list[dict[str, Any]]:
        table: pa.Table = pq.read_table(self.out / "truth" / f"{name}.parquet")
        return table.to_pylist()

    def place(self, source: Source) -> tuple[str, str]:
        return str(Path(source.file).relative_to(self.out)), source.member

    def findings(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for one in self.batch.findings:
            place = (str(Path(one.source_file).relative_to(self.out)), one.source_member)
            found.setdefault(place, set()).add(one.rule)
        return found

    def report(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads((self.out / "kalibratierapport.json").read_text("utf-8"))
        return report
