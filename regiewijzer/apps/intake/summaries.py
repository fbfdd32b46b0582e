"""What became of a delivered file, per table, as it is kept with the delivery and shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from regiewijzer.figures.finding import Severity
from regiewijzer.pipeline.deliveries import DeliveryResult


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What became of one table. `status` is accepted, partial or rejected; `already_known`: it was delivered before, just so."""

    table: str
    sheet: str
    status: str
    rows: int
    accepted: int
    held_back: int
    already_known: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of one file; `has_titles`: the titles of its columns were not all understood."""

    tables: tuple[TableSummary, ...] = ()
    findings: int = 0
    errors: int = 0
    has_titles: bool = False

    @property
    def is_refused(self) -> bool:
        """Tell whether nothing in the file can be taken in."""
        return all(one.status == "rejected" for one in self.tables)

    @property
    def is_known(self) -> bool:
        """Tell whether all of it was delivered before."""
        return bool(self.tables) and all(one.already_known for one in self.tables)

    @property
    def is_in_order(self) -> bool:
        """Tell whether there is nothing to mend."""
        return bool(self.tables) and all(one.status == "accepted" for one in self.tables)

    @property
    def accepted(self) -> int:
        """Rows that are (or would be) taken in."""
        return sum(one.accepted for one in self.tables if not one.already_known)

    @property
    def held_back(self) -> int:
        """Rows that something is wrong with."""
        return sum(one.held_back for one in self.tables)


def summary_of(result: DeliveryResult, *, has_titles: bool) -> Summary:
    """Return the summary of what the pipeline did or would do."""
    tables = tuple(
        TableSummary(one.table, one.sheet, one.status, one.rows, one.accepted, one.held_back, one.already_known)
        for one in result.deliveries
    )
    errors = sum(one.severity is Severity.ERROR for one in result.findings)
    return Summary(tables, len(result.findings), errors, has_titles)


def to_kept(summary: Summary) -> dict[str, Any]:
    """Return the summary as JSON can hold it."""
    return asdict(summary)


def from_kept(kept: Mapping[str, Any]) -> Summary:
    """Return the summary that was kept; an empty one of a delivery that still waits."""
    tables = tuple(TableSummary(**one) for one in kept.get("tables", ()))
    return Summary(**{**kept, "tables": tables})
