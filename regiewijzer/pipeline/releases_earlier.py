"""What earlier releases made known: the values as they were published, and of what they hid as much as can still be told.

A published number is what readers have, whatever the ledger says today: after an erasure, or by a newer program, another number
comes out. What was hidden is worked out again, and believed only where everything shown beside it comes out as it was published.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from regiewijzer.definitions.indicators_types import Aggregation, Indicator
from regiewijzer.disclosure.fixed import Amount, amount_of, published
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT
from regiewijzer.disclosure.tables import Table
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import UnknownSnapshot
from regiewijzer.pipeline.figures import asked_per_provider, find_indicator
from regiewijzer.pipeline.releases_tables import Named, Place, family_of, leaders_of, measured, tables_of, where_of

_PLAIN = (Aggregation.COUNT_DISTINCT, Aggregation.COUNT, Aggregation.SUM)
_AROUND = 0.1  # part of a hidden value that is known no more, to stay away from


@dataclass
class Earlier:
    """The tables of earlier releases, what was last shown of each thing, and indicators of which something is lost.

    `shown` is the cell as readers have it; `amounts` what of it adds up, where it does.
    """

    tables: list[Table] = field(default_factory=list)
    shown: dict[Named, Cell] = field(default_factory=dict)
    amounts: dict[Named, Amount] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Again:
    """An earlier figure with its definition of then and what comes out now; `cells` is empty when nothing does."""

    frozen: Figure
    indicator: Indicator
    cells: Mapping[Place, MeasuredCell]

    @property
    def family(self) -> str:
        return family_of(self.indicator.id, self.indicator.definition_version)

    def named(self, cell: Cell) -> Named:
        codes = frozenset((*zip(self.frozen.request.by, cell.dimensions, strict=True), *where_of(self.frozen.request).items()))
        return self.family, cell.series, cell.period, codes

    def amount(self, cell: MeasuredCell) -> Amount | None:
        return amount_of(cell, by_provider=asked_per_provider(self.frozen.request))


def _place(cell: Cell | MeasuredCell) -> Place:
    return cell.series, cell.period, cell.dimensions


def _definition(frozen: Figure) -> Indicator | None:
    """Return the definition with which it was made, None when it is kept no more."""
    try:
        indicator = find_indicator(frozen.request.indicator)
    except LookupError:
        return None
    kept = (indicator, *indicator.earlier)
    return next((one for one in kept if one.definition_version == frozen.passport.definition_version), None)


def _again(home: Home, frozen: Figure) -> _Again | None:
    indicator = _definition(frozen)
    if indicator is None:
        return None
    try:
        (found,) = measured(home, [frozen.request], [indicator.version])
    except (UnknownSnapshot, LookupError):
        return _Again(frozen, indicator, {})
    return _Again(frozen, indicator, {_place(cell): cell for cell in found.cells})


def _is_the_same(cell: Cell, now: MeasuredCell | None) -> bool:
    return now is not None and published(now, is_hidden=False).value == cell.value


def _is_kept(cell: Cell, now: MeasuredCell | None, before: Cell | None) -> bool:
    """Tell whether it stood in for a value that changed too little to be shown: what it was then is hidden."""
    return now is not None and before is not None and not _is_the_same(cell, now) and before.value == cell.value


class _Reading:
    """Reads one earlier figure, after those before it."""

    def __init__(self, again: _Again, shown: Mapping[Named, Cell], new: Mapping[Named, Amount]) -> None:
        self._again, self._new, self.is_lossy = again, new, False
        self._leaders = leaders_of(again.indicator)
        self._series = {outcome.code: series for series in again.indicator.series for outcome in series.outcomes}
        cells = [(cell, again.cells.get(_place(cell)), shown.get(again.named(cell))) for cell in again.frozen.cells]
        self.kept = frozenset(_place(cell) for cell, now, before in cells if _is_kept(cell, now, before))
        said = [(cell, now) for cell, now, _ in cells if cell.value.state is ValueState.SHOWN and _place(cell) not in self.kept]
        self._doubtful = {(cell.series, cell.period) for cell, now in said if not _is_the_same(cell, now)}

    @property
    def hidden(self) -> frozenset[Place]:
        """The places of what readers do not have."""
        by_state = (_place(cell) for cell in self._again.frozen.cells if cell.value.state is ValueState.HIDDEN)
        return self.kept | frozenset(by_state)

    def amounts(self) -> Iterator[tuple[Place, Amount]]:
        """Yield what is known, and what is hidden as far as it can be told."""
        for cell in self._again.frozen.cells:
            if self._leaders.get(cell.series) != cell.series or not self._adds_up(cell):
                continue
            found = self._shown(cell) if cell.value.number is not None else self._hidden(cell)
            self.is_lossy |= found is None
            if found is not None:
                yield _place(cell), found

    def _adds_up(self, cell: Cell) -> bool:
        """Tell whether there is something to compare: it was published, or hidden, and is no median."""
        is_there = cell.value.state in (ValueState.SHOWN, ValueState.HIDDEN)
        return is_there and self._series[cell.series].aggregation is not Aggregation.MEDIAN_P90

    def _shown(self, cell: Cell) -> Amount | None:
        now = self._again.cells.get(_place(cell))
        if now is not None and (_place(cell) in self.kept or _is_the_same(cell, now)):
            return self._again.amount(now)
        is_plain = self._series[cell.series].aggregation in _PLAIN
        assert cell.value.number is not None, cell
        return Amount(float(cell.value.number), is_sensitive=False) if is_plain else None

    def _hidden(self, cell: Cell) -> Amount | None:
        now = self._again.cells.get(_place(cell))
        if now is not None and (cell.series, cell.period) not in self._doubtful:
            return self._again.amount(now)
        self.is_lossy = True
        return self._stand_in(cell)

    def _stand_in(self, cell: Cell) -> Amount | None:
        """Return today's value in the place of one that is known no more: what was hidden then stays so now."""
        found = self._new.get(self._again.named(cell))
        if found is None:
            return None
        around = max(MINIMUM_COUNT - found.value, _AROUND * abs(found.value), 1.0)
        return found._replace(is_sensitive=True, up=around, down=min(max(found.value, 0.0), 1.0))


def _overlaps(frozen: Figure, periods: frozenset[date]) -> bool:
    return any(cell.period in periods for cell in frozen.cells)


def read_earlier(home: Home, earlier: Sequence[Figure], new: Mapping[Named, Amount]) -> Earlier:
    """Return what earlier figures made known of the periods that are released now; they stand in the order of publication."""
    found, releases = Earlier(), dict[tuple[object, ...], int]()
    periods = frozenset(period for _, _, period, _ in new)
    for frozen in earlier:
        if not _overlaps(frozen, periods):
            continue
        again = _again(home, frozen)
        if again is None:
            found.lost.append(frozen.request.indicator)
            continue
        release = releases.setdefault((frozen.request.snapshot, frozen.request.moment), len(releases) + 1)
        reading = _Reading(again, found.shown, new)
        amounts = dict(reading.amounts())
        found.tables += tables_of(frozen.request, again.family, amounts.items(), release=release, hidden=reading.hidden)
        seen = {again.named(cell): amounts.get(_place(cell)) for cell in frozen.cells if _place(cell) not in reading.hidden}
        found.amounts |= {name: amount for name, amount in seen.items() if amount is not None}
        found.shown |= {again.named(cell): cell for cell in frozen.cells if cell.value.state is ValueState.SHOWN}
        found.lost += [frozen.request.indicator] if reading.is_lossy else []
    return found
