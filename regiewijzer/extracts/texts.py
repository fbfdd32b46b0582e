"""Says in Dutch or English what a finding on an extract means and how to mend it."""

from collections.abc import Mapping

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.definitions.rules import Rule
from regiewijzer.extracts.judging import UNFIT
from regiewijzer.figures.finding import Finding


def explained(finding: Finding, rule: Rule, language: str, tables: Mapping[str, ExtractTable]) -> str:
    """Return title, what it is about, explanation and mend as one text; the sentence of the row rule when it broke one.

    `rule` is the definition of the rule that the finding names.
    """
    title = rule.title.in_language(language)
    about = f"{title}: {finding.detail}." if finding.detail else f"{title}."
    said = row_rule(finding, language, tables) if finding.rule == UNFIT else ""
    parts = (about, said, rule.explanation.in_language(language), rule.mend.in_language(language))
    return " ".join(part for part in parts if part)


def row_rule(finding: Finding, language: str, tables: Mapping[str, ExtractTable]) -> str:
    """Return the sentence of the rule of the table that the detail of the finding names by its columns."""
    for table in tables.values():
        if table.file_name != finding.message_type:
            continue
        for rule in table.rules:
            right = str(rule.right) if isinstance(rule.right, int) else table.column(rule.right).title.nl
            if finding.detail.startswith(f"{table.column(rule.left).title.nl} ") and f" {right}" in finding.detail:
                return rule.message.in_language(language)
    return ""
