"""Figures as they leave: cells with the state of every value, and the passport."""

from datetime import date, datetime

from regiewijzer.apps.api.schemas.base import Out
from regiewijzer.figures.figure import Cell, Figure, Passport
from regiewijzer.figures.values import Value


class ValueOut(Out):
    """A value. `number` is there exactly when `state` is "shown"; hidden, unknown and not applicable are told apart."""

    state: str
    number: float | None


class CellOut(Out):
    """One value with its place. `dimensions` holds one code per dimension of `by`, in its order."""

    period: date
    series: str
    dimensions: list[str]
    value: ValueOut
    base: ValueOut | None


class FilterOut(Out):
    """A dimension with the codes that were kept."""

    dimension: str
    codes: list[str]


class PassportOut(Out):
    """Where a figure comes from and how far it can be trusted. Shares are between 0 and 1.

    What is said of the messages and rows behind it keeps to the same threshold as the values.
    """

    definition_version: str
    snapshot: int
    moment: datetime
    program_version: str
    messages_counted: dict[str, ValueOut]
    completeness: dict[str, float | int | str | None]
    at_risk_share: ValueOut
    reconstructed_share: ValueOut
    disclosure: dict[str, int | str]
    sql: str
    lineage: dict[str, str]


class FigureOut(Out):
    """A figure: what was asked, its values, its passport. `id` is there when it was frozen."""

    id: str | None
    indicator: str
    by: list[str]
    where: list[FilterOut]
    first_period: date | None
    last_period: date | None
    cells: list[CellOut]
    passport: PassportOut


def value_out(value: Value) -> ValueOut:
    """Return a value with its state."""
    return ValueOut(state=str(value.state), number=value.number)


def _cell_out(cell: Cell) -> CellOut:
    return CellOut(
        period=cell.period,
        series=cell.series,
        dimensions=list(cell.dimensions),
        value=value_out(cell.value),
        base=value_out(cell.base) if cell.base else None,
    )


def _passport_out(passport: Passport) -> PassportOut:
    names = ("definition_version", "snapshot", "moment", "program_version", "sql")
    mappings = ("completeness", "disclosure", "lineage")
    values = {name: getattr(passport, name) for name in names}
    behind = {name: value_out(getattr(passport, name)) for name in ("at_risk_share", "reconstructed_share")}
    counted = {kind: value_out(count) for kind, count in passport.messages_counted.items()}
    mapped = {name: dict(getattr(passport, name)) for name in mappings}
    return PassportOut.model_validate(values | mapped | behind | {"messages_counted": counted})


def figure_out(figure: Figure, figure_id: str | None = None) -> FigureOut:
    """Return a figure; `figure_id` when it was frozen."""
    asked = figure.request
    return FigureOut(
        id=figure_id,
        indicator=asked.indicator,
        by=list(asked.by),
        where=[FilterOut(dimension=name, codes=list(codes)) for name, codes in asked.where],
        first_period=asked.first_period,
        last_period=asked.last_period,
        cells=[_cell_out(one) for one in figure.cells],
        passport=_passport_out(figure.passport),
    )
