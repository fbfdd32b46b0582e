"""Reads a message back as a nested dict: for previews, tests and round trips. Loading uses `columns`, which is faster."""

from typing import Any, NamedTuple

from lxml import etree

from regiewijzer.definitions.standard import Element
from regiewijzer.messages.hardened import parse
from regiewijzer.messages.identity import Identity, identify


class NotAMessageError(ValueError):
    """The root is not a message of a release that can be read; holds the code of the rule that says why."""


class ReadMessage(NamedTuple):
    """Name ("JW301"), release ("3.2") and content by element name: text, dict, or a list for what may repeat."""

    name: str
    release: str
    tree: dict[str, Any]


def read_tree(content: bytes) -> ReadMessage:
    """Read a message that passed the gate; what the standard does not know is left out.

    UnreadableError when the bytes may not be read, NotAMessageError when it is no message.
    """
    root = parse(content)
    identity = identify(root.tag)
    if not isinstance(identity, Identity):
        raise NotAMessageError(identity.rule, identity.detail)
    return ReadMessage(identity.name, identity.release, _below(root, identity.definition.root))


def _below(element: etree._Element, definition: Element) -> dict[str, Any]:
    known = {child.name: child for child in definition.children}
    tree: dict[str, Any] = {}
    for child in element:
        name = etree.QName(child).localname
        if name not in known:
            continue
        value = _below(child, known[name]) if known[name].children else child.text or ""
        if known[name].most == 1:
            tree[name] = value
        else:
            tree.setdefault(name, []).append(value)
    return tree
