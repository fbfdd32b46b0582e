"""The same cell in two tables is one cell: hidden in both or in none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from regiewijzer.disclosure.fixed import Amount
from regiewijzer.disclosure.linked import LinkedCell, Status
from regiewijzer.disclosure.same_quantities import same_quantities
from regiewijzer.disclosure.tables import Codes, Dimensions, Table

About = tuple[str, date, Codes]  # quantity, period and what it names


def _status(amount: Amount, table: Table, key: Dimensions) -> Status:
    if table.release and key not in table.hidden:
        return Status.KNOWN
    if amount.is_sensitive:
        return Status.SENSITIVE
    return Status.HIDDEN if table.release else Status.FREE


_STRONGEST = (Status.KNOWN, Status.SENSITIVE, Status.HIDDEN, Status.FREE)


def _merged(one: LinkedCell, other: LinkedCell) -> LinkedCell:
    status = min((one.status, other.status), key=_STRONGEST.index)
    return replace(one, status=status, up=max(one.up, other.up), down=max(one.down, other.down))


class Cells:
    """Collects the cells of tables; `place_of` tells by number of the table and codes where each went.

    `versions` are the places of the values that one thing has had, the present one first; `steps` tells of each place how far
    values must lie apart.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        """Collect them."""
        self._same = same_quantities(tables)
        self.cells: list[LinkedCell] = []
        self.quantities: list[str] = []  # of each cell
        self.steps: list[float] = []
        self.place_of: dict[tuple[int, Dimensions], int] = {}
        self.new: set[int] = set()  # the places of what is being released
        self.versions: dict[About, dict[float, int]] = {}
        for number, table in sorted(enumerate(tables), key=lambda item: item[1].release):
            for key, amount in table.cells.items():
                self.place_of[number, key] = self._add(table, key, amount)

    def quantity(self, table: Table) -> str:
        """Return what the table counts, by the name that series which count the same share."""
        return self._same[table.quantity]

    def _add(self, table: Table, key: Dimensions, amount: Amount) -> int:
        bound, least = abs(amount.value) + amount.up, min(amount.value - amount.down, 0.0)
        cell = LinkedCell(amount.value, _status(amount, table, key), up=amount.up, down=amount.down, lower=least, upper=bound)
        versions = self.versions.setdefault((self.quantity(table), table.period, table.codes(key)), {})
        place = versions.setdefault(amount.value, len(self.cells))
        if place == len(self.cells):
            self.cells.append(cell)
            self.quantities.append(self.quantity(table))
            self.steps.append(amount.step)
        else:
            self.cells[place] = _merged(self.cells[place], cell)
        if table.release == 0:
            self.new.add(place)
        return place
