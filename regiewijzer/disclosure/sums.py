"""The sums that tie published cells: a total to its parts, and a series to those that add up to it.

Tables of one quantity and period are tied when one is coarser than the other: it leaves out a dimension, or names the larger
area. What does not add up exactly (a young person in two forms of care counts twice in the parts) is tied all the same: an
attacker who knows how much counts twice must not learn more either.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, permutations

from regiewijzer.disclosure.linked import Equation
from regiewijzer.disclosure.same_cells import Cells
from regiewijzer.disclosure.same_quantities import SAME_CELLS
from regiewijzer.disclosure.tables import Codes, Dimensions, Parents, Table

FEWEST_TERMS, MOST_TERMS = 2, 4  # series that together make another


def _coarser(codes: Codes, names: frozenset[str], parents: Parents) -> Codes | None:
    """Return what a cell is called in a table that names these dimensions; None when it cannot be told."""
    found, known = [], dict(codes)
    for name in names:
        if name in known:
            found.append((name, known[name]))
            continue
        below = [(code, parents[one][1]) for one, code in codes if one in parents and parents[one][0] == name]
        if not below or below[0][0] not in below[0][1]:
            return None
        found.append((name, below[0][1][below[0][0]]))
    return frozenset(found)


def _is_coarser(one: Table, other: Table, parents: Parents) -> bool:
    """Tell whether every cell of the second table is part of one of the first."""
    above = {parents[name][0] for name in other.names if name in parents}
    is_smaller = one.names != other.names and one.names <= other.names | above
    return is_smaller and all(one.where.get(name, code) == code and name in one.names for name, code in other.where.items())


def _parts(one: Table, other: Table, parents: Parents) -> Iterator[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Yield the cells of the coarser table with their parts in the finer one."""
    own = {one.codes(key): key for key in one.cells}
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key in other.cells:
        codes = _coarser(other.codes(key), one.names, parents)
        if codes is not None and codes in own:
            found.setdefault(own[codes], []).append(key)
    yield from found.items()


def _pairs(tables: Sequence[Table], numbers: Iterable[int], parents: Parents) -> list[tuple[int, int]]:
    """Return the pairs of a coarser and a finer table, without those that follow from a table in between."""
    pairs = [(a, b) for a, b in permutations(numbers, 2) if _is_coarser(tables[a], tables[b], parents)]
    known = set(pairs)
    whole = [number for number, table in enumerate(tables) if not table.where]

    def follows(a: int, b: int) -> bool:
        between = (c for c in whole if (a, c) in known and (c, b) in known)
        return any(tables[c].release == tables[a].release == tables[b].release for c in between)

    return [(a, b) for a, b in pairs if not follows(a, b)]


def sums_of_parts(tables: Sequence[Table], cells: Cells, parents: Parents) -> Iterator[Equation]:
    """Yield the sums of parts to totals."""
    groups: dict[tuple[str, date], list[int]] = {}
    for number, table in enumerate(tables):
        groups.setdefault((cells.quantity(table), table.period), []).append(number)
    for numbers in groups.values():
        for a, b in _pairs(tables, numbers, parents):
            is_of_one_release = tables[a].release == tables[b].release
            for total, parts in _parts(tables[a], tables[b], parents):
                adds_up = tables[a].cells[total].value == sum(tables[b].cells[key].value for key in parts)
                places = {cells.place_of[b, key] for key in parts}
                if (is_of_one_release or adds_up) and cells.place_of[a, total] not in places:
                    yield (*((place, 1) for place in sorted(places)), (cells.place_of[a, total], -1))


Row = Mapping[str, tuple[int, tuple[str, ...]]]  # series -> number of the table and codes of the cell


def _rows(tables: Sequence[Table]) -> Iterator[tuple[str, Row]]:
    """Yield the cells that stand side by side: of one family, breakdown and period, one of each series."""
    found: dict[tuple[object, ...], dict[str, tuple[int, Dimensions]]] = {}
    for number, table in enumerate(tables):
        for key in table.cells:
            row = found.setdefault((table.family, table.release, table.period, table.codes(key)), {})
            row[table.series] = (number, key)
    for (family, *_), row in found.items():
        if len(row) > FEWEST_TERMS:
            yield str(family), row


def _adds_up(total: str, terms: tuple[str, ...], values: Sequence[Mapping[str, float]]) -> bool:
    """Tell whether the terms make the total in every row, and there is something to see."""
    rows = [row for row in values if total in row and all(one in row for one in terms)]
    is_seen = sum(row[total] != 0 for row in rows) >= SAME_CELLS and all(any(row[one] for row in rows) for one in terms)
    return is_seen and all(abs(row[total] - sum(row[one] for one in terms)) < 0.5 for row in rows)


def _made_of(values: Sequence[Mapping[str, float]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield which series is the sum of which others, as anyone can see who looks at the numbers."""
    names = sorted({name for row in values for name in row})
    for total in names:
        others = [name for name in names if name != total]
        for count in range(FEWEST_TERMS, MOST_TERMS + 1):
            for terms in combinations(others, count):
                if _adds_up(total, terms, values):
                    yield total, terms


def sums_of_series(tables: Sequence[Table], cells: Cells) -> Iterator[Equation]:
    """Yield the sums of series to another: submitted is approved, refused and open."""
    families: dict[str, list[Row]] = {}
    for family, row in _rows(tables):
        families.setdefault(family, []).append(row)
    for rows in families.values():
        values = [{name: tables[number].cells[key].value for name, (number, key) in row.items()} for row in rows]
        for total, terms in _made_of(values):
            for row in rows:
                if total in row and all(one in row for one in terms):
                    places = [cells.place_of[row[one]] for one in terms]
                    yield (*((place, 1) for place in sorted(places)), (cells.place_of[row[total]], -1))
