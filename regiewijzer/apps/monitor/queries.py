"""Everything that the monitor reads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import duckdb
from django.db.models import Q

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.models import Annotation
from regiewijzer.apps.monitor.publishing import moment_after
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Grain, Indicator
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import OWN_DIMENSIONS, OutsideScope, Scope, Where, is_region_level
from regiewijzer.indicators.settled import LOCAL, local_day
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline import figure_store, figures
from regiewijzer.pipeline.figure_store import FigureChanged as FigureChanged
from regiewijzer.pipeline.figure_store import NoSuchFigure as NoSuchFigure
from regiewijzer.pipeline.figure_store import Reproduction

MONTHS = 60
# From this part of the running contracts on, a month with new contracts is a break that a reader must know of.
TURN_OF_CONTRACTS = 1 / 3


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


def _last_period(indicator: Indicator, day: date) -> date:
    """Return the newest period that may be asked: the last whole one, but the running year, of which budgets are known."""
    running = grains.period_of(day + timedelta(days=1), indicator.grain)
    return (
        grains.period_of(day, indicator.grain)
        if indicator.grain is Grain.YEAR
        else grains.following(running, indicator.grain, -1)
    )


def request_for(
    indicator: Indicator, *, home: Home, day: date, scope: Scope, where: Where = (), by: tuple[str, ...] = ()
) -> Request:
    """Return the request for at most five years of whole, covered periods as known at the end of the day.

    In the newest snapshot, or in the one that was published for that day: OutsideScope when none was.
    """
    last = _last_period(indicator, day)
    first = grains.following(last, indicator.grain, 1 - MONTHS // grains.STEP[indicator.grain])
    covered = read_region(home.region).covered_from
    return Request(
        indicator=indicator.id,
        moment=moment_after(day),
        snapshot=_published_snapshot(scope, moment_after(day)) if scope.published_only else latest_snapshot(home),
        by=by,
        where=where,
        first_period=max(first, _first_covered(covered, indicator)) if covered else first,
        last_period=last,
    )


def within(request: Request, periods: tuple[date | None, date | None]) -> Request:
    """Return the request for fewer periods: from the first to the last that is named, and never beyond what it had."""
    first, last = periods
    assert request.first_period is not None
    assert request.last_period is not None
    return replace(
        request,
        first_period=max(request.first_period, first or request.first_period),
        last_period=min(request.last_period, last or request.last_period),
    )


def _first_covered(covered: date, indicator: Indicator) -> date:
    """Return the first whole period from the first covered month on."""
    period = grains.period_of(covered, indicator.grain)
    return period if period == covered else grains.following(period, indicator.grain)


def _published_snapshot(scope: Scope, moment: datetime) -> int:
    found = [snapshot for snapshot, published in scope.published if published == moment]
    if not found:
        raise OutsideScope("this moment was not published")
    return max(found)


def figure(home: Home, request: Request, scope: Scope) -> Figure:
    """Return the figure for the request, as the scope may see it."""
    return figures.compute_figure(home, request, scope)


def figures_of(home: Home, requests: Sequence[Request], scope: Scope) -> tuple[Figure, ...]:
    """Return the figures for the requests; those of one indicator at one moment are worked out together."""
    return figures.compute_figures(home, requests, scope)


def without(where: Where, dimension: str) -> Where:
    """Return the filter without one dimension."""
    return tuple((name, codes) for name, codes in where if name != dimension)


def own_where(where: Where, scope: Scope, dimension: str) -> Where:
    """Return the filter for a breakdown by this dimension, narrowed to the reader's own organisation where that is needed.

    A breakdown that names organisations holds only the reader's own rows; then what it is compared with must hold the same.
    """
    if dimension not in OWN_DIMENSIONS or scope.is_everything or not is_region_level((), where):
        return where
    own = (("municipality", scope.municipalities), ("provider", scope.providers))
    return (*where, *((name, tuple(sorted(codes))) for name, codes in own if codes is not None))


def breakdown_requests(request: Request, scope: Scope, dimension: str) -> tuple[Request, Request]:
    """Return the requests for all members of the dimension together, and broken down by it, whichever was chosen."""
    where = own_where(without(request.where, dimension), scope, dimension)
    return replace(request, where=where), replace(request, by=(dimension,), where=where)


@lru_cache(maxsize=16)
def _district_names(home: Home, snapshot: int) -> Mapping[str, str]:
    with open_as_of(home, datetime.max.replace(microsecond=0), snapshot) as ledger:
        try:
            rows = ledger.connection.execute("SELECT district_code, any_value(name) FROM district GROUP BY ALL").fetchall()
        except duckdb.CatalogException:  # a ledger from before the table of districts
            return {}
    return dict(rows)


def district_names(home: Home) -> Mapping[str, str]:
    """Return the names of the districts by code; none when no table of districts was delivered."""
    snapshot = latest_snapshot(home)
    return _district_names(home, snapshot) if snapshot else {}


@lru_cache(maxsize=16)
def _contract_turns(home: Home, snapshot: int) -> tuple[tuple[date, int, int], ...]:
    sql = """
        WITH begun AS (SELECT date_trunc('month', valid_from)::DATE AS month, count(*) AS started FROM contract GROUP BY ALL)
        SELECT begun.month, begun.started, count(*) AS running
        FROM begun INNER JOIN contract
            ON contract.valid_from < begun.month + INTERVAL 1 MONTH
            AND (contract.valid_until IS NULL OR contract.valid_until > begun.month)
        GROUP BY ALL HAVING begun.started >= running * ? ORDER BY begun.month
    """
    with open_as_of(home, datetime.max.replace(microsecond=0), snapshot) as ledger:
        try:
            found = ledger.connection.execute(sql, [TURN_OF_CONTRACTS]).fetchall()
        except duckdb.CatalogException:  # a ledger from before the table of contracts
            return ()
    return tuple((month, started, running) for month, started, running in found)


def contract_turns(home: Home) -> tuple[tuple[date, int, int], ...]:
    """Return the months in which a large part of the running contracts began, with how many of how many."""
    snapshot = latest_snapshot(home)
    return _contract_turns(home, snapshot) if snapshot else ()


def notes(indicator_id: str, municipalities: Collection[str]) -> list[Annotation]:
    """Return the notes on an indicator that stand: those on all places and those on the given municipalities."""
    everywhere = Q(municipality_code="") | Q(municipality_code__in=list(municipalities))
    found = Annotation.objects.filter(everywhere, indicator_id__in=("", indicator_id), withdrawn_at__isnull=True)
    return list(found)


def frozen(home: Home, figure_id: str, scope: Scope) -> Figure:
    """Return a figure as it was frozen; NoSuchFigure when there is none of that id that this reader may open."""
    found = figure_store.read_frozen(home, figure_id)
    if not figure_store.may_open(found, scope):
        raise NoSuchFigure(figure_id)
    return found


def reproduce(home: Home, figure_id: str) -> Reproduction:
    """Work a frozen figure out again and compare."""
    return figure_store.reproduce(home, figure_id)


def note(note_id: int) -> Annotation | None:
    """Return a note, if there is one."""
    return Annotation.objects.filter(pk=note_id).first()
