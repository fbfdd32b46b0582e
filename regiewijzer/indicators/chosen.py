"""The rows of facts that a question is about, as SQL: scope first, then what was asked; and cells by level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from regiewijzer.definitions.indicators_types import Series
from regiewijzer.indicators.breakdown import Breakdown


class Rows(StrEnum):
    """Which facts are grouped: denominators that come as facts of their own are grouped by fewer dimensions."""

    ALL = "TRUE"
    VALUES = "weight IS NULL"
    WEIGHTS = "weight IS NOT NULL"


def kept_rows(breakdown: Breakdown) -> tuple[list[str], dict[str, Any]]:
    """Return the conditions that keep a row, and their parameters: scope first, then what was asked."""
    lists = {
        "scope_municipality": ("municipality", breakdown.scope.municipalities),
        "scope_provider": ("provider", breakdown.scope.providers),
        **{f"where_{number}": (name, codes) for number, (name, codes) in enumerate(breakdown.where)},
    }
    conditions, parameters = ["period BETWEEN $first AND $last"], {}
    for parameter, (name, codes) in lists.items():
        if codes is not None:
            conditions.append(f"{name} IN (SELECT unnest(${parameter}::VARCHAR[]))")
            parameters[parameter] = sorted(codes)
    return conditions, parameters


@dataclass(frozen=True, slots=True)
class Chosen:
    """Series that are aggregated alike, breakdowns that share months, filter and scope, and the periods read (first, last).

    `table` holds the facts, or the facts with rare codes of own dimensions taken together.
    """

    series: Sequence[Series]
    breakdowns: Sequence[Breakdown]
    span: tuple[date, date]
    rows: Rows = Rows.ALL
    table: str = "fact"

    @property
    def names(self) -> list[str]:
        """Every dimension of the breakdowns."""
        return sorted({name for breakdown in self.breakdowns for name in breakdown.by})

    @property
    def key(self) -> str:
        """The columns that name a cell."""
        return ", ".join(("period", "series", *self.names))

    @property
    def level(self) -> str:
        """The SQL of the level of a row: the bit set of dimensions that it is not broken down by, the first one highest."""
        return f"GROUPING_ID({', '.join(self.names)})" if self.names else "0"

    def level_of(self, breakdown: Breakdown) -> int:
        """Return the level of the rows of a breakdown, as GROUPING_ID reckons it."""
        return sum(1 << place for place, name in enumerate(reversed(self.names)) if name not in breakdown.by)

    def sets(self, *more: str) -> str:
        """Return the grouping sets: one per breakdown."""
        cells = (", ".join(("period", "series", *sorted(breakdown.by), *more)) for breakdown in self.breakdowns)
        return ", ".join(f"({cell})" for cell in cells)

    def sql(self, *columns: str) -> str:
        """Return the SELECT of the rows, with the columns of cells and these."""
        conditions, _ = kept_rows(self.breakdowns[0])
        return f"""
            SELECT {", ".join((self.key, *columns))} FROM {self.table}
            WHERE series IN (SELECT unnest($series::VARCHAR[])) AND {self.rows} AND {" AND ".join(conditions)}
        """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters

    @property
    def parameters(self) -> dict[str, Any]:
        """What is bound."""
        _, found = kept_rows(self.breakdowns[0])
        return {**found, "first": self.span[0], "last": self.span[1], "series": [one.code for one in self.series]}
