"""Computes a Figure: the only way from the ledger to a number that someone sees."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from regiewijzer import __version__
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.disclosure.gate import gate_report, through_gate
from regiewijzer.figures.figure import Cell, Figure, Passport, Request
from regiewijzer.figures.scope import OutsideScope, Scope, rows_in_scope
from regiewijzer.indicators.aggregate import Breakdown, Measurable, measure
from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import content_fingerprint, manifests, standing
from regiewijzer.ledger.region import Region, read_region
from regiewijzer.ledger.snapshots import chosen_snapshot
from regiewijzer.pipeline.figures_completeness import completeness, last_day_known
from regiewijzer.pipeline.figures_lineage import elements_of, event_tables
from regiewijzer.pipeline.figures_risk import checks_were_run, messages_at_risk
from regiewijzer.pipeline.figures_rows import RowsBehind, rows_behind

KEPT_FIGURES = 512


class UnknownIndicator(LookupError):
    """There is no indicator of that id; the text names those there are."""


def find_indicator(indicator_id: str) -> Indicator:
    """Return the indicator; UnknownIndicator when there is none."""
    indicators = load_indicators()
    if indicator_id not in indicators:
        raise UnknownIndicator(f"{indicator_id}: unknown indicator; known are {', '.join(indicators)}")
    return indicators[indicator_id]


def find_definition(indicator_id: str, version: str | None) -> Indicator:
    """Return the indicator as it is defined today (None) or was in an earlier version; UnknownIndicator when there is none."""
    indicator = find_indicator(indicator_id)
    kept = {one.version: one for one in (*indicator.earlier, indicator)}
    if version is not None and version not in kept:
        raise UnknownIndicator(f"{indicator_id}: version {version} is not kept; known are {', '.join(kept)}")
    return indicator if version is None else kept[version]


def _calendar(as_of: AsOf) -> tuple[date, date]:
    # The calendar also reaches over the periods of extracts; before the first message its figures are unknown, not zero.
    of_messages = "min(month) FILTER (WHERE next_month > (SELECT first_on FROM message_since))"
    sql = f"SELECT coalesce({of_messages}, min(month)), max(month) FROM calendar_month"  # noqa: S608
    row = as_of.connection.execute(sql).fetchone()
    first, last = row if row and row[0] else (as_of.moment.date().replace(day=1),) * 2
    return first, last


def _filled_in(home: Home, request: Request, as_of: AsOf) -> Request:
    """Return the request with snapshot and months named, so that the same request always asks the same.

    Months before everything was delivered are left out unless they are asked for: their figures would be too low.
    """
    first, last = _calendar(as_of)
    first = max(first, read_region(home.region).covered_from or first)
    return replace(
        request,
        snapshot=as_of.snapshot,
        first_period=request.first_period or first,
        last_period=min(request.last_period or last, last),
    )


def _rows(request: Request, scope: Scope) -> Scope:
    """Return the rows that count for this request; OutsideScope when it asks for what is another's."""
    return rows_in_scope(scope, request.by, request.where)


def _breakdown(request: Request, scope: Scope) -> Breakdown:
    assert request.first_period is not None, request
    assert request.last_period is not None, request
    return Breakdown(request.first_period, request.last_period, request.by, request.where, _rows(request, scope))


def _asked_per_provider(request: Request) -> bool:
    return "provider" in request.by or any(name == "provider" for name, _ in request.where)


def _message_types(tables: Sequence[str]) -> frozenset[str]:
    return frozenset(kind for table in tables for kind in BY_NAME[table].messages)


def _passport(
    as_of: AsOf,
    indicator: Indicator,
    request: Request,
    scope: Scope,
    *,
    cells: Sequence[Cell],
    behind: RowsBehind,
    region: Region,
) -> Passport:
    horizon = last_day_known(as_of.connection, as_of.moment.date())
    tables = event_tables(indicator.query)
    return Passport(
        definition_version=indicator.definition_version,
        sql=indicator.query.sql,
        snapshot=as_of.snapshot,
        moment=as_of.moment,
        scope=scope,
        program_version=__version__,
        messages_counted=behind.messages,
        lineage=elements_of(indicator, [*request.by, *(name for name, _ in request.where)]),
        completeness=completeness(as_of.connection, region, kinds=_message_types(tables), horizon=horizon, scope=scope),
        at_risk_share=behind.at_risk_share,
        reconstructed_share=behind.reconstructed_share,
        disclosure=gate_report(cells, scope.detail),
    )


def cells_of(as_of: AsOf, indicator: Measurable, request: Request, scope: Scope) -> tuple[Cell, ...]:
    """Return the cells after the gate. `request` names its months; only rows inside the scope are counted."""
    horizon = last_day_known(as_of.connection, as_of.moment.date())
    measured = measure(as_of.connection, indicator, _breakdown(request, scope), horizon)
    by_provider = _asked_per_provider(request)
    return tuple(through_gate(cell, detail=scope.detail, by_provider=by_provider) for cell in measured)


def _figure(home: Home, indicator: Indicator, request: Request, scope: Scope) -> Figure:
    with open_as_of(home, request.moment, request.snapshot) as as_of:
        filled = _filled_in(home, request, as_of)
        cells = cells_of(as_of, indicator, filled, scope)
        tables = event_tables(indicator.query)
        risky = messages_at_risk(home, as_of.snapshot)
        behind = rows_behind(as_of.connection, tables, where=request.where, scope=_rows(filled, scope), across_messages=risky)
        region = read_region(home.region)
        return Figure(filled, _passport(as_of, indicator, filled, scope, cells=cells, behind=behind, region=region), cells)


def _state(home: Home, snapshot: int) -> str:
    """Return a text that differs when record or region were rewritten or checks were run: then a figure may differ."""
    record = content_fingerprint(standing(manifests(home)))
    return repr((record, read_region(home.region), checks_were_run(home, snapshot)))


@lru_cache(maxsize=KEPT_FIGURES)
def _kept_figure(home: Home, request: Request, scope: Scope, version: str, state: str) -> Figure:  # noqa: ARG001 (part of the key)
    return _figure(home, find_definition(request.indicator, request.definition), request, scope)


def compute_figure(home: Home, request: Request, scope: Scope) -> Figure:
    """Return the figure for that request, as that scope may see it.

    For a snapshot, moment, scope and definition the answer is fixed, so it is worked out once per process.
    OutsideScope when the reader may not ask this, or not as known at this moment.
    UnknownIndicator, UnknownDimension (breakdown or filter) or UnknownSnapshot when the request asks for what is not there.
    """
    indicator = find_definition(request.indicator, request.definition)
    named = replace(request, snapshot=chosen_snapshot(home, request.snapshot))
    assert named.snapshot is not None
    _rows(request, scope)
    if not scope.allows_moment(named.snapshot, named.moment):
        raise OutsideScope("this moment was not published")
    reader = replace(scope, published=frozenset())  # what else was published changes nothing in this figure
    return _kept_figure(home, named, reader, indicator.definition_version, _state(home, named.snapshot))
