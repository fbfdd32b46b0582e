"""A Figure: values with their dimensions, and the passport that says where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a figure: which month, which dimensions, which series.

    `dimensions` holds one code per dimension of the request, in its order. `base` is the number of youths
    (or trajectories) behind the value, after the gate; None when the indicator has none.
    """

    period: date
    dimensions: tuple[str, ...]
    series: str
    value: Value
    base: Value | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an indicator: everything that determines the answer, besides the scope.

    `by` names dimensions of the indicator; `where` keeps only those codes. `snapshot` None means the newest, and is filled
    in before computing. `definition` is the version of an earlier definition, None for today's.
    """

    indicator: str
    moment: datetime
    snapshot: int | None = None
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first_period: date | None = None
    last_period: date | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Passport:
    """Where a figure comes from and how far it can be trusted.

    `lineage` maps each table.column of the ledger that was read to the element of the messages that fills it.
    `at_risk_share` is the share of the rows behind it that carry an open finding, between 0 and 1. It, the share with a
    reconstructed moment and the numbers of messages went through the gate, as cells do. `settings` are those of the region that
    the figure was worked out with.
    """

    definition_version: str
    sql: str
    snapshot: int
    moment: datetime
    scope: Scope
    program_version: str
    messages_counted: Mapping[str, Value]  # message type -> number of messages read
    lineage: Mapping[str, str]
    completeness: Mapping[str, float | int | str | None]
    at_risk_share: Value
    reconstructed_share: Value
    disclosure: Mapping[str, int | str]  # rule, threshold, rounding, cells hidden
    notes: tuple[str, ...] = ()
    settings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """Values with their dimensions plus a passport; what every page, file and API renders."""

    request: Request
    passport: Passport
    cells: tuple[Cell, ...] = field(default=())
