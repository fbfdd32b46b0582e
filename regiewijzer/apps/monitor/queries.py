"""Everything that the monitor reads."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from regiewijzer.apps.monitor.publishing import moment_after
from regiewijzer.apps.monitor.timelines import LOCAL, local_day
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import OutsideScope, Scope, Where
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline import figure_store, figures
from regiewijzer.pipeline.figure_store import FigureChanged as FigureChanged
from regiewijzer.pipeline.figure_store import NoSuchFigure as NoSuchFigure
from regiewijzer.pipeline.figure_store import Reproduction
from regiewijzer.vocabulary.periods import add_months, first_of_month, previous_month

MONTHS = 60


class NothingLoaded(Exception):
    """The ledger is empty: there is nothing to make a figure of."""


def indicators() -> Mapping[str, Indicator]:
    """Return the indicators by id."""
    return load_indicators()


@lru_cache(maxsize=64)
def _known_days(home: Home, snapshot: int) -> tuple[date, date]:
    with open_as_of(home, datetime.max.replace(microsecond=0), snapshot) as ledger:
        row = ledger.connection.execute("SELECT min(known_at), max(known_at) FROM message").fetchone()
    if row is None or row[0] is None:
        raise NothingLoaded
    first, last = (moment.replace(tzinfo=UTC).astimezone(LOCAL).date() for moment in row)
    return first, last


def known_days(home: Home, scope: Scope) -> tuple[date, date]:
    """Return the first and the last day of which this reader can see figures; NothingLoaded when there is none.

    That is from the first to the last message, or outside the service organisation from the first to the last published.
    """
    if scope.published_only:
        days = sorted(local_day(moment) for _snapshot, moment in scope.published)
        if not days:
            raise NothingLoaded
        return days[0], days[-1]
    snapshot = latest_snapshot(home)
    if not snapshot:
        raise NothingLoaded
    return _known_days(home, snapshot)


def request_for(
    indicator: Indicator, *, home: Home, day: date, scope: Scope, where: Where = (), by: tuple[str, ...] = ()
) -> Request:
    """Return the request for at most five years of whole, covered months as known at the end of the day.

    In the newest snapshot, or in the one that was published for that day: OutsideScope when none was.
    """
    last = previous_month(first_of_month(day + timedelta(days=1)))
    first = add_months(last, 1 - MONTHS)
    return Request(
        indicator=indicator.id,
        moment=moment_after(day),
        snapshot=_published_snapshot(scope, moment_after(day)) if scope.published_only else latest_snapshot(home),
        by=by,
        where=where,
        first_period=max(first, read_region(home.region).covered_from or first),
        last_period=last,
    )


def _published_snapshot(scope: Scope, moment: datetime) -> int:
    found = [snapshot for snapshot, published in scope.published if published == moment]
    if not found:
        raise OutsideScope("this moment was not published")
    return max(found)


def figure(home: Home, request: Request, scope: Scope) -> Figure:
    """Return the figure for the request, as the scope may see it."""
    return figures.compute_figure(home, request, scope)


def whole_region(home: Home, request: Request, scope: Scope) -> Figure:
    """Return the same figure for all municipalities together, whichever was chosen."""
    return figure(home, replace(request, where=_without_municipality(request)), scope)


def by_municipality(home: Home, request: Request, scope: Scope) -> Figure:
    """Return the same figure for every municipality that the reader may see, whichever was chosen; else OutsideScope."""
    return figure(home, replace(request, by=("municipality",), where=_without_municipality(request)), scope)


def _without_municipality(request: Request) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, codes) for name, codes in request.where if name != "municipality")


def frozen(home: Home, figure_id: str, scope: Scope) -> Figure:
    """Return a figure as it was frozen; NoSuchFigure when there is none of that id that this reader may open."""
    found = figure_store.read_frozen(home, figure_id)
    if not figure_store.may_open(found, scope):
        raise NoSuchFigure(figure_id)
    return found


def reproduce(home: Home, figure_id: str) -> Reproduction:
    """Work a frozen figure out again and compare."""
    return figure_store.reproduce(home, figure_id)
