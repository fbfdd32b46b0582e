"""A release: figures that are published together and stay as they are, protected as one whole, with the audit of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.disclosure.audit import Audit, audit
from regiewijzer.disclosure.beside_pages import protect_beside_pages
from regiewijzer.disclosure.differences import is_small
from regiewijzer.disclosure.fixed import Amount, amount_of, is_sensitive, published
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.disclosure.linking import Linking, link
from regiewijzer.disclosure.same_quantities import concerned
from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT
from regiewijzer.disclosure.suppression import Suppression, suppress
from regiewijzer.disclosure.tables import Parents, Table
from regiewijzer.figures.figure import Cell, Figure, Request
from regiewijzer.figures.scope import REGION, require_menu
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.facts import Measurable
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.figures import MeasuredFigure, asked_per_provider, find_definition, measured_cells_of
from regiewijzer.pipeline.releases_audit import FIXED, ReleaseAudit
from regiewijzer.pipeline.releases_earlier import Earlier, read_earlier
from regiewijzer.pipeline.releases_tables import (
    Named,
    Place,
    family_of,
    leaders_of,
    measured,
    named,
    tables_of,
    values_by_cell,
    where_of,
)


@dataclass(frozen=True, slots=True)
class Release:
    """Figures in the order of the requests, with the audit over all of them together."""

    figures: tuple[Figure, ...]
    audit: ReleaseAudit


@dataclass(frozen=True, slots=True)
class _Member:
    """One figure among those that are released together."""

    measured: MeasuredFigure
    indicator: Indicator

    @property
    def request(self) -> Request:
        return self.measured.request

    @property
    def by_provider(self) -> bool:
        return asked_per_provider(self.request)

    @property
    def family(self) -> str:
        return family_of(self.request.indicator, self.indicator.definition_version)

    def named(self, cell: MeasuredCell, series: str) -> Named:
        codes = (*zip(self.request.by, cell.dimensions, strict=True), *where_of(self.request).items())
        return self.family, series, cell.period, frozenset(codes)


def _members(home: Home, requests: Sequence[Request]) -> list[_Member]:
    found = measured(home, requests, [one.definition for one in requests])
    return [_Member(one, find_definition(one.request.indicator, one.request.definition)) for one in found]


def _amounts(member: _Member) -> Iterator[tuple[Place, Amount]]:
    leaders = leaders_of(member.indicator)
    for cell in member.measured.cells:
        amount = amount_of(cell, by_provider=member.by_provider)
        if amount is not None and leaders[cell.series] == cell.series:
            yield (cell.series, cell.period, cell.dimensions), amount


def parents_of(home: Home) -> Parents:
    """Return which area lies in which, for the region of this home."""
    subregions = {one.code: one.subregion for one in read_region(home.region).municipalities if one.subregion}
    return {"municipality": ("subregion", subregions)} if subregions else {}


def _places_of(tables: Sequence[Table], first: int, linking: Linking) -> dict[Place, int]:
    """Return where the cells of the tables of one figure stand among the linked cells."""
    found: dict[Place, int] = {}
    for number, table in enumerate(tables, first):
        found |= {(table.series, table.period, key): linking.place_of[number, key] for key in table.cells}
    return found


class _Publishing:
    """Makes the cells of one figure as they are published."""

    def __init__(self, member: _Member, places: Mapping[Place, int], choice: Suppression, earlier: Earlier) -> None:
        self._member, self._places, self._choice, self._earlier = member, places, choice, earlier
        self._leaders = leaders_of(member.indicator)
        self._now = dict(_amounts(member))
        self.kept = 0  # values that stay what they were

    def cell(self, cell: MeasuredCell) -> Cell:
        """Return the cell: exact, as it was published before, or hidden."""
        if is_sensitive(cell, by_provider=self._member.by_provider):
            return published(cell, is_hidden=True)
        leader = (self._leaders[cell.series], cell.period, cell.dimensions)
        if self._places.get(leader) not in self._choice.hidden:
            return published(cell, is_hidden=False)
        before = self._before(cell, self._now[leader])
        self.kept += before is not None
        return before or published(cell, is_hidden=True)

    def _before(self, cell: MeasuredCell, now: Amount) -> Cell | None:
        """Return what was last shown in its place when it changed by too little to be told: everybody has that number."""
        shown = self._earlier.shown.get(self._member.named(cell, cell.series))
        amount = self._earlier.amounts.get(self._member.named(cell, self._leaders[cell.series]))
        if shown is None or amount is None or not is_small(now.value, amount.value, now.step):
            return None
        return replace(shown, dimensions=cell.dimensions, value=replace(shown.value, is_kept=True))


def _figure(member: _Member, places: Mapping[Place, int], choice: Suppression, earlier: Earlier) -> Figure:
    """Return the figure as it is published."""
    publishing = _Publishing(member, places, choice, earlier)
    cells = tuple(publishing.cell(cell) for cell in member.measured.cells)
    said = _said(member, cells, choice) | ({"kept": publishing.kept} if publishing.kept else {})
    return Figure(member.request, replace(member.measured.passport, disclosure=said), cells)


def _said(member: _Member, cells: Sequence[Cell], choice: Suppression) -> dict[str, int | str]:
    """Return what the protection did, for the passport."""
    hidden = sum(cell.value.state is ValueState.HIDDEN for cell in cells)
    small = sum(is_sensitive(cell, by_provider=member.by_provider) for cell in member.measured.cells)
    method = "optimal" if choice.is_optimal else "greedy"
    return {"rule": FIXED, "threshold": MINIMUM_COUNT, "hidden": hidden, "hidden_for_others": hidden - small, "method": method}


def _names(tables: Sequence[Table], linking: Linking, attack: Audit) -> tuple[Mapping[str, Any], ...]:
    """Return what each interval of the attack is about; a cell of several tables is named after the first."""
    owners = {place: (number, key) for (number, key), place in reversed(list(linking.place_of.items()))}

    def name(place: int) -> dict[str, Any]:
        if place in linking.differences:
            return name(linking.differences[place].now) | {"is_difference": True}
        number, key = owners[place]
        return named(tables[number], key)

    return tuple(name(one.place) for one in attack.intervals)


def published_again(as_of: AsOf, definition: Measurable, frozen: Figure) -> tuple[Cell, ...]:
    """Return the cells of a figure of a release worked out again: hidden where they were hidden, for others or for themselves."""
    hidden = {(one.series, one.period, one.dimensions) for one in frozen.cells if one.value.state is ValueState.HIDDEN}
    cells = measured_cells_of(as_of, definition, frozen.request, frozen.passport.scope)
    return tuple(published(one, is_hidden=(one.series, one.period, one.dimensions) in hidden) for one in cells)


def _in_figures(tables: Sequence[Sequence[Table]], linking: Linking) -> Iterable[dict[Place, int]]:
    first = 0
    for own in tables:
        yield _places_of(own, first, linking)
        first += len(own)


def release_figures(
    home: Home, requests: Sequence[Request], *, earlier: Sequence[Figure] = (), time_limit: float = 30.0
) -> Release:
    """Return the figures for the requests as they may be published together: exact, or hidden so that it stays hidden.

    `earlier` are figures of earlier releases that are still about, in the order in which they appeared: what they show is known,
    what they hide stays hidden. A value that differs from them by a few people only stays what it was.
    `time_limit` in seconds for the best choice of cells; after that a quick one is taken, which the passport says.
    OffTheMenu when a request is not on the menu; UnknownIndicator, UnknownDimension as `compute_figure`.
    """
    for one in requests:
        require_menu(REGION, one.by, one.where)
    members = _members(home, requests)
    new = [list(tables_of(one.request, one.family, _amounts(one))) for one in members]
    flat = [table for own in new for table in own]
    before = read_earlier(home, earlier, values_by_cell(flat))
    tables = concerned([*flat, *before.tables])
    linking = link(tables, parents_of(home))
    together = protect_beside_pages(linking, suppress(linking.linked, time_limit=time_limit), time_limit=time_limit)
    choice, attack = together.choice, audit(linking.linked, together.choice.hidden)
    places = _in_figures(new, linking)
    figures = tuple(_figure(one, own, choice, before) for one, own in zip(members, places, strict=True))
    sensitive = sum(cell.status.value == "sensitive" for cell in linking.linked.cells)
    names = _names(tables, linking, attack)
    narrow = tuple(one.place for one in together.narrow)
    lost = tuple(dict.fromkeys(before.lost))
    beside = (together.attack, narrow, len(together.already))
    return Release(figures, ReleaseAudit(attack, names, choice, sensitive, lost, *beside))
