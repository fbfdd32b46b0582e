"""Judges a row that could be read: whose it is, whether the region knows its codes, whether its values fit together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn, ExtractTable, Operator, RowRule
from regiewijzer.extracts.faults import Fault
from regiewijzer.extracts.readings import Value
from regiewijzer.extracts.senders import Known, Sender
from regiewijzer.vocabulary.money import euros
from regiewijzer.vocabulary.periods import add_months

UNFIT, MUNICIPALITY, PROVIDER, NOT_OWN = "RW-EX-50", "RW-EX-53", "RW-EX-54", "RW-EX-55"
_MONTHS = {ColumnType.MONTH: 1, ColumnType.QUARTER: 3, ColumnType.HALF_YEAR: 6, ColumnType.YEAR: 12}
_SIGNS = {Operator.AT_MOST: "≤", Operator.LESS_THAN: "<", Operator.AT_LEAST: "≥", Operator.MORE_THAN: ">"}
_REGISTER = "provider_register"  # it says which providers there are, so it is not held against them


@dataclass(slots=True)
class Judge:
    """Judges the rows of one table of one sender; `places` are the columns of the file."""

    table: ExtractTable
    places: Mapping[str, int]
    sender: Sender
    known: Known
    _names: tuple[str, ...] = ()
    _coded: tuple[ExtractColumn, ...] = ()  # columns with codes that the region may not know
    _valid: dict[tuple[str, date, date | None], bool] = field(default_factory=dict)  # the same few codes return row after row

    def __post_init__(self) -> None:
        self._names = tuple(column.name for column in self.table.columns)
        self._coded = tuple(one for one in self.table.columns if one.type in (ColumnType.MUNICIPALITY, ColumnType.AGB))

    def faults(self, number: int, values: tuple[Value, ...]) -> Iterator[Fault]:
        """Yield what is wrong with a row."""
        row = dict(zip(self._names, values, strict=True))
        yield from self._not_own(number, row)
        if self._coded:
            yield from self._unknown(number, row)
        for rule in self.table.rules:
            if not holds(rule, row):
                yield Fault(UNFIT, number, self.places.get(rule.left), self._written(rule.left, row), self._said(rule, row))

    def _not_own(self, number: int, row: Mapping[str, Value]) -> Iterator[Fault]:
        owner = self.table.owner_column
        if owner is not None and not self.sender.speaks_for_all and row[owner] != self.sender.code:
            yield Fault(NOT_OWN, number, self.places.get(owner), str(row[owner]), self.table.column(owner).title.nl)

    def _unknown(self, number: int, row: Mapping[str, Value]) -> Iterator[Fault]:
        start, until = period_of(self.table, row)
        for column in self._coded:
            code = row[column.name]
            if not isinstance(code, str):
                continue
            if column.type is ColumnType.MUNICIPALITY and not self._is_municipality(code, start, until):
                yield Fault(MUNICIPALITY, number, self.places.get(column.name), code, column.title.nl)
            if column.type is ColumnType.AGB and not self._is_provider(code):
                yield Fault(PROVIDER, number, self.places.get(column.name), code, column.title.nl)

    def _is_municipality(self, code: str, start: date, until: date | None) -> bool:
        if self.known.municipalities is None:
            return True
        key = (code, start, until)
        if key not in self._valid:
            self._valid[key] = any(one.code == code and one.is_valid_in(start, until) for one in self.known.municipalities)
        return self._valid[key]

    def _is_provider(self, code: str) -> bool:
        return self.known.providers is None or self.table.name == _REGISTER or code in self.known.providers

    def _said(self, rule: RowRule, row: Mapping[str, Value]) -> str:
        left = self.table.column(rule.left).title.nl
        if isinstance(rule.right, int):
            return f"{left} {_SIGNS[rule.operator]} {rule.right}"
        written = self._written(rule.right, row)
        return f"{left} {_SIGNS[rule.operator]} {self.table.column(rule.right).title.nl} ({written})"

    def _written(self, name: str, row: Mapping[str, Value]) -> str:
        """Return a value as people write it."""
        column, value = self.table.column(name), row[name]
        if isinstance(value, date):
            return (value - timedelta(days=column.inclusive_end)).strftime("%d-%m-%Y")
        if isinstance(value, int) and column.type is ColumnType.EURO:
            return euros(value)
        return str(value).replace(".", ",")


def holds(rule: RowRule, row: Mapping[str, Value]) -> bool:
    """Tell whether a row keeps to a rule; with an empty side it does."""
    left, right = row[rule.left], row[rule.right] if isinstance(rule.right, str) else rule.right
    if isinstance(left, date) and isinstance(right, date):
        return _stands(left.toordinal(), rule.operator, right.toordinal())
    if isinstance(left, int | Decimal) and isinstance(right, int | Decimal):
        return _stands(left, rule.operator, right)
    return True


def _stands(left: int | Decimal, operator: Operator, right: int | Decimal) -> bool:
    match operator:
        case Operator.AT_MOST:
            return left <= right
        case Operator.LESS_THAN:
            return left < right
        case Operator.AT_LEAST:
            return left >= right
        case Operator.MORE_THAN:
            return left > right


def period_of(table: ExtractTable, row: Mapping[str, Value]) -> tuple[date, date | None]:
    """Return the period a row is about, end exclusive: its month, quarter, … or else its validity, or else the whole of time."""
    for column in table.columns:
        start = row[column.name]
        if column.type in _MONTHS and isinstance(start, date):
            return start, add_months(start, _MONTHS[column.type])
    start, until = row.get("valid_from"), row.get("valid_until")
    return (start if isinstance(start, date) else date.min), (until if isinstance(until, date) else None)
