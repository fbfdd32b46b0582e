"""The same data as a table."""

from dataclasses import dataclass

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class Row:
    """One month."""

    month: str
    provisional: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Months by outcome, newest first."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def table_of(subject: Subject) -> Table:
    """Return the table of a figure without breakdown."""
    outcomes = [outcome for outcome in subject.indicator.outcomes if outcome.code in subject.lines]
    rows = tuple(
        Row(
            numbers.month(month),
            subject.is_provisional(month),
            tuple(units.text(subject.lines[outcome.code].at(month), outcome.unit) for outcome in outcomes),
        )
        for month in reversed(subject.months)
    )
    return Table(tuple(said(outcome.label) for outcome in outcomes), rows)
