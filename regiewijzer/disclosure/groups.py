"""Group disclosure: where everyone of a group has the same code, that nobody has another tells something of each of them.

Of a municipality whose young people all get one form of care, 35, 0 and 0 say of every one of them which form that is. The
noughts are hidden then: each may as well be a few. Where people live divides them into groups, and is nothing that a group has.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.figures.values import ValueState

PLACES = frozenset({"municipality", "subregion", "district"})
_KINDS_OF_HELP = ("product_category", "care_form", "segment", "frame")  # one follows from another: together they are one property

Codes = tuple[str, ...]
Line = tuple[str, date, Codes]  # series, period, and the codes of the other dimensions
Elsewhere = Callable[[Sequence[str]], AbstractSet[Codes]]


def properties(by: Sequence[str]) -> list[tuple[int, ...]]:
    """Return by which dimensions, as places in the codes, the people of a group are told apart."""
    help_given = tuple(place for place, name in enumerate(by) if name in _KINDS_OF_HELP)
    others = [(place,) for place, name in enumerate(by) if name not in PLACES and name not in _KINDS_OF_HELP]
    return [*others, *([help_given] if help_given else [])]


def _without(codes: Codes, places: tuple[int, ...]) -> Codes:
    return tuple(code for place, code in enumerate(codes) if place not in places)


def completed(found: AbstractSet[Codes], by: Sequence[str], elsewhere: Elsewhere) -> set[Codes]:
    """Return the combinations with, where a group has one code alone, the others that occur: left out they would say nought.

    `elsewhere` gives the codes that occur for anyone by some of the dimensions: asked where one stands alone in the whole answer.
    """
    everything = set(found)
    for places in properties(by):
        groups: dict[Codes, list[Codes]] = {}
        for codes in found:
            groups.setdefault(_without(codes, places), []).append(codes)
        seen = {tuple(codes[place] for place in places) for codes in found}
        if len(seen) == 1:
            seen |= elsewhere([by[place] for place in places])
        for only, *more in groups.values():
            if not more:
                everything |= {_with(only, places, codes) for codes in seen}
    return everything


def _with(codes: Codes, places: tuple[int, ...], new: Codes) -> Codes:
    changed = dict(zip(places, new, strict=True))
    return tuple(changed.get(place, code) for place, code in enumerate(codes))


def has_nobody(cell: MeasuredCell) -> bool:
    """Tell whether a cell says that there is nobody: a nought, or a mean or share of nobody."""
    return cell.youths + cell.people == 0 and (cell.number == 0 or cell.state is ValueState.NOT_APPLICABLE)


def lines_of_one(cells: Sequence[MeasuredCell], places: tuple[int, ...]) -> frozenset[Line]:
    """Return the lines along a property in which all people have one code."""
    having: dict[Line, int] = {}
    for cell in cells:
        if cell.youths + cell.people:
            line = (cell.series, cell.period, _without(cell.dimensions, places))
            having[line] = having.get(line, 0) + 1
    return frozenset(line for line, count in having.items() if count == 1)


def with_whole_groups(cells: Sequence[MeasuredCell], by: Sequence[str]) -> tuple[MeasuredCell, ...]:
    """Return the cells of a breakdown, marked where a nought stands beside a group that is whole."""
    whole = {places: lines_of_one(cells, places) for places in properties(by)}

    def is_told(cell: MeasuredCell) -> bool:
        lines = (((cell.series, cell.period, _without(cell.dimensions, places)), found) for places, found in whole.items())
        return has_nobody(cell) and any(line in found for line, found in lines)

    return tuple(cell._replace(beside_whole_group=True) if is_told(cell) else cell for cell in cells)


def marked(cells: Sequence[MeasuredCell], whole: frozenset[Line]) -> Iterator[MeasuredCell]:
    """Yield the cells of a question for one code, marked where everyone has another.

    `whole` are lines of the question for all codes.
    """
    for cell in cells:
        is_told = has_nobody(cell) and (cell.series, cell.period, cell.dimensions) in whole
        yield cell._replace(beside_whole_group=True) if is_told else cell
