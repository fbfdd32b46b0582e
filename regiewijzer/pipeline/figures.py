"""Computes a Figure: the only way from the ledger to a number that someone sees."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.disclosure.gate import MeasuredCell, gate_report, through_gate
from regiewijzer.figures.figure import Cell, Figure, Passport, Request
from regiewijzer.figures.scope import OutsideScope, Scope, require_menu, rows_in_scope
from regiewijzer.indicators.aggregate import Breakdown, Measurable
from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.snapshots import chosen_snapshot
from regiewijzer.pipeline.figures_facts import horizon_of, measured, measured_on_demand
from regiewijzer.pipeline.figures_kept import Kept, without_collecting
from regiewijzer.pipeline.figures_passport import Passports
from regiewijzer.pipeline.figures_state import state_of

_KEPT: Kept[Figure] = Kept(most=512)


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


def asked_per_provider(request: Request) -> bool:
    """Tell whether providers are named, so that dominance of one of them tells nothing new."""
    return "provider" in request.by or any(name == "provider" for name, _ in request.where)


def _gated(measured: Sequence[MeasuredCell], request: Request, scope: Scope) -> tuple[Cell, ...]:
    by_provider = asked_per_provider(request)
    return tuple(through_gate(cell, detail=scope.detail, by_provider=by_provider) for cell in measured)


def measured_cells_of(as_of: AsOf, definition: Measurable, request: Request, scope: Scope) -> tuple[MeasuredCell, ...]:
    """Return the cells before the gate, worked out from the ledger itself and not from facts that were kept.

    `request` names its months; only rows inside the scope are counted.
    """
    (found,) = measured_on_demand(as_of, definition, [_breakdown(request, scope)], horizon_of(as_of, definition.query))
    return found


def cells_of(as_of: AsOf, definition: Measurable, request: Request, scope: Scope) -> tuple[Cell, ...]:
    """Return the cells after the gate, as `measured_cells_of` works them out."""
    return _gated(measured_cells_of(as_of, definition, request, scope), request, scope)


class MeasuredFigure(NamedTuple):
    """A figure before the gate, for whoever protects it: the request with its months, the cells, and the passport to fill in."""

    request: Request
    cells: tuple[MeasuredCell, ...]
    passport: Passport


def measured_figures(home: Home, indicator: Indicator, requests: Sequence[Request], scope: Scope) -> list[MeasuredFigure]:
    """Return what was measured for requests that share definition, moment and snapshot. It never leaves without protection."""
    with without_collecting(), open_as_of(home, requests[0].moment, requests[0].snapshot) as as_of:
        filled = [_filled_in(home, request, as_of) for request in requests]
        horizon = horizon_of(as_of, indicator.query)
        found = measured(home, as_of, indicator, [_breakdown(request, scope) for request in filled], horizon)
        passports = Passports(home, as_of, indicator, scope, horizon)
        return [MeasuredFigure(one, cells, passports.passport(one)) for one, cells in zip(filled, found, strict=True)]


def _figure(measured: MeasuredFigure, cells: tuple[Cell, ...], scope: Scope) -> Figure:
    passport = replace(measured.passport, disclosure=gate_report(cells, scope.detail))
    return Figure(measured.request, passport, cells)


def _figures(home: Home, indicator: Indicator, requests: Sequence[Request], scope: Scope) -> list[Figure]:
    """Return the figures of requests that share definition, moment and snapshot."""
    with without_collecting():
        found = measured_figures(home, indicator, requests, scope)
        return [_figure(one, _gated(one.cells, one.request, scope), scope) for one in found]


def _named(home: Home, request: Request, scope: Scope) -> Request:
    """Return the request with its snapshot named; OutsideScope when the reader may not ask it."""
    snapshot = chosen_snapshot(home, request.snapshot)
    _rows(request, scope)
    require_menu(scope, request.by, request.where)
    if not scope.allows_moment(snapshot, request.moment):
        raise OutsideScope("this moment was not published")
    return replace(request, snapshot=snapshot)


def compute_figures(home: Home, requests: Sequence[Request], scope: Scope) -> tuple[Figure, ...]:
    """Return the figures for the requests, as that scope may see them; errors as `compute_figure`.

    Those that share indicator, definition, moment and snapshot are worked out together: a page asks for all it shows at once.
    """
    reader = replace(scope, published=frozenset())  # what else was published changes nothing in a figure
    named = [_named(home, request, scope) for request in requests]
    states = {snapshot: state_of(home, snapshot) for snapshot in {chosen_snapshot(home, one.snapshot) for one in named}}
    definitions = {one: find_definition(one.indicator, one.definition) for one in named}
    keys = {
        one: (home, one, reader, definitions[one].definition_version, states[chosen_snapshot(home, one.snapshot)])
        for one in definitions
    }
    together: dict[Request, list[Request]] = {}
    for one in definitions:
        if keys[one] not in _KEPT:
            together.setdefault(replace(one, by=(), where=(), first_period=None, last_period=None), []).append(one)
    for some in together.values():
        for one, figure in zip(some, _figures(home, definitions[some[0]], some, reader), strict=True):
            _KEPT.keep(keys[one], figure)
    return tuple(_KEPT.get(keys[one]) or _figures(home, definitions[one], [one], reader)[0] for one in named)


def compute_figure(home: Home, request: Request, scope: Scope) -> Figure:
    """Return the figure for that request, as that scope may see it.

    For a snapshot, moment, scope and definition the answer is fixed, so it is worked out once per process.
    OutsideScope when the reader may not ask this, or not as known at this moment. OffTheMenu when it is not on the menu.
    UnknownIndicator, UnknownDimension (breakdown or filter) or UnknownSnapshot when the request asks for what is not there.
    """
    return compute_figures(home, [request], scope)[0]
