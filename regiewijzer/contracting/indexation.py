"""A tariff round: which tariffs become what from a day on, and what that costs on known volumes. Money is integer cents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from regiewijzer.contracting.changes import Operation, Row

MINUTE, HOUR = "01", "04"
_MINUTES = 60
# As people write units in the register of tariffs, and as claims name them.
UNITS: Mapping[str, tuple[str, ...]] = {
    "minuut": (MINUTE,),
    "uur": (HOUR,),
    "etmaal": ("14",),
    "dagdeel": ("16",),
    "stuks": ("82", "84"),
    "stuk": ("82", "84"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """How much a tariff moves: a percentage, or cents per unit."""

    percent: Decimal | None = None
    cents: int | None = None

    def of(self, cents: int) -> int:
        """Return the new amount, rounded half up to a cent; never below nought."""
        if self.cents is not None:
            return max(0, cents + self.cents)
        moved = Decimal(cents) * (1 + (self.percent or Decimal(0)) / 100)
        return max(0, int(moved.quantize(Decimal(1), ROUND_HALF_UP)))


@dataclass(frozen=True, slots=True)
class Volume:
    """What was delivered by a provider for a municipality of a product, in the unit of the claim; youths: distinct."""

    municipality: str
    provider: str
    category: str
    code: str | None
    unit: str
    volume: int
    youths: int


def chosen(
    tariffs: Sequence[Row], products: frozenset[tuple[str, str]], contracts: frozenset[str] | None, day: date
) -> list[Row]:
    """Return the tariffs of these products (category and code, "" for the whole category) that run over or begin on a day.

    contracts: only those agreed for one of these, None for every tariff. What ended before, or begins later, stays.
    """
    return [row for row in tariffs if _is_chosen(row, products, contracts, day)]


def _is_chosen(row: Row, products: frozenset[tuple[str, str]], contracts: frozenset[str] | None, day: date) -> bool:
    name = (str(row["product_category"]), str(row.get("product_code") or ""))
    agreed = contracts is None or str(row.get("contract_number")) in contracts
    return name in products and agreed and _runs(row, day)


def _runs(row: Row, day: date) -> bool:
    first, end = row["valid_from"], row.get("valid_until")
    assert isinstance(first, date), row
    return first <= day and (not isinstance(end, date) or end > day)


def operations(rows: Sequence[Row], step: Step, day: date) -> Iterator[Operation]:
    """Yield what a round changes: on the day the old tariff ends and the new begins; one that begins that day is replaced."""
    for row in rows:
        cents = row["amount_cents"]
        assert isinstance(cents, int), row
        new = {**row, "amount_cents": step.of(cents), "valid_from": day}
        if row["valid_from"] == day:
            yield Operation(row, new)
        else:
            yield Operation(row, {**row, "valid_until": day})
            yield Operation(None, new)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a round adds to the cost of a volume."""

    volume: Volume
    cents: int


def effects(
    volumes: Sequence[Volume], tariffs: Sequence[Row], moved: Sequence[Row], step: Step, contracts: Mapping[str, frozenset[str]]
) -> list[Effect]:
    """Return what a round adds per volume; one whose tariff does not move, or is not known, adds nothing.

    tariffs: those of the day of the round. The most particular one holds, as in check TR418: of a code before one of the
    category, then of a contract before one of the provider before one for everyone. contracts: numbers by provider.
    """
    marked = {id(row) for row in moved}
    found = []
    for one in volumes:
        row = _tariff_of(one, tariffs, contracts)
        if row is not None and id(row) in marked:
            found.append(Effect(one, _added(one, row, step)))
    return found


def _tariff_of(one: Volume, tariffs: Sequence[Row], contracts: Mapping[str, frozenset[str]]) -> Row | None:
    fitting = [row for row in tariffs if _fits(row, one, contracts)]
    return max(fitting, key=_particular, default=None)


def _fits(row: Row, one: Volume, contracts: Mapping[str, frozenset[str]]) -> bool:
    units = UNITS.get(str(row["unit"]).strip().lower(), (str(row["unit"]),))
    own_unit = one.unit in units or (one.unit == MINUTE and HOUR in units)
    own_contract = row.get("contract_number") is None or row["contract_number"] in contracts.get(one.provider, frozenset())
    return (
        row["product_category"] == one.category
        and row.get("product_code") in (None, one.code)
        and row.get("provider_code") in (None, one.provider)
        and own_unit
        and own_contract
    )


def _particular(row: Row) -> int:
    code = 0 if row.get("product_code") is None else 10
    return code + (2 if row.get("contract_number") is not None else 1 if row.get("provider_code") is not None else 0)


def _added(one: Volume, row: Row, step: Step) -> int:
    cents = row["amount_cents"]
    assert isinstance(cents, int), row
    difference = Decimal(step.of(cents) - cents)
    per_minute = one.unit == MINUTE and HOUR in UNITS.get(str(row["unit"]).strip().lower(), ())
    if per_minute:
        difference /= _MINUTES
    return int((difference * one.volume).quantize(Decimal(1), ROUND_HALF_UP))
