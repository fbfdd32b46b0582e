"""Reads texts and codes. A code is text; leading zeros are filled up only when the result stands in a list (decision 0010)."""

import re
from collections.abc import Mapping
from functools import lru_cache

from regiewijzer.definitions.extracts_types import ExtractColumn
from regiewijzer.extracts.readings import Confirm, Reading, wrong
from regiewijzer.extracts.sheets import Raw
from regiewijzer.extracts.spelling import plain
from regiewijzer.vocabulary.codes import is_agb, is_municipality

NOT_IN_LIST, AGB, MUNICIPALITY, BSN, POSTCODE = "RW-EX-25", "RW-EX-26", "RW-EX-27", "RW-EX-28", "RW-EX-29"
YES_NO, ZEROS_LOST, ZEROS_FILLED, TEXT, AS_NUMBER, NO_PERSON = (
    "RW-EX-38",
    "RW-EX-39",
    "RW-EX-40",
    "RW-EX-42",
    "RW-EX-44",
    "RW-EX-62",
)
LONGEST = 1000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIGITS = re.compile(r"[0-9]+")
_BSN = re.compile(r"[0-9]{9}")
_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2}")
# Beleidsinformatie Jeugd: 999999999 for an unknown number, 000000000 for a child that is not born yet.
_NOBODY = frozenset({"999999999", "000000000"})
_TRUTH = {"ja": True, "nee": False}


def text(raw: Raw) -> Reading:
    """Read a text; a whole number of Excel is taken as it stands and told of."""
    if not isinstance(raw, str):
        written = _digits_of(raw)
        return wrong(TEXT) if written is None else Reading(written, note=AS_NUMBER)
    return wrong(TEXT) if len(raw) > LONGEST or _CONTROL.search(raw) else Reading(raw)


def code(column: ExtractColumn, raw: Raw) -> Reading:
    """Read a code of the list of the column, by any of its spellings."""
    written = _written(raw)
    found = _spellings(column).get(plain(written)) if written is not None else None
    if found is not None:
        return Reading(found)
    filled = _filled(written, _width(tuple(column.codes)))
    if filled in column.codes:
        return Reading(filled, note=ZEROS_FILLED)
    return wrong(NOT_IN_LIST)


def agb(raw: Raw, confirm: Confirm) -> Reading:
    """Read a provider code."""
    written = _digits_of(raw)
    if written is not None and is_agb(written):
        return Reading(written)
    return _short(written, 8, confirm.providers, AGB)


def municipality(raw: Raw, confirm: Confirm) -> Reading:
    """Read a municipality code, also as CBS writes it: GM0518."""
    written = _digits_of(raw[2:] if isinstance(raw, str) and raw[:2].upper() == "GM" else raw)
    if written is not None and is_municipality(written):
        return Reading(written)
    return _short(written, 4, confirm.municipalities, MUNICIPALITY)


def bsn(raw: Raw, confirm: Confirm) -> Reading:
    """Read a citizen number. It is never filled up: one in eleven would pass the test and name another person."""
    written = _digits_of(raw)
    if written is None or not _BSN.fullmatch(written):
        return wrong(BSN)
    if written in _NOBODY:
        return Reading(None, note=NO_PERSON)
    return Reading(written) if confirm.persons.accepts(written) else wrong(BSN)


def postcode(raw: Raw) -> Reading:
    """Read a postcode, written with or without a blank."""
    written = raw.upper() if isinstance(raw, str) else ""
    return Reading(written.replace(" ", "")) if _POSTCODE.fullmatch(written) else wrong(POSTCODE)


def yes_no(raw: Raw) -> Reading:
    """Read ja or nee; a truth value of Excel is unambiguous."""
    found = raw if isinstance(raw, bool) else _TRUTH.get(raw.casefold()) if isinstance(raw, str) else None
    return wrong(YES_NO) if found is None else Reading(found)


def _short(written: str | None, width: int, known: frozenset[str], rule: str) -> Reading:
    filled = _filled(written, width)
    if filled is None:
        return wrong(rule)
    return Reading(filled, note=ZEROS_FILLED) if filled in known else wrong(ZEROS_LOST)


def _filled(written: str | None, width: int | None) -> str | None:
    """Return the digits with zeros in front, None when there are none to fill up."""
    if written is None or width is None or len(written) >= width or not _DIGITS.fullmatch(written):
        return None
    return written.zfill(width)


def _digits_of(raw: Raw) -> str | None:
    """Return a text as it is, a whole number as its digits, None for all else."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw != raw or abs(raw) >= 10**15 or raw != int(raw):
        return None
    return str(int(raw))


def _written(raw: Raw) -> str | None:
    """Return what stands in the cell as text: a code such as 6.72 may have become a number."""
    if isinstance(raw, str):
        return raw
    return None if isinstance(raw, bool) or not isinstance(raw, int | float) else f"{raw:.15g}"


def _spellings(column: ExtractColumn) -> Mapping[str, str]:
    return _spellings_of(tuple((spelling, one.code) for one in column.codes.values() for spelling in one.spellings))


@lru_cache(maxsize=512)
def _spellings_of(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {plain(spelling): code for spelling, code in pairs}


@lru_cache(maxsize=512)
def _width(codes: tuple[str, ...]) -> int | None:
    """Return how many digits the codes of digits have, None when they differ."""
    widths = {len(code) for code in codes if _DIGITS.fullmatch(code)}
    return widths.pop() if len(widths) == 1 else None
