"""Faults of an extract, with the place in the user's file, and the findings they become."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from regiewijzer.definitions.rules import Owner, Rule, load_rules
from regiewijzer.extracts.senders import Sender
from regiewijzer.extracts.sheets import column_letters
from regiewijzer.figures.finding import Finding, OwnerRole

LONGEST = 60
# 8 or 9 digits in a row may be a citizen number, with or without its leading zero, also with blanks or points in between.
_LIKE_A_PERSON = re.compile(r"(?<![0-9])[0-9]{8,9}(?![0-9])")
_CODE_LIKE = re.compile(r"(?!.*[^\W\d_]{4})[\w .,:;+/()%€-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: `row` is the 1-based row of the file, `column` the 0-based column."""

    rule: str
    row: int | None = None
    column: int | None = None
    value: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the faults of one delivery stand."""

    file: str
    member: str = ""
    sheet: str = ""
    sender: Sender | None = None
    message_id: str | None = None
    message_type: str | None = None


def findings_of(faults: Iterable[Fault], place: Place) -> tuple[Finding, ...]:
    """Return a finding per fault; KeyError when a rule has no definition."""
    rules = load_rules()
    return tuple(_finding(rules[fault.rule], fault, place) for fault in faults)


def _finding(rule: Rule, fault: Fault, place: Place) -> Finding:
    sent = place.sender is not None and rule.owner in (Owner.SENDER, Owner.DELIVERER)
    return Finding(
        rule=rule.code,
        level=rule.level,
        severity=rule.severity,
        source_file=place.file,
        source_member=place.member,
        message_id=place.message_id,
        message_type=place.message_type,
        path=cell_path(place.sheet, fault.row, fault.column),
        line=fault.row,
        value=fault.value,
        owner_role=place.sender.role if place.sender and sent else OwnerRole.DELIVERER,
        owner_code=place.sender.code if place.sender and sent else None,
        detail=fault.detail,
    )


def cell_path(sheet: str, row: int | None, column: int | None) -> str:
    """Return the place as a spreadsheet names it: "personeel!B7", "personeel!7", "personeel!B" or "personeel"."""
    cell = f"{'' if column is None else column_letters(column)}{'' if row is None else row}"
    return f"{sheet}!{cell}" if cell and sheet else sheet or cell


def shown(value: str, *, strict: bool, may_be_code: bool) -> str | None:
    """Return a value as a finding may show it, None when it may tell of a person.

    `strict` is for tables about persons: a shifted column may hold a name there, so runs of letters are hidden too.
    `may_be_code` is for columns of provider codes, which have eight digits.
    """
    squeezed = re.sub(r"[ .\u00a0]", "", value)
    looks = _LIKE_A_PERSON.search(squeezed)
    if looks and not (may_be_code and len(looks[0]) == 8):
        return None
    if strict and not _CODE_LIKE.fullmatch(value):
        return None
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
