"""What cannot stand in a register: a contract that ends before it starts, tariffs that overlap, two caps for one scope."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from regiewijzer.contracting.changes import Row


class Wrong(StrEnum):
    """What is wrong with a row, or with two rows together."""

    ENDS_BEFORE_START = "ends_before_start"
    OVERLAPPING_TARIFFS = "overlapping_tariffs"
    OVERLAPPING_CONTRACTS = "overlapping_contracts"
    OVERLAPPING_PRODUCTS = "overlapping_products"
    OVERLAPPING_PROVIDER = "overlapping_provider"
    OWN_MAIN_CONTRACTOR = "own_main_contractor"
    OWN_SUCCESSOR = "own_successor"
    TWO_CAPS = "two_caps"
    NEGATIVE_CAP = "negative_cap"
    UNKNOWN_LOT = "unknown_lot"
    UNKNOWN_PROVIDER = "unknown_provider"
    UNKNOWN_FRAMEWORK = "unknown_framework"
    PROVIDER_HAS_LEFT = "provider_has_left"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, with the row that it is about and, for two together, the other one."""

    wrong: Wrong
    row: Row
    other: Row | None = None


Registers = Mapping[str, Sequence[Row]]


def _begins(row: Row) -> date:
    begin = row["valid_from"]
    assert isinstance(begin, date), row
    return begin


def _ends(row: Row) -> date:
    end = row.get("valid_until")
    return end if isinstance(end, date) else date.max


def overlap(one: Row, other: Row) -> bool:
    """Tell whether two periods of validity share a day."""
    return _begins(one) < _ends(other) and _begins(other) < _ends(one)


def _order(table: str, rows: Sequence[Row]) -> Iterator[Fault]:
    if table in _PERIODS:
        yield from (Fault(Wrong.ENDS_BEFORE_START, row) for row in rows if _ends(row) <= _begins(row))


_PERIODS = frozenset({"contract", "tariff", "product", "provider_register", "framework"})
_OVERLAPS: Mapping[str, tuple[tuple[str, ...], Wrong]] = {
    "tariff": (("product_category", "product_code", "provider_code", "contract_number", "unit"), Wrong.OVERLAPPING_TARIFFS),
    "contract": (("provider_code", "lot_code", "municipality_code"), Wrong.OVERLAPPING_CONTRACTS),
    "product": (("product_category", "product_code"), Wrong.OVERLAPPING_PRODUCTS),
    "provider_register": (("provider_code",), Wrong.OVERLAPPING_PROVIDER),
}


def _overlaps(table: str, rows: Sequence[Row]) -> Iterator[Fault]:
    if table not in _OVERLAPS:
        return
    names, wrong = _OVERLAPS[table]
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row.get(name) for name in names)].append(row)
    for group in groups.values():
        yield from (Fault(wrong, other, one) for one, other in combinations(group, 2) if overlap(one, other))


def _caps(table: str, rows: Sequence[Row]) -> Iterator[Fault]:
    """A cap for all municipalities together and one for a single municipality limit the same euros: that is two caps."""
    if table != "spending_cap":
        return
    caps = [row for row in rows if row["kind"] == "cap"]
    for one, other in combinations(caps, 2):
        same = one["provider_code"] == other["provider_code"] and one["year"] == other["year"]
        places = {one.get("municipality_code"), other.get("municipality_code")}
        if same and (len(places) == 1 or None in places):
            yield Fault(Wrong.TWO_CAPS, other, one)
    yield from (
        Fault(Wrong.NEGATIVE_CAP, row) for row in caps if isinstance(row["amount_cents"], int) and row["amount_cents"] < 0
    )


def _references(table: str, rows: Sequence[Row], others: Registers) -> Iterator[Fault]:
    if table == "contract":
        yield from _unknown(rows, "lot_code", others.get("lot", ()), "lot_code", Wrong.UNKNOWN_LOT)
        yield from _unknown(rows, "provider_code", others.get("provider_register", ()), "provider_code", Wrong.UNKNOWN_PROVIDER)
        yield from _left(rows, others.get("provider_register", ()))
    elif table == "lot":
        yield from _unknown(rows, "framework_code", others.get("framework", ()), "framework_code", Wrong.UNKNOWN_FRAMEWORK)
    elif table == "spending_cap":
        yield from _unknown(rows, "provider_code", others.get("provider_register", ()), "provider_code", Wrong.UNKNOWN_PROVIDER)
    elif table == "provider_register":
        yield from (
            Fault(Wrong.OWN_MAIN_CONTRACTOR, one) for one in rows if one.get("main_contractor_code") == one["provider_code"]
        )
        yield from (Fault(Wrong.OWN_SUCCESSOR, one) for one in rows if one.get("successor_code") == one["provider_code"])


def _unknown(rows: Sequence[Row], name: str, known: Sequence[Row], column: str, wrong: Wrong) -> Iterator[Fault]:
    """Without a register of the other kind nothing can be held against it."""
    codes = {row[column] for row in known}
    if codes:
        yield from (Fault(wrong, row) for row in rows if row.get(name) is not None and row[name] not in codes)


def _left(contracts: Sequence[Row], providers: Sequence[Row]) -> Iterator[Fault]:
    """A contract cannot begin after its provider went on under another code: it is then with the successor."""
    gone: dict[object, Row] = {}
    for row in providers:
        if row.get("successor_code") is not None:
            gone[row["provider_code"]] = row
    for contract in contracts:
        provider = gone.get(contract["provider_code"])
        if provider is not None and _begins(contract) >= _ends(provider):
            yield Fault(Wrong.PROVIDER_HAS_LEFT, contract, provider)


def judge(table: str, rows: Sequence[Row], others: Registers) -> tuple[Fault, ...]:
    """Return everything that is wrong in a register; `others` are the registers that it refers to."""
    simple: tuple[Callable[[str, Sequence[Row]], Iterator[Fault]], ...] = (_order, _overlaps, _caps)
    return (*(fault for rule in simple for fault in rule(table, rows)), *_references(table, rows, others))


def new_faults(table: str, before: Sequence[Row], after: Sequence[Row], others: Registers) -> tuple[Fault, ...]:
    """Return what a change makes wrong: what was wrong before it is no reason to refuse it."""
    known = {_name(fault) for fault in judge(table, before, others)}
    return tuple(fault for fault in judge(table, after, others) if _name(fault) not in known)


def _name(fault: Fault) -> tuple[object, ...]:
    rows = [tuple(sorted((name, repr(value)) for name, value in row.items())) for row in (fault.row, fault.other) if row]
    return (fault.wrong, *sorted(rows))
