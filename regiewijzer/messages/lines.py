"""Finds the line on which an element stands. libxml2 counts exactly up to line 65,534; beyond that we count ourselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

_LAST_EXACT = 65_534  # libxml2 keeps 16 bits per element; above, it guesses from the text inside


def line_of(element: etree._Element) -> int:
    """Return libxml2's line of an element."""
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs have an ellipsis here
    return line or 1


def lines_of(content: bytes, elements: Iterable[etree._Element]) -> dict[etree._Element, int]:
    """Return the 1-based line of the start tag of each element; all must be of the tree parsed from `content`."""
    found = {element: line_of(element) for element in elements}
    beyond = {element for element, line in found.items() if line > _LAST_EXACT}
    return found | _counted(content, beyond) if beyond else found


def _counted(content: bytes, elements: set[etree._Element]) -> dict[etree._Element, int]:
    root = next(iter(elements)).getroottree().getroot()
    wanted = {number: element for number, element in enumerate(root.iter(etree.Element)) if element in elements}
    lines: dict[etree._Element, int] = {}
    number = -1

    def started(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal number
        number += 1
        if number in wanted:
            lines[wanted[number]] = parser.CurrentLineNumber

    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    parser.Parse(content, True)
    return lines


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in a message: a class, its 1-based occurrence in the message, and what is below it."""

    class_path: str  # "Client/StopProducten/StopProduct"; "" for the message itself
    ordinal: int
    rest: str = ""  # "Product/Code"; need not exist


def lines_at(content: bytes, root: etree._Element, spots: Sequence[Spot]) -> list[int]:
    """Return the line of each spot, or of what stands nearest above it."""
    classes = {spot.class_path: _occurrences(root, spot.class_path) for spot in spots}
    elements = [_below(classes[spot.class_path][spot.ordinal - 1], spot.rest) for spot in spots]
    lines = lines_of(content, elements)
    return [lines[element] for element in elements]


def _occurrences(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall("/".join(f"{{*}}{name}" for name in path.split("/"))) if path else [root]


def _below(element: etree._Element, rest: str) -> etree._Element:
    for name in filter(None, rest.split("/")):
        child = element.find(f"{{*}}{name}")
        if child is None:
            break
        element = child
    return element
