"""Tables written as text with bars, as the example files have them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextTable:
    """Column names and rows of text; the order of rows has no meaning."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        """Return the table with aligned columns, for a failing test."""
        lines = [self.columns, *sorted(self.rows)]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
        return "\n".join(" | ".join(line).rstrip() for line in padded)


def read_table(text: str | None) -> TextTable:
    """Read a table; no text is a table without rows. AssertionError names a row with another number of cells than the head."""
    lines = [tuple(cell.strip() for cell in line.split("|")) for line in (text or "").splitlines() if line.strip()]
    if not lines:
        return TextTable()
    head, *rows = lines
    for row in rows:
        assert len(row) == len(head), f"{len(row)} cells under {len(head)} columns: {' | '.join(row)}"
    return TextTable(head, tuple(rows))


def project(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> TextTable:
    """Return the rows with only these columns."""
    return TextTable(tuple(columns), tuple(tuple(row[name] for name in columns) for row in rows))
