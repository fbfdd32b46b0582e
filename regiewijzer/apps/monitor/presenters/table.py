"""The same data as a table."""

from dataclasses import dataclass

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject, said


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
    outcomes = subject.outcomes
    rows = tuple(
        Row(
            subject.label(month),
            subject.is_provisional(month),
            tuple(units.text(subject.lines[outcome.code].at(month), outcome.unit) for outcome in outcomes),
        )
        for month in reversed(subject.periods)
    )
    return Table(tuple(said(outcome.label) for outcome in outcomes), rows)
