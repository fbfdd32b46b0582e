"""Extracts that wait to be taken in together: thousands of small files one by one would mostly be overhead."""

from collections import defaultdict
from dataclasses import dataclass, field

import pyarrow as pa

from regiewijzer.messages.reading import Batch

MOST_FILES = 200
MOST_BYTES = 8 * 1024**2


@dataclass(slots=True)
class Gathered:
    """Batches of extracts with the names of the deliveries in them, bounded in number and in size of the files."""

    batches: list[Batch] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    size: int = 0

    def add(self, batch: Batch, size: int) -> bool:
        """Add a batch read from a file of `size` bytes; tell whether it is time to take them in."""
        self.batches.append(batch)
        self.names.update(batch.tables["message"]["message_id"].to_pylist())
        self.size += size
        return len(self.batches) >= MOST_FILES or self.size >= MOST_BYTES

    def together(self) -> Batch:
        """Return all of them as one batch, in the order in which they came."""
        tables: dict[str, list[pa.Table]] = defaultdict(list)
        for batch in self.batches:
            for name, rows in batch.tables.items():
                tables[name].append(rows)
        return Batch(
            {name: pa.concat_tables(parts) for name, parts in tables.items()},
            tuple(finding for batch in self.batches for finding in batch.findings),
            tuple(original for batch in self.batches for original in batch.originals),
        )
