"""Published moments: outside the service organisation figures exist at these moments only (F9)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from regiewijzer.apps.monitor.models import PublishedMoment
from regiewijzer.indicators.settled import LOCAL


@dataclass(frozen=True, slots=True)
class Published:
    """One published state: the last day whose messages count, the loads up to which, and the moment as the ledger keeps it."""

    day: date
    snapshot: int

    @property
    def moment(self) -> datetime:
        """The end of the day on our own clock, as the ledger keeps moments (naive UTC)."""
        return moment_after(self.day)


def moment_after(day: date) -> datetime:
    """Return the end of the day on our own clock, as the ledger keeps moments (naive UTC)."""
    midnight = datetime.combine(day + timedelta(days=1), time(), LOCAL)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def published_moments() -> tuple[Published, ...]:
    """Return the published states, newest first."""
    return tuple(Published(day, snapshot) for day, snapshot in PublishedMoment.objects.values_list("day", "snapshot"))
