"""What the pages of intake show, worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.intake.owners import owner_name, to_choice
from regiewijzer.apps.intake.queries import PAGE
from regiewijzer.definitions.rules import Rule
from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.ledger.region import Region
from regiewijzer.pipeline.loads import LoadReport, OwnerReport
from regiewijzer.pipeline.progress import Progress


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words."""

    finding: Finding
    title: str
    explanation: str
    mend: str
    severity: str
    tone: str  # good | warn | bad, a class of the badge
    owner: str
    where: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings of a report are shown."""

    file: str = ""
    owner: str = ""
    rule: str = ""
    page: int = 1

    def address(self, **changed: object) -> str:
        """Return the query part of the address with something changed; a change starts at the first page."""
        wanted = {"bestand": self.file, "eigenaar": self.owner, "regel": self.rule, "pagina": 1, **changed}
        return "?" + urlencode({key: value for key, value in wanted.items() if value not in ("", 1)})


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the reader is in a long list."""

    page: int
    last: int
    first_item: int
    last_item: int
    total: int
    previous: str
    following: str


def severity_name(severity: Severity) -> tuple[str, str]:
    """Return the severity in words, and the tone of its badge."""
    match severity:
        case Severity.ERROR:
            return _("afgekeurd"), "bad"
        case Severity.WARNING:
            return _("waarschuwing"), "warn"
        case Severity.INCOMPLETE_SOURCE:
            return _("onvolledig bronbestand"), "warn"
        case Severity.INFO:
            return _("ter informatie"), "good"


def _where(finding: Finding) -> str:
    parts = [finding.path]
    if finding.ordinal is not None:
        parts.append(_("nummer %(number)s") % {"number": finding.ordinal})
    if finding.line is not None:
        parts.append(_("regel %(line)s") % {"line": finding.line})
    return ", ".join(part for part in parts if part)


def finding_row(finding: Finding, rules: Mapping[str, Rule], region: Region) -> FindingRow:
    """Return the finding with the texts of its rule; a rule that is no longer defined has only its code."""
    language, rule = get_language() or "nl", rules.get(finding.rule)
    severity, tone = severity_name(finding.severity)
    return FindingRow(
        finding,
        rule.title.in_language(language) if rule else _("Regel %(code)s") % {"code": finding.rule},
        rule.explanation.in_language(language) if rule else finding.detail,
        rule.mend.in_language(language) if rule else "",
        severity,
        tone,
        owner_name(region, finding.owner_role, finding.owner_code),
        _where(finding),
    )


def pages(chosen: Filter, total: int) -> Pages:
    """Return where the page stands among its neighbours."""
    last = max(1, -(-total // PAGE))
    return Pages(
        page=chosen.page,
        last=last,
        first_item=(chosen.page - 1) * PAGE + 1,
        last_item=min(chosen.page * PAGE, total),
        total=total,
        previous=chosen.address(pagina=chosen.page - 1) if chosen.page > 1 else "",
        following=chosen.address(pagina=chosen.page + 1) if chosen.page < last else "",
    )


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One owner with what waits for it."""

    name: str
    choice: str
    errors: int
    findings: int


def owner_rows(owners: Sequence[OwnerReport], region: Region) -> list[OwnerRow]:
    """Return the owners of a report in words."""
    return [
        OwnerRow(owner_name(region, one.role, one.code), to_choice(one.role, one.code), one.errors, one.findings)
        for one in owners
    ]


def rule_choices(report: LoadReport, rules: Mapping[str, Rule]) -> list[tuple[str, str]]:
    """Return the rules of a report as choices: code and title with the count."""
    language = get_language() or "nl"

    def text(code: str, count: int) -> str:
        title = f"{code} {rules[code].title.in_language(language)}" if code in rules else code
        return f"{title} ({count})"

    return [(code, text(code, count)) for code, count in report.rules]


def stage_name(progress: Progress) -> str:
    """Return the stage of a running load in words."""
    return {
        "read": _("Berichten lezen en controleren"),
        "record": _("Vastleggen in het grootboek"),
        "cache": _("Overzichten opbouwen"),
        "checks": _("Controles tussen berichten uitvoeren"),
    }.get(progress.stage, progress.stage)
