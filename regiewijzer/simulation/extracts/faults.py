"""Faults that senders of extracts make, each with the rule that must tell of it, and resubmissions that only differ."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn, ExtractTable, Operator
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.deliveries import SERVICE, Delivery
from regiewijzer.simulation.extracts.rows import Row

_POINTS = (ColumnType.EURO, ColumnType.DECIMAL, ColumnType.PERCENTAGE)
_NUMBERS = (*_POINTS, ColumnType.INTEGER)
_SYSTEMATIC = 0.3  # share of decimal points that stand in every row of the column


class PlantedExtract(NamedTuple):
    """One fault as it was planted, for the truth. `rule` is empty for what breaks none."""

    kind: str
    rule: str
    table: str
    sender: str
    day: date
    file: str
    member: str
    row: int  # as in the user's file; nought when no row is wrong
    column: int | None
    mended_on: date | None


class Spot(NamedTuple):
    """One wrong cell: 1-based row of the file (the titles are row 1), 0-based column; no column = the whole row."""

    rule: str
    row: int
    column: int | None
    value: Any = None


class Spoiled(NamedTuple):
    """A delivery as it goes out: `rows` with wrong cells at `faults`; `kept` are the rows that may be taken over."""

    table: str
    day: date
    rows: Sequence[Row]
    kept: Sequence[Row]
    faults: tuple[Spot, ...] = ()
    kind: str = ""
    is_mended: bool = False  # always: what differs without a fault is only noticed because it comes again
    mended_on: date | None = None


class Faults:
    """Draws faults at a set rate per delivery. A rate of nought draws nothing."""

    def __init__(self, tables: Mapping[str, ExtractTable], senders: Sequence[str], rate: float, chance: Chance) -> None:
        self._tables, self._senders, self._rate, self._chance = tables, senders, rate, chance
        self._kinds: dict[str, Callable[[Delivery, date, bool], Spoiled | None]] = {
            "decimal_point": self._point,
            "unknown_code": self._code,
            "wrong_date": self._date,
            "double_row": self._double,
            "part_above_whole": self._part,
            "foreign_row": self._foreign,
            "formula": self._formula,
            "person_number": self._person,
            "missing_value": self._missing,
            "same_again": self._same,
            "incomplete": self._incomplete,
        }

    def draw(self, one: Delivery, day: date, *, excel: bool) -> Spoiled | None:
        """Return the delivery with a fault, None for a right one."""
        if not self._chance.happens(self._rate):
            return None
        for kind in sorted(self._kinds, key=lambda _: self._chance.uniform()):
            spoiled = self._kinds[kind](one, day, excel)
            if spoiled is not None:
                return spoiled._replace(kind=kind)
        return None

    def _columns(self, one: Delivery, fits: Callable[[ExtractColumn], bool]) -> list[int]:
        return [place for place, column in enumerate(self._tables[one.table].columns) if fits(column)]

    def _any(self, values: Sequence[int]) -> int:
        return values[self._chance.between(0, len(values) - 1)]

    def _filled(self, one: Delivery, fits: Callable[[ExtractColumn], bool]) -> tuple[int, int] | None:
        """Return index of a row and place of a column that fits and is filled there, None when there is none."""
        found = self._columns(one, fits)
        if not found:
            return None
        place, index = self._any(found), self._chance.between(0, len(one.rows) - 1)
        name = self._tables[one.table].columns[place].name
        return (index, place) if getattr(one.rows[index], name, None) is not None else None

    def _at(
        self, one: Delivery, day: date, fits: Callable[[ExtractColumn], bool], rule: str, value: Callable[[Any], Any]
    ) -> Spoiled | None:
        spot = self._filled(one, fits)
        if spot is None:
            return None
        index, place = spot
        was = getattr(one.rows[index], self._tables[one.table].columns[place].name)
        return _without(one, day, [Spot(rule, index + 2, place, value(was))])

    def _point(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:
        """An amount as English software writes it, in one row or in all."""
        spot = self._filled(one, lambda column: column.type in _POINTS)
        if spot is None:
            return None
        index, place = spot
        indexes = range(len(one.rows)) if not excel and self._chance.happens(_SYSTEMATIC) else (index,)
        column = self._tables[one.table].columns[place]
        values = ((at, getattr(one.rows[at], column.name)) for at in indexes)
        return _without(
            one, day, [Spot("RW-EX-37", at + 2, place, _pointed(column, value)) for at, value in values if value is not None]
        )

    def _code(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        return self._at(one, day, lambda column: column.type is ColumnType.CODE, "RW-EX-25", lambda _: "onb.")

    def _date(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        def written(was: date) -> str:
            return was.isoformat() if self._chance.happens(0.5) else f"31-02-{was.year}"

        return self._at(one, day, lambda column: column.type is ColumnType.DATE, "RW-EX-30", written)

    def _double(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        if not self._tables[one.table].unique:
            return None
        again = one.rows[self._chance.between(0, len(one.rows) - 1)]
        return Spoiled(one.table, day, (*one.rows, again), one.rows, (Spot("RW-EX-51", len(one.rows) + 2, None),))

    def _part(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        """A part that is larger than its whole, where one rule and not two says so."""
        table = self._tables[one.table]
        lefts = [rule.left for rule in table.rules]
        for rule in table.rules:
            sides = {table.column(side).type for side in (rule.left, rule.right) if isinstance(side, str)}
            if rule.operator is Operator.AT_MOST and sides == {ColumnType.INTEGER} and lefts.count(rule.left) == 1:
                index = self._chance.between(0, len(one.rows) - 1)
                whole = getattr(one.rows[index], str(rule.right), None)
                if whole is not None:
                    place = table.columns.index(table.column(rule.left))
                    return _without(one, day, [Spot("RW-EX-50", index + 2, place, whole + 5)])
        return None

    def _foreign(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        """A row of another organisation."""
        table = self._tables[one.table]
        if table.owner_column is None or one.sender == SERVICE:
            return None
        other = next(code for code in self._senders if len(code) == len(one.sender) and code != one.sender)
        return self._at(one, day, lambda column: column.name == table.owner_column, "RW-EX-55", lambda _: other)

    def _formula(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:
        if not excel:
            return None
        return self._at(one, day, lambda column: column.type in _NUMBERS, "RW-EX-21", lambda _: "=2*21")

    def _person(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        """A citizen number that lost a digit."""
        return self._at(one, day, lambda column: column.type is ColumnType.BSN, "RW-EX-28", lambda was: was[:8])

    def _missing(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        table = self._tables[one.table]
        return self._at(
            one, day, lambda column: column.required and column.name != table.owner_column, "RW-EX-20", lambda _: None
        )

    def _same(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        """The right file, which comes once more."""
        return Spoiled(one.table, day, one.rows, one.rows, is_mended=True)

    def _incomplete(self, one: Delivery, day: date, excel: bool) -> Spoiled | None:  # noqa: ARG002
        """A file that misses its last rows; the whole one follows."""
        part = one.rows[: len(one.rows) * 8 // 10]
        return Spoiled(one.table, day, part, part, is_mended=True) if part else None


def _without(one: Delivery, day: date, faults: Sequence[Spot]) -> Spoiled:
    """Return the delivery with these faults; their rows are not kept."""
    wrong = {spot.row - 2 for spot in faults}
    kept = tuple(row for index, row in enumerate(one.rows) if index not in wrong)
    return Spoiled(one.table, day, one.rows, kept, tuple(faults))


def _pointed(column: ExtractColumn, value: Any) -> str:
    return f"{value / 100:.2f}" if column.type is ColumnType.EURO else f"{value:.2f}"
