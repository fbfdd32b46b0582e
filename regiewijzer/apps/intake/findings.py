"""The findings on a delivered file, in words: where it is wrong, what is wrong, and how to mend it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.rules import Rule, load_rules
from regiewijzer.extracts.texts import explained
from regiewijzer.figures.finding import Finding, Severity

_CELL = re.compile(r"([A-Z]+)?([0-9]+)?")


@dataclass(frozen=True, slots=True)
class DeliveryFinding:
    """One finding. `row` is 1-based as in the sender's own file, `column` the letters of the column."""

    rule: str
    severity: str
    sheet: str
    row: int | None
    column: str
    value: str | None
    text: str
    mend: str
    title: str = ""
    detail: str = ""
    table: str = ""  # file name of the table


def in_words(finding: Finding, language: str, rules: Mapping[str, Rule] | None = None) -> DeliveryFinding:
    """Return the finding in Dutch or English; one on a rule that is no longer defined has only its code."""
    rule = (rules or load_rules()).get(finding.rule)
    mend = rule.mend.in_language(language) if rule else ""
    said = explained(finding, rule, language, load_extract_tables()) if rule else f"{finding.rule} {finding.detail}".strip()
    sheet, column = place_of(finding)
    return DeliveryFinding(
        rule=finding.rule,
        severity=str(Severity(finding.severity)),
        sheet=sheet,
        row=finding.line,
        column=column,
        value=finding.value,
        text=said.removesuffix(mend).strip(),
        mend=mend,
        title=rule.title.in_language(language) if rule else finding.rule,
        detail=finding.detail,
        table=finding.message_type or "",
    )


def place_of(finding: Finding) -> tuple[str, str]:
    """Return sheet and column letters: "personeel!B7" is ("personeel", "B")."""
    sheet, mark, cell = finding.path.rpartition("!")
    found = _CELL.fullmatch(cell) if mark else None
    return (sheet, found[1] or "") if found else (finding.path, "")
