"""Mutations of a message: what careless senders, broken software and hostile people do to XML."""

import copy
import random
from collections.abc import Callable

from lxml import etree

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def any_element(root: etree._Element, chance: random.Random) -> etree._Element:
    return chance.choice(list(root.iterdescendants()))


def any_value(root: etree._Element, chance: random.Random) -> etree._Element:
    return chance.choice([one for one in root.iterdescendants() if not len(one)])


def drop(root: etree._Element, chance: random.Random) -> None:
    one = any_element(root, chance)
    one.getparent().remove(one)


def double(root: etree._Element, chance: random.Random) -> None:
    one = any_element(root, chance)
    one.addnext(copy.deepcopy(one))


def swap(root: etree._Element, chance: random.Random) -> None:
    one = any_element(root, chance)
    parent = one.getparent()
    parent.insert(chance.randrange(len(parent)), one)


def rename(root: etree._Element, chance: random.Random) -> None:
    one, other = any_element(root, chance), any_element(root, chance)
    one.tag = f"{{{etree.QName(one).namespace}}}{chance.choice([etree.QName(other).localname, 'Onbekend'])}"


def move_namespace(root: etree._Element, chance: random.Random) -> None:
    one = any_element(root, chance)
    spaces = [*root.nsmap.values(), "http://www.istandaarden.nl/ijw/3_1/basisschema/schema", "urn:x"]
    one.tag = f"{{{chance.choice(spaces)}}}{etree.QName(one).localname}"


VALUES = (
    "", " ", "  \n ", "xxxxxxxx", "0", "-1", "+1", "007", "1.5", "1e3", "99", "100", "99999", "100000", "99999999",
    "100000000", "999999999", "1000000000", "999999999999", "1000000000000", "0518", "51", "12345678", "123456789",
    "1234567", "A.B.", "Ab", "é", "AB CD", "NL", "XX", "2024-02-29", "2023-02-29", "2024-1-1", "2024-01-01Z",
    "2024-01-01+01:00", "10000-01-01", "-0001-01-01", "0000-01-01", " 2024-01-01 ", "12:00:00", "24:00:00", "25:00:00",
    "12:00", "12:00:00Z", "12:00:00-01:00", "12:00:00.5", "1.2.3", "01.2.3", "1.2", "1.2.3.4", "C", "D", "06-12345678",
    "0612345678", "a\nb", "\ta", "a\u00a0", "\u00a0", "01", "1", "2", "3", "9", "13", "45", "8001", "0001", "\u2028", "<&>",
)  # fmt: skip


def revalue(root: etree._Element, chance: random.Random) -> None:
    any_value(root, chance).text = chance.choice(VALUES)


LENGTHS = (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 15, 16, 20, 21, 24, 25, 35, 36, 64, 80, 81, 200, 201)


def lengthen(root: etree._Element, chance: random.Random) -> None:
    any_value(root, chance).text = chance.choice("aé1") * chance.choice(
        [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 15, 16, 20, 21, 24, 25, 35, 36, 64, 80, 81, 200, 201]
    )


def exchange(root: etree._Element, chance: random.Random) -> None:
    one, other = any_value(root, chance), any_value(root, chance)
    one.text, other.text = other.text, one.text


def attribute(root: etree._Element, chance: random.Random) -> None:
    name = chance.choice(
        [
            "a",
            "{urn:x}a",
            "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
            "{http://www.w3.org/2001/XMLSchema-instance}nil",
        ]
    )
    any_element(root, chance).set(name, chance.choice(["true", "false", "urn:x http://localhost/x.xsd"]))


def text_between(root: etree._Element, chance: random.Random) -> None:
    one = any_element(root, chance)
    one.tail = chance.choice(["tekst", " ", "\u00a0"])


def nest(root: etree._Element, chance: random.Random) -> None:
    any_value(root, chance).append(copy.deepcopy(any_value(root, chance)))


def empty(root: etree._Element, chance: random.Random) -> None:
    one = any_element(root, chance)
    del one[:]
    one.text = None


MUTATIONS: list[Callable[[etree._Element, random.Random], None]] = [
    drop, double, swap, rename, move_namespace, revalue, revalue, revalue, lengthen, exchange, attribute, text_between, nest,
    empty,
]  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return the message with one to three things changed; it may still be valid."""
    root = etree.fromstring(content)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        if len(root):
            chance.choice(MUTATIONS)(root, chance)
    return etree.tostring(root, encoding="utf-8")
