"""The periods that lie whole in the simulated window: what senders report on."""

from collections.abc import Iterator
from datetime import date, timedelta

from regiewijzer.simulation.settings import Settings
from regiewijzer.vocabulary.periods import add_months, first_of_month

MONTH, QUARTER, HALF_YEAR, YEAR = 1, 3, 6, 12


def periods(settings: Settings, months: int) -> list[date]:
    """Return the first days of the calendar periods of that many months that begin and end within the window."""
    return list(_periods(settings.first_month, settings.present + timedelta(1), months))


def _periods(first: date, until: date, months: int) -> Iterator[date]:
    day = add_months(first, -((first.month - 1) % months) % months)
    while add_months(day, months) <= until:
        yield day
        day = add_months(day, months)


def years(settings: Settings) -> list[date]:
    """Return 1 January of every calendar year of which the window holds a day."""
    return [date(year, 1, 1) for year in range(settings.first_month.year, settings.present.year + 1)]


def period_of(day: date, months: int) -> date:
    """Return the first day of the calendar period that holds the day."""
    return add_months(first_of_month(day), -((day.month - 1) % months))
