"""The same data as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.presenters.subject import Subject, said


@dataclass(frozen=True, slots=True)
class Row:
    """One period."""

    period: str
    provisional: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Periods by outcome, newest first."""

    name: str
    period: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def table_of(subject: Subject) -> Table:
    """Return the table of a figure without breakdown, limits of chance included."""
    outcomes = [outcome for outcome in subject.indicator.outcomes if outcome.code in subject.lines]
    rows = tuple(
        Row(
            subject.label(period),
            subject.is_provisional(period),
            tuple(units.text(subject.lines[outcome.code].at(period), outcome.unit) for outcome in outcomes),
        )
        for period in reversed(subject.periods)
    )
    name = _("Gegevens %(per)s") % {"per": grains.per(subject.grain)}
    return Table(name, grains.noun(subject.grain), tuple(said(outcome.label) for outcome in outcomes), rows)
