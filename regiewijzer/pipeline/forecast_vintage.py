"""Of which month a forecast can be made now. Apart from the model, so that asking does not load it."""

from datetime import date, datetime, timedelta

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home

_NEWEST = "SELECT max(known_at) FROM message"


def _last_that_is_over(day: date) -> date:
    """Return the first day of the last month that is over at the end of a day."""
    return ((day + timedelta(days=1)).replace(day=1) - timedelta(days=1)).replace(day=1)


def newest_vintage(home: Home, moment: datetime) -> date | None:
    """Return the last month of which everything can have come in, both by the clock and by the newest message; None without one.

    `moment` is naive UTC.
    """
    with open_as_of(home, moment) as as_of:
        row = as_of.connection.execute(_NEWEST).fetchone()
    if row is None or row[0] is None:
        return None
    return _last_that_is_over(min(row[0].date(), moment.date() - timedelta(days=1)))
