"""Two series that count the same are one quantity: a rate and the number it is a rate of, an old definition and a new one."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from regiewijzer.disclosure.tables import Codes, Table

SAME_CELLS = 3  # so many equal cells that are not nought show that two series count the same
# Between two releases late messages change some of the cells; what else is counted hardly ever agrees in half of them.
SAME_PART = 0.5

_Values = Mapping[tuple[date, Codes], float]


def _are_equal(one: _Values, other: _Values, part: float) -> bool:
    """Tell whether enough of the cells that both have and that are not nought are equal."""
    pairs = [(one[key], other[key]) for key in one.keys() & other.keys()]
    equal = sum(a == b != 0 for a, b in pairs)
    return equal >= SAME_CELLS and equal >= part * sum(a != 0 or b != 0 for a, b in pairs)


def _counts_the_same(one: Mapping[int, _Values], other: Mapping[int, _Values]) -> bool:
    """Tell whether two series count the same; `one` and `other` by release. Within a release all cells must be equal."""
    within = [(one[release], other[release]) for release in one.keys() & other.keys()]
    for mine, its in within:
        if mine.keys() & its.keys() and not _are_equal(mine, its, 1.0):
            return False
    across = ((mine, its) for a, mine in one.items() for b, its in other.items() if a != b)
    return any(_are_equal(*pair, 1.0) for pair in within) or any(_are_equal(*pair, SAME_PART) for pair in across)


def same_quantities(tables: Sequence[Table]) -> dict[str, str]:
    """Return per quantity the name of the first that counts the same, in whatever release it was seen."""
    found: dict[str, dict[int, dict[tuple[date, Codes], float]]] = {}
    for table in tables:
        values = found.setdefault(table.quantity, {}).setdefault(table.release, {})
        values |= {(table.period, table.codes(key)): amount.value for key, amount in table.cells.items()}
    same = {name: name for name in found}
    for one, other in combinations(found, 2):
        if same[one] == one and same[other] == other and _counts_the_same(found[one], found[other]):
            same[other] = one
    return same


def concerned(tables: Sequence[Table]) -> list[Table]:
    """Return the tables of the release that is made, and of earlier ones what may be tied to those by any chain of sums."""
    periods = {table.period for table in tables if table.release == 0}
    within = [table for table in tables if table.period in periods]
    same = same_quantities(within)
    names = {(table.family, same[table.quantity]) for table in within}
    families = {table.family for table in within if table.release == 0}
    quantities: set[str] = set()
    while more := {pair for pair in names if pair[0] in families or pair[1] in quantities}:
        names -= more
        families |= {family for family, _ in more}
        quantities |= {quantity for _, quantity in more}
    return [table for table in within if table.family in families]
