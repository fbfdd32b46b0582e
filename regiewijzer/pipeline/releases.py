"""A release: figures that are published together and stay as they are, protected as one whole, with the audit of it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.disclosure.audit import Audit, Interval, audit
from regiewijzer.disclosure.fixed import Amount, amount_of, is_sensitive, published
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.disclosure.linking import Linking, link
from regiewijzer.disclosure.small_numbers import LARGEST_CONTRIBUTION, MINIMUM_COUNT
from regiewijzer.disclosure.suppression import Suppression, report, suppress
from regiewijzer.disclosure.tables import Parents, Table
from regiewijzer.figures.figure import Cell, Figure, Request
from regiewijzer.figures.scope import REGION, require_menu
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.facts import Measurable
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.snapshots import UnknownSnapshot, chosen_snapshot
from regiewijzer.pipeline.figures import (
    MeasuredFigure,
    asked_per_provider,
    find_definition,
    measured_cells_of,
    measured_figures,
)

FIXED = "threshold, dominance and complementary suppression"
Place = tuple[str, date, tuple[str, ...]]  # series, period, codes


@dataclass(frozen=True, slots=True)
class ReleaseAudit:
    """What an attacker can still tell of every hidden cell of a release, and how the choice of cells came about.

    `not_compared`: earlier figures whose values cannot be worked out any more, so that nobody can say what they give away.
    """

    attack: Audit
    names: tuple[Mapping[str, Any], ...]  # per interval of the attack: indicator, series, period and codes
    choice: Suppression
    sensitive: int
    not_compared: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether nothing leaks."""
        return self.attack.ok

    @property
    def leaks(self) -> tuple[Mapping[str, Any], ...]:
        """The cells of which too much can be worked out, with what an attacker knows of them."""
        pairs = zip(self.names, self.attack.intervals, strict=True)
        return tuple({**name, **_bounds(one)} for name, one in pairs if one.is_leak)

    def to_json(self) -> dict[str, Any]:
        """Return the audit as it is kept with the release."""
        cells = [{**name, **_bounds(one)} for name, one in zip(self.names, self.attack.intervals, strict=True)]
        counts = {"sensitive": self.sensitive, **self.attack.counts(), **report(self.choice)}
        rule = {"rule": FIXED, "threshold": MINIMUM_COUNT, "dominance": LARGEST_CONTRIBUTION}
        return {"ok": self.ok, **rule, **counts, "not_compared": list(self.not_compared), "cells": cells}


@dataclass(frozen=True, slots=True)
class Release:
    """Figures in the order of the requests, with the audit over all of them together."""

    figures: tuple[Figure, ...]
    audit: ReleaseAudit


@dataclass(frozen=True, slots=True)
class _Member:
    """One figure among those that are protected together. `frozen` is the figure of an earlier release."""

    measured: MeasuredFigure
    indicator: Indicator
    release: int = 0
    frozen: Figure | None = None

    @property
    def by_provider(self) -> bool:
        return asked_per_provider(self.measured.request)


def _bounds(one: Interval) -> dict[str, Any]:
    """Return an interval in whole numbers: what lies between them is what an attacker has to guess from."""
    lower, upper = math.ceil(one.lower - 1e-6), math.floor(one.upper + 1e-6)
    return {"from": min(lower, upper), "to": max(lower, upper), "is_leak": one.is_leak}


def _where(request: Request) -> dict[str, str]:
    return {name: codes[0] for name, codes in request.where}


def _measured(home: Home, requests: Sequence[Request], versions: Sequence[str | None]) -> list[MeasuredFigure]:
    """Return what was measured for each request; those that share definition, moment and snapshot are measured together."""
    asked = [replace(one, snapshot=chosen_snapshot(home, one.snapshot)) for one in requests]
    together: dict[tuple[Any, ...], list[int]] = {}
    for number, (one, version) in enumerate(zip(asked, versions, strict=True)):
        together.setdefault((one.indicator, version, one.moment, one.snapshot), []).append(number)
    found: dict[int, MeasuredFigure] = {}
    for (indicator, version, *_), numbers in together.items():
        definition = find_definition(indicator, version)
        found |= zip(numbers, measured_figures(home, definition, [asked[one] for one in numbers], REGION), strict=True)
    return [found[number] for number in range(len(asked))]


def _new_members(home: Home, requests: Sequence[Request]) -> list[_Member]:
    measured = _measured(home, requests, [one.definition for one in requests])
    return [_Member(one, find_definition(one.request.indicator, one.request.definition)) for one in measured]


def _earlier_members(home: Home, earlier: Sequence[Figure]) -> tuple[list[_Member], list[str]]:
    """Return the earlier figures with their values worked out again, and those of which that is not possible any more."""
    members, lost = list[_Member](), list[str]()
    releases: dict[tuple[Any, ...], int] = {}
    for frozen in earlier:
        request = frozen.request
        release = releases.setdefault((request.snapshot, request.moment), len(releases) + 1)
        try:
            indicator = find_definition(request.indicator, request.definition)
            (measured,) = _measured(home, [request], [request.definition])
        except (UnknownSnapshot, LookupError):
            lost.append(request.indicator)
            continue
        members.append(_Member(measured, indicator, release, frozen))
    return members, lost


def _leaders(indicator: Indicator) -> dict[str, str]:
    """Return per outcome the one whose value adds up: a limit or a percentile is shown and hidden with it."""
    return {outcome.code: next(iter(series.outcomes)).code for series in indicator.series for outcome in series.outcomes}


