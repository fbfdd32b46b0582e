"""The same cell in two tables is one cell: hidden in both or in none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from regiewijzer.disclosure.fixed import Amount
from regiewijzer.disclosure.linked import LinkedCell, Status
from regiewijzer.disclosure.tables import Codes, Dimensions, Table

SAME_CELLS = 3  # so many equal cells that are not nought show that two series count the same
Key = tuple[str, date, Codes, int]  # the last: the release whose value it is


def _counts_the_same(one: Sequence[Table], other: Sequence[Table]) -> bool:
    """Tell whether two series have the same value in every cell that both have."""
    values = {(table.period, table.codes(key)): amount.value for table in one for key, amount in table.cells.items()}
    pairs = [
        (values[table.period, table.codes(key)], amount.value)
        for table in other
        for key, amount in table.cells.items()
        if (table.period, table.codes(key)) in values
    ]
    return sum(a == b != 0 for a, b in pairs) >= SAME_CELLS and all(a == b for a, b in pairs)


def _same_quantities(tables: Sequence[Table]) -> dict[str, str]:
    """Return per quantity the name of the first that counts the same: a rate and the number it is a rate of, say."""
    now: dict[str, list[Table]] = {}
    for table in tables:
        if table.release == 0:
            now.setdefault(table.quantity, []).append(table)
    same = {table.quantity: table.quantity for table in tables}
    for one, other in combinations(now, 2):
        if same[one] == one and same[other] == other and _counts_the_same(now[one], now[other]):
            same[other] = one
    return same


def _status(amount: Amount, table: Table, key: Dimensions) -> Status:
    if table.release and key not in table.hidden:
        return Status.KNOWN
    if amount.is_sensitive:
        return Status.SENSITIVE
    return Status.HIDDEN if table.release else Status.FREE


_STRONGEST = (Status.KNOWN, Status.SENSITIVE, Status.FREE, Status.HIDDEN)


def _merged(one: LinkedCell, other: LinkedCell) -> LinkedCell:
    status = min((one.status, other.status), key=_STRONGEST.index)
    return replace(one, status=status, up=max(one.up, other.up), down=max(one.down, other.down))


class Cells:
    """Collects the cells of tables; `place_of` tells by number of the table and codes where each went."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Collect them."""
        self._same = _same_quantities(tables)
        self.cells: list[LinkedCell] = []
        self.quantities: list[str] = []  # of each cell
        self.place_of: dict[tuple[int, Dimensions], int] = {}
        self._places: dict[Key, int] = {}
        for number, table in enumerate(tables):
            for key, amount in table.cells.items():
                self.place_of[number, key] = self._add(table, key, amount)

    def quantity(self, table: Table) -> str:
        """Return what the table counts, by the name that series which count the same share."""
        return self._same[table.quantity]

    def _add(self, table: Table, key: Dimensions, amount: Amount) -> int:
        bound = abs(amount.value) + amount.up
        status = _status(amount, table, key)
        least = min(amount.value - amount.down, 0.0)
        cell = LinkedCell(amount.value, status, up=amount.up, down=amount.down, lower=least, upper=bound)
        now = (self._same[table.quantity], table.period, table.codes(key), 0)
        place = self._places.get(now)
        if table.release and (place is None or self.cells[place].value != amount.value):
            now = (*now[:3], table.release)
            place = self._places.get(now)
        if place is None:
            place = self._places[now] = len(self.cells)
            self.cells.append(cell)
            self.quantities.append(now[0])
        else:
            self.cells[place] = _merged(self.cells[place], cell)
        return place
