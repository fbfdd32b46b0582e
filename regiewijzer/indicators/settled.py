"""Which periods may still change, and which one to lead with."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from regiewijzer.definitions.indicators_types import Grain
from regiewijzer.indicators.periods import MONTHS
from regiewijzer.vocabulary.periods import add_months, first_of_month

LOCAL = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """Return the last whole day before a moment (naive UTC), on our own clock: the day that "as of" names."""
    return (moment.replace(tzinfo=UTC).astimezone(LOCAL) - timedelta(microseconds=1)).date()


def first_provisional(moment: datetime, months: int) -> date:
    """Return the first month that may still change when the latest `months` whole months may."""
    return add_months(first_of_month(local_day(moment)), -months)


def is_provisional(period: date, grain: Grain, provisional_from: date) -> bool:
    """Tell whether a period reaches into the months that may still change."""
    return add_months(period, MONTHS[grain]) > provisional_from


def newest_settled(shown: Collection[date], grain: Grain, provisional_from: date) -> date | None:
    """Return the newest settled period of those with a number; else the newest; None when there is none."""
    settled = [period for period in shown if not is_provisional(period, grain, provisional_from)]
    return max(settled or shown, default=None)
