"""Dimensions that only one indicator has: a column of its query, such as a care path or a combination of forms of care."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regiewijzer.definitions.indicators_fields import Fields
from regiewijzer.definitions.indicators_series import Text

OTHER = "other"
_NAME = re.compile(r"[a-z][a-z_]{1,39}")
# Columns of the table of facts beside those of a query: an own dimension stands among them.
_TAKEN = ("youth", "unit", "level", "facts", "told", "amounts", "total", "units", "quantiles", "people", "place")


@dataclass(frozen=True, slots=True)
class OwnDimension:
    """A dimension of one indicator, under the name of the column that holds it.

    Closed: `codes` are all its codes with their names. Open: codes come from the data, so that the very existence of one may
    tell of a person; at most `most` of them are named, none with fewer than ten youths, and the rest together is `other`.
    `codes_of`: a code, or each part of it between `joined_by`, is a code of that dimension; `codes` then names a few more.
    """

    name: str
    label: Text
    per: Text
    codes: tuple[tuple[str, Text], ...] = ()
    codes_of: str | None = None
    joined_by: str = ""
    most: int | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether its codes come from the data."""
        return self.most is not None


def _codes(fields: Fields) -> tuple[tuple[str, Text], ...]:
    if "codes" not in fields.values:
        return ()
    below = fields.mapping("codes")
    return tuple(
        (str(code), Fields(fields.file, {str(code): text}, below.place).text(str(code))) for code, text in below.values.items()
    )


def _codes_of(fields: Fields, known: Sequence[str]) -> str | None:
    if "codes_of" not in fields.values:
        return None
    name = fields.string("codes_of")
    if name not in known:
        raise fields.wrong("codes_of", f"one of {', '.join(known)}")
    return name


def _own(name: str, fields: Fields, known: Sequence[str]) -> OwnDimension:
    fields.only(("label", "per", "codes", "codes_of", "joined_by", "most"))
    codes, most = _codes(fields), fields.number("most") if "most" in fields.values else None
    if not codes and most is None:
        raise fields.wrong("codes", "every code with its name, or `most`: how many codes out of the data may be named")
    if most == 0:
        raise fields.wrong("most", "a number from 1")
    return OwnDimension(
        name=name,
        label=fields.text("label"),
        per=fields.text("per"),
        codes=codes,
        codes_of=_codes_of(fields, known),
        joined_by=fields.string("joined_by") if "joined_by" in fields.values else "",
        most=most,
    )


def _all(fields: Fields, known: Sequence[str], taken: Sequence[str]) -> Iterator[OwnDimension]:
    below = fields.mapping("own")
    for name in below.values:
        if not _NAME.fullmatch(name) or name in (*taken, *known, *_TAKEN):
            raise below.wrong(name, "a name of small letters that means nothing else")
        yield _own(name, below.mapping(name), known)


def read_own(fields: Fields, known: Sequence[str], taken: Sequence[str]) -> tuple[OwnDimension, ...]:
    """Return the own dimensions of an indicator, none when it has none; IndicatorDefinitionError names what is wrong.

    `known` are the dimensions that every indicator may have, `taken` the other columns of facts.
    """
    return tuple(_all(fields, known, taken)) if "own" in fields.values else ()
