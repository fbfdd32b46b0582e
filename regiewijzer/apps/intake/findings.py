"""The findings on a delivered file, in words: where it is wrong, what is wrong, and how to mend it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.rules import Rule, load_rules
from regiewijzer.extracts.judging import UNFIT
from regiewijzer.extracts.texts import explained, row_rule
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
    title: str = ""  # of the rule
    explanation: str = ""  # of the rule
    about: str = ""  # this one place: technical remainder, or the sentence of the row rule
    table: str = ""  # file name of the table


def in_words(finding: Finding, language: str, rules: Mapping[str, Rule] | None = None) -> DeliveryFinding:
    """Return the finding in Dutch or English; one on a rule that is no longer defined has only its code."""
    rule = (rules or load_rules()).get(finding.rule)
    mend = rule.mend.in_language(language) if rule else ""
    tables = load_extract_tables()
    said = explained(finding, rule, language, tables) if rule else f"{finding.rule} {finding.detail}".strip()
    sentence = row_rule(finding, language, tables) if finding.rule == UNFIT else ""
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
        explanation=rule.explanation.in_language(language) if rule else "",
        about=" ".join(part for part in (sentence, finding.detail) if part),
        table=finding.message_type or "",
    )


def place_of(finding: Finding) -> tuple[str, str]:
    """Return sheet and column letters: "personeel!B7" is ("personeel", "B")."""
    sheet, mark, cell = finding.path.rpartition("!")
    found = _CELL.fullmatch(cell) if mark else None
    return (sheet, found[1] or "") if found else (finding.path, "")
