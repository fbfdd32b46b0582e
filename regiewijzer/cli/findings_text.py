"""Findings as lines on the screen: what, where, whose, and how to mend it."""

from collections.abc import Mapping, Sequence

from regiewijzer.cli.output import console
from regiewijzer.definitions.rules import Rule
from regiewijzer.figures.finding import Finding, OwnerRole

ROLES: Mapping[OwnerRole, str] = {
    OwnerRole.MUNICIPALITY: "gemeente",
    OwnerRole.PROVIDER: "aanbieder",
    OwnerRole.SERVICE_ORGANISATION: "serviceorganisatie",
    OwnerRole.DELIVERER: "wie het bestand leverde",
}


def _place(finding: Finding) -> str:
    parts = [finding.source_file, finding.source_member, finding.path]
    parts += [f"regel {finding.line}" if finding.line else "", f"nr. {finding.ordinal}" if finding.ordinal else ""]
    return " · ".join(part for part in parts if part)


def show_findings(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> None:
    """Print the findings; KeyError for a rule that is not among these."""
    for finding in findings:
        rule = rules[finding.rule]
        value = f" (waarde: {finding.value})" if finding.value else ""
        owner = " ".join(part for part in (ROLES[finding.owner_role], finding.owner_code) if part)
        said = f"{finding.rule}  {rule.title.nl}{value}\n  waar:      {_place(finding)}\n  van wie:   {owner}\n"
        # Rich would take what stands between square brackets for a style.
        console.print(f"{said}  herstel:   {rule.mend.nl}\n", markup=False, highlight=False, soft_wrap=True)
