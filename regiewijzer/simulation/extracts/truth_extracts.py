"""The truth of the extracts: per table the rows that stand in the end, and the waits, absences and faults behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.definitions.extracts_types import KINDS, ExtractTable
from regiewijzer.simulation.extracts.absentees import Absence, Absentees
from regiewijzer.simulation.extracts.deliveries import Delivery, standing
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.faults import PlantedExtract
from regiewijzer.simulation.extracts.senders import Forgotten, Posting
from regiewijzer.simulation.extracts.waits import Wait
from regiewijzer.simulation.truth_files import write_table
from regiewijzer.vocabulary.events import Kind

_TEXT, _DAY, _INT, _BOOL = pa.string(), pa.date32(), pa.int64(), pa.bool_()
_TYPES = {
    Kind.TEXT: _TEXT,
    Kind.INTEGER: _INT,
    Kind.DECIMAL: pa.decimal128(18, 2),
    Kind.DATE: _DAY,
    Kind.BOOLEAN: _BOOL,
}
_WAIT = dict.fromkeys(Wait._fields, _TEXT) | dict.fromkeys(("applied_on", "intake_on", "started_on", "until"), _DAY)
_WAIT |= {"person": _INT, "crisis": _BOOL}
_ABSENCE = dict.fromkeys(Absence._fields, _DAY) | {"person": _INT, "kind": _TEXT, "never": _BOOL}
_PLANTED = dict.fromkeys(PlantedExtract._fields, _TEXT)
_PLANTED |= {"day": _DAY, "row": _INT, "column": _INT, "mended_on": _DAY}
_FORGOTTEN = {**dict.fromkeys(Forgotten._fields, _TEXT), "day": _DAY}


class NoTruth:
    """In the place of the truth where nobody reads it."""

    def __enter__(self) -> "NoTruth":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def add(self, deliveries: Iterable[Delivery]) -> None:
        """See ExtractTruth."""

    def finish(self, facts: Facts, absentees: Absentees, posting: Posting) -> None:
        """See ExtractTruth."""


class ExtractTruth:
    """Writes truth/extracts/<table>.parquet sender by sender, then the other files of the truth of the extracts."""

    def __init__(self, folder: Path, tables: Mapping[str, ExtractTable]) -> None:
        self._folder, self._tables = folder, tables
        self._schemas = {
            name: pa.schema([(column.name, _TYPES[KINDS[column.type]]) for column in table.columns])
            for name, table in tables.items()
        }
        self._writers: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> "ExtractTruth":
        (self._folder / "extracts").mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()

    def add(self, deliveries: Iterable[Delivery]) -> None:
        """Keep what one sender delivered: the rows that no later delivery replaced."""
        by_table: dict[str, list[Delivery]] = defaultdict(list)
        for one in deliveries:
            by_table[one.table].append(one)
        for name, parts in sorted(by_table.items()):
            rows = standing(self._tables[name], parts)
            schema = self._schemas[name]
            arrays = [pa.array([getattr(row, field.name, None) for row in rows], field.type) for field in schema]
            self._writer(name).write_table(pa.table(arrays, schema=schema))

    def _writer(self, name: str) -> pq.ParquetWriter:
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self._folder / "extracts" / f"{name}.parquet", self._schemas[name])
        return self._writers[name]

    def finish(self, facts: Facts, absentees: Absentees, posting: Posting) -> None:
        """Write waits, absences, planted faults and what was forgotten; a table that nobody delivered is empty."""
        for name in self._tables:
            self._writer(name)
        known = [one for one in facts.waits if one.applied_on <= facts.settings.present]
        write_table(self._folder, "applications", _WAIT, known)
        write_table(self._folder, "absences", _ABSENCE, absentees.absences)
        write_table(self._folder, "extract_faults", _PLANTED, posting.planted)
        write_table(self._folder, "extract_forgotten", _FORGOTTEN, posting.forgotten)
