"""Validates a message against the compiled schema, in windows when it is long.

lxml works out a path for every error by counting siblings: with 20,000 wrong lines in one claim that takes a minute, with a
hostile file hours. A class that repeats is judged row by row by the schema, so a long list is valid when every window of it
is. Each window costs what it holds, and the whole stays linear.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from lxml import etree

from regiewijzer.messages.identity import Identity
from regiewijzer.messages.schema import compiled

WINDOW = 1000  # rows of one class that are judged at a time
SHORT_BYTES = 64 * 1024  # a file this small cannot hold a list that hurts

Errors = list[etree._LogEntry]


def faulty_windows(root: etree._Element, identity: Identity, *, size: int) -> Iterator[Errors]:
    """Yield the errors of each window that has any; none for a valid message. `size` is the length of the file.

    While a window is yielded the tree holds only that window, so that the paths of its errors lead to their elements;
    when all are taken, or the iterator is closed, the tree is whole again.
    """
    lists = _long_lists(root, identity) if size > SHORT_BYTES else []
    try:
        for one in lists:
            one.show(0, 1 if one.around else WINDOW)
        yield from _errors(root, identity)
        for one in lists:
            yield from _windows(root, identity, one, lists)
    finally:
        for one in lists:
            one.show(0, len(one.rows))


@dataclass(frozen=True, slots=True)
class _LongList:
    """An element whose children are rows of one class, more than fit in a window; `around`: the long lists it is inside of."""

    element: etree._Element
    rows: list[etree._Element]
    around: dict[etree._Element, etree._Element]  # list -> the row of it that holds this one

    def show(self, first: int, until: int) -> None:
        self.element[:] = self.rows[first:until]


def _windows(root: etree._Element, identity: Identity, one: _LongList, lists: Sequence[_LongList]) -> Iterator[Errors]:
    for other in lists:
        other.show(0, 1)
    for element, row in one.around.items():
        element[:] = [row]
    below = root.getroottree().getpath(one.element)
    for first in range(0 if one.around else WINDOW, len(one.rows), WINDOW):
        one.show(first, first + WINDOW)
        yield from _errors(root, identity, below)


def _errors(root: etree._Element, identity: Identity, below: str = "") -> Iterator[Errors]:
    schema = compiled(identity.release)
    try:
        if schema.validate(root):
            return
        found: Errors = [*schema.error_log]  # type: ignore[misc]  # the stubs do not know it iterates
    except etree.XMLSchemaValidateError:
        found = []  # libxml2 gave up: no pass, and nothing to tell
    told = [error for error in found if f"{error.path}/".startswith(f"{below}/")] if below else found
    if told or not below:
        yield told


def _long_lists(root: etree._Element, identity: Identity) -> list[_LongList]:
    found: dict[etree._Element, list[etree._Element]] = {}
    for look in _looks_for_long(identity, WINDOW):
        found |= {element: [*element] for element in cast("list[etree._Element]", look(root))}
    return [_LongList(element, rows, _around(element, found)) for element, rows in found.items()]


def _around(element: etree._Element, lists: Mapping[etree._Element, object]) -> dict[etree._Element, etree._Element]:
    above = [element, *element.iterancestors()]
    return {parent: child for child, parent in pairwise(above) if parent in lists}


@cache
def _looks_for_long(identity: Identity, window: int) -> tuple[etree.XPath, ...]:
    """Return for each kind of element that holds a class or value that repeats: find those with more rows than the window.

    libxml2 counts: stepping through the rows from here costs a tenth of reading the message.
    """
    definition = identity.definition
    repeating = [path for path, element in definition.root.walk() if element.most is None]
    lists = dict.fromkeys(path.rpartition("/")[0] for path in repeating)
    steps = ("/".join(f"m:{name}" for name in path.split("/")) for path in lists)
    return tuple(etree.XPath(f"{step}/*[{window + 1}]/..", namespaces={"m": definition.namespace}) for step in steps)
