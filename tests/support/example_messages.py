"""Example trees of every message, made from the definition of the standard: least, full or at random, always valid at level 1."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from regiewijzer.definitions.standard import Element, SimpleType, Standard, load_standard

LEAST, FULL, RANDOM = "least", "full", "random"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TEXT = _LETTERS + "0123456789 .,-'()&<>\"éëïüŁ€"


def _digits(length: int) -> Callable[[random.Random], str]:
    return lambda chance: "".join(chance.choices("0123456789", k=length))


def _synthetic_bsn(chance: random.Random) -> str:
    while True:
        digits = [chance.randint(0, 9) for _ in range(9)]
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 == 5:
            return "".join(map(str, digits))


_BY_TYPE: dict[str, Callable[[random.Random], str]] = {
    "LDT_AgbCode": _digits(8),
    "LDT_Gemeente": _digits(4),
    "LDT_BurgerServicenummer": _synthetic_bsn,
    "LDT_Telefoonnummer": lambda chance: _digits(chance.randint(1, 15))(chance),
    "LDT_Voorletters": lambda chance: "".join(chance.choices(_LETTERS, k=chance.randint(1, 6))),
    "LDT_Versie": lambda chance: f"{chance.randint(0, 9)}.{chance.randint(0, 20)}.{chance.randint(0, 9)}",
    "LDT_IdentificatieDeclaratie": lambda chance: "".join(chance.choices(_LETTERS + "0123456789", k=chance.randint(1, 12))),
    "LDT_Tijd": lambda chance: f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02}",
}


def example_tree(name: str, fill: str, chance: random.Random, *, release: str = "3.2", rows: int = 3) -> dict[str, Any]:
    """Return a tree for `write_message`; `rows` is how often a repeating class occurs at most."""
    standard = load_standard(release)
    return _Maker(standard, fill, chance, rows).children(standard.messages[name].root)


class _Maker:
    def __init__(self, standard: Standard, fill: str, chance: random.Random, rows: int) -> None:
        self._standard, self._fill, self._chance, self._rows = standard, fill, chance, rows

    def children(self, element: Element) -> dict[str, Any]:
        return {child.name: self._occurring(child) for child in element.children if self._is_there(child)}

    def _is_there(self, element: Element) -> bool:
        if element.least:
            return True
        return self._fill == FULL or (self._fill == RANDOM and self._chance.random() < 0.5)

    def _occurring(self, element: Element) -> Any:
        if element.most == 1:
            return self._value(element)
        count = {LEAST: 1, FULL: self._rows, RANDOM: self._chance.randint(1, self._rows)}[self._fill]
        return [self._value(element) for _ in range(count)]

    def _value(self, element: Element) -> Any:
        if element.children:
            return self.children(element)
        if element.fixed is not None:
            return element.fixed
        assert element.type is not None
        return self._simple(self._standard.simple_types[element.type])

    def _simple(self, simple: SimpleType) -> Any:
        codes = self._standard.codes(simple.name)
        if codes is not None:
            return self._chance.choice(sorted(codes))
        if simple.name in _BY_TYPE:
            return _BY_TYPE[simple.name](self._chance)
        if simple.base == "integer":
            assert simple.least is not None
            assert simple.most is not None
            return self._chance.choice([simple.least, simple.most, self._chance.randint(simple.least, simple.most)])
        if simple.base == "date":
            return date(2000, 1, 1) + timedelta(self._chance.randint(0, 9500))
        return self._text(simple)

    def _text(self, simple: SimpleType) -> str:
        longest = min(simple.max_length or 60, 60)
        text = "".join(self._chance.choices(_TEXT, k=self._chance.randint(1, longest)))
        return text if text.strip() else "x"