def _hidden_in(frozen: Figure | None) -> set[Place]:
    cells = frozen.cells if frozen else ()
    return {(one.series, one.period, one.dimensions) for one in cells if one.value.state is ValueState.HIDDEN}


def _tables(member: _Member) -> Iterable[Table]:
    request, leaders = member.measured.request, _leaders(member.indicator)
    found: dict[tuple[str, date], dict[tuple[str, ...], Amount]] = {}
    for cell in member.measured.cells:
        amount = amount_of(cell, by_provider=member.by_provider)
        if amount is not None and leaders[cell.series] == cell.series:
            found.setdefault((cell.series, cell.period), {})[cell.dimensions] = amount
    hidden = _hidden_in(member.frozen)
    for (series, period), cells in found.items():
        own = frozenset(key for key in cells if (series, period, key) in hidden)
        family = f"{request.indicator} {member.indicator.definition_version}"
        yield Table(family, series, period, request.by, cells, _where(request), member.release, own)


def parents_of(home: Home) -> Parents:
    """Return which area lies in which, for the region of this home."""
    subregions = {one.code: one.subregion for one in read_region(home.region).municipalities if one.subregion}
    return {"municipality": ("subregion", subregions)} if subregions else {}


def _places_of(tables: Sequence[Table], first: int, linking: Linking) -> dict[Place, int]:
    """Return where the cells of the tables of one figure stand among the linked cells."""
    found: dict[Place, int] = {}
    for number, table in enumerate(tables, first):
        series = table.series
        found |= {(series, table.period, key): linking.place_of[number, key] for key in table.cells}
    return found


def _figure(member: _Member, places: Mapping[Place, int], choice: Suppression) -> Figure:
    """Return the figure as it is published."""
    leaders = _leaders(member.indicator)

    def is_hidden(cell: MeasuredCell) -> bool:
        place = places.get((leaders[cell.series], cell.period, cell.dimensions))
        by_others = place is not None and place in choice.hidden
        return by_others or is_sensitive(cell, by_provider=member.by_provider)

    cells = tuple(published(cell, is_hidden=is_hidden(cell)) for cell in member.measured.cells)
    return Figure(member.measured.request, replace(member.measured.passport, disclosure=_said(member, cells, choice)), cells)


def _said(member: _Member, cells: Sequence[Cell], choice: Suppression) -> dict[str, int | str]:
    """Return what the protection did, for the passport."""
    hidden = sum(cell.value.state is ValueState.HIDDEN for cell in cells)
    small = sum(is_sensitive(cell, by_provider=member.by_provider) for cell in member.measured.cells)
    method = "optimal" if choice.is_optimal else "greedy"
    return {"rule": FIXED, "threshold": MINIMUM_COUNT, "hidden": hidden, "hidden_for_others": hidden - small, "method": method}


def _named(places: Mapping[int, tuple[_Member, Place]], attack: Audit) -> tuple[Mapping[str, Any], ...]:
    found = []
    for interval in attack.intervals:
        member, (series, period, codes) = places[interval.place]
        request = member.measured.request
        dimensions = {**_where(request), **dict(zip(request.by, codes, strict=True))}
        named = {"indicator": request.indicator, "series": series, "period": period.isoformat(), "dimensions": dimensions}
        found.append(named | {"release": member.release})
    return tuple(found)


def published_again(as_of: AsOf, definition: Measurable, frozen: Figure) -> tuple[Cell, ...]:
    """Return the cells of a figure of a release worked out again: hidden where they were hidden, for others or for themselves."""
    hidden = _hidden_in(frozen)
    measured = measured_cells_of(as_of, definition, frozen.request, frozen.passport.scope)
    return tuple(published(one, is_hidden=(one.series, one.period, one.dimensions) in hidden) for one in measured)


def release_figures(
    home: Home, requests: Sequence[Request], *, earlier: Sequence[Figure] = (), time_limit: float = 30.0
) -> Release:
    """Return the figures for the requests as they may be published together: exact, or hidden so that it stays hidden.

    `earlier` are figures of earlier releases that are still about: what they show is known, what they hide stays hidden.
    `time_limit` in seconds for the best choice of cells; after that a quick one is taken, which the passport says.
    SeveralCodes when a request keeps several codes of a dimension; UnknownIndicator, UnknownDimension as `compute_figure`.
    """
    for one in requests:
        require_menu(REGION, one.where)
    new = _new_members(home, requests)
    before, lost = _earlier_members(home, earlier)
    members, tables, firsts = [*new, *before], list[Table](), []
    for member in members:
        firsts.append(len(tables))
        tables += _tables(member)
    linking = link(tables, parents_of(home))
    choice = suppress(linking.linked, time_limit=time_limit)
    ends = [*firsts[1:], len(tables)]
    places = [_places_of(tables[first:end], first, linking) for first, end in zip(firsts, ends, strict=True)]
    attack = audit(linking.linked, choice.hidden)
    owners = {place: (one, key) for one, own in reversed(list(zip(members, places, strict=True))) for key, place in own.items()}
    figures = tuple(_figure(one, own, choice) for one, own in zip(new, places, strict=False))
    sensitive = sum(cell.status.value == "sensitive" for cell in linking.linked.cells)
    return Release(figures, ReleaseAudit(attack, _named(owners, attack), choice, sensitive, tuple(lost)))
