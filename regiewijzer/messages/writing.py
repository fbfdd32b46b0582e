"""Writes a message from a nested dict: UTF-8, CRLF, no BOM, one element per line.

The writer follows the order, namespaces and fixed values of the standard and nothing more: it does not validate,
so that a simulator can also write what a careless sender would. What is written is checked by the gate, like any input.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from regiewijzer.definitions.standard import Element, load_standard

_SPECIAL = re.compile("[&<>\r]")
_REPLACED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\r\n'
_SCHEMA_VERSION = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}

Put = Callable[[str], None]
Writer = Callable[[Any, Put], None]


class UnknownElementError(ValueError):
    """The tree holds an element that the standard does not have at that place."""


def write_message(name: str, tree: Mapping[str, Any], *, release: str = "3.2") -> bytes:
    """Return the message `name` ("JW301") as bytes.

    `tree` has the children of Bericht by element name: a str, int, date or time for a value, a mapping for a class or
    composite type, a list of these for what is repeated; None and absent are left out. The header's fixed values
    (BerichtCode, BerichtVersie, BerichtSubversie) and XsdVersie are filled in unless given.
    KeyError for an unknown message or release, UnknownElementError for an element that does not belong there.
    """
    parts = [_DECLARATION]
    _compiled(name, release)(tree, parts.append)
    return "".join(parts).encode()


@cache
def _compiled(name: str, release: str) -> Writer:
    standard = load_standard(release)
    message = standard.messages[name]
    prefix = name.lower()
    spaces = f' xmlns:{prefix}="{message.namespace}" xmlns:ijw="{standard.base_namespace}"'
    return _writer(message.root, prefix, 0, spaces)


def _writer(element: Element, prefix: str, depth: int, attributes: str = "") -> Writer:
    tag = f"{'ijw' if element.in_base else prefix}:{element.name}"
    opening, closing = f"{'  ' * depth}<{tag}{attributes}>", f"</{tag}>\r\n"
    if not element.children:
        return _leaf(opening, closing)
    below = {child.name: _writer(child, prefix, depth + 1) for child in element.children}
    return _class(element, opening + "\r\n", "  " * depth + closing, below)


def _leaf(opening: str, closing: str) -> Writer:
    def write(value: Any, put: Put) -> None:
        text = value if value.__class__ is str else str(value)
        if _SPECIAL.search(text):
            text = _SPECIAL.sub(lambda found: _REPLACED[found[0]], text)
        put(f"{opening}{text}{closing}")

    return write


def _class(element: Element, opening: str, closing: str, below: Mapping[str, Writer]) -> Writer:
    steps, filled_in = tuple(below.items()), _filled_in(element)

    def write(tree: Mapping[str, Any], put: Put) -> None:
        if not below.keys() >= tree.keys():
            raise UnknownElementError(f"{element.name}: {', '.join(sorted(tree.keys() - below.keys()))}")
        if filled_in:
            tree = {**filled_in, **tree}
        put(opening)
        for name, write_child in steps:
            value = tree.get(name)
            if value is None:
                continue
            if isinstance(value, list | tuple):
                for one in value:
                    write_child(one, put)
            else:
                write_child(value, put)
        put(closing)

    return write


def _filled_in(element: Element) -> dict[str, Any]:
    values: dict[str, Any] = {child.name: child.fixed for child in element.children if child.fixed is not None}
    return values | {"XsdVersie": _SCHEMA_VERSION} if values else values
