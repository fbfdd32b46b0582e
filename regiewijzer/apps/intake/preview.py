"""A return message as a page may show it: complete, with every value that tells of a person masked.

Person level never leaves the ledger through a page (DESIGN section 4); the command line writes the whole message, where
the custodian's key is at hand.
"""

from collections.abc import Iterator

from lxml import etree

from regiewijzer.definitions.standard import MessageDefinition, load_standard, releases
from regiewijzer.messages.personal import is_personal

MASK = "•••"


class UnknownMessage(ValueError):
    """The content is no message of a release that we read."""


def _definition(namespace: str) -> MessageDefinition:
    for release in releases():
        for message in load_standard(release).messages.values():
            if message.namespace == namespace:
                return message
    raise UnknownMessage(namespace)


def _leaves(element: etree._Element, path: tuple[str, ...] = ()) -> Iterator[tuple[str, etree._Element]]:
    for child in element.iterchildren(tag=etree.Element):
        below = (*path, etree.QName(child).localname)
        if len(child):
            yield from _leaves(child, below)
        else:
            yield "/".join(below), child


def masked(content: bytes) -> str:
    """Return the message as indented text without a single value of a person; UnknownMessage when it is none of ours."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    definition = _definition(etree.QName(root).namespace or "")
    for path, leaf in _leaves(root):
        if leaf.text and is_personal(definition, path):
            leaf.text = MASK
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")
