"""What the pages of intake show, worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from regiewijzer.apps.intake.owners import owner_name, to_choice
from regiewijzer.apps.intake.queries import PAGE
from regiewijzer.checks.run import NotRun
from regiewijzer.checks.texts import why_not_run
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.rules import Rule
from regiewijzer.extracts.senders import SERVICE_CODE
from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.ledger.region import Region
from regiewijzer.ledger.status import Missing, names_of
from regiewijzer.pipeline.deliveries import Delivered
from regiewijzer.pipeline.loads import OwnerReport
from regiewijzer.pipeline.progress import Progress
from regiewijzer.web.numbers import short_month


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One place where a rule is broken."""

    finding: Finding
    owner: str
    where: str

    @property
    def may_be_answered(self) -> bool:
        """Tell whether it stands in a message of the standard: an extract has no return message."""
        return bool(self.finding.message_id and (self.finding.message_type or "").isdecimal())


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """A rule in words, with the places on this page where it is broken: what is wrong is said once."""

    code: str
    title: str
    explanation: str
    mend: str
    severity: str
    tone: str  # good | warn | bad, a class of the badge
    rows: tuple[FindingRow, ...]


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


def _group(code: str, severity: Severity, found: Sequence[Finding], rule: Rule | None, region: Region) -> FindingGroup:
    """Return the findings on one rule; a rule that is no longer defined has only its code."""
    language = get_language() or "nl"
    name, tone = severity_name(severity)
    return FindingGroup(
        code,
        rule.title.in_language(language) if rule else _("Regel %(code)s") % {"code": code},
        rule.explanation.in_language(language) if rule else "",
        rule.mend.in_language(language) if rule else "",
        name,
        tone,
        tuple(FindingRow(one, owner_name(region, one.owner_role, one.owner_code), _where(one)) for one in found),
    )


def finding_groups(findings: Sequence[Finding], rules: Mapping[str, Rule], region: Region) -> list[FindingGroup]:
    """Return the findings by rule and severity, in the order in which the rules first occur."""
    found: dict[tuple[str, Severity], list[Finding]] = {}
    for one in findings:
        found.setdefault((one.rule, one.severity), []).append(one)
    return [_group(code, severity, those, rules.get(code), region) for (code, severity), those in found.items()]


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


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One table of an extract: what became of its rows."""

    table: str
    sender: str
    file: str
    status: str
    tone: str  # good | warn | bad, a class of the badge
    rows: int
    held_back: int
    findings: int


def delivery_rows(deliveries: Sequence[Delivered], region: Region) -> list[DeliveryRow]:
    """Return the tables of extracts in words; a table that is no longer defined has only its code."""
    tables, language = load_extract_tables(), get_language() or "nl"
    names = names_of(region) | {SERVICE_CODE: _("serviceorganisatie")}
    statuses = {"accepted": (_("aangenomen"), "good"), "partial": (_("deels aangenomen"), "warn")}
    return [
        DeliveryRow(
            tables[one.table].title.in_language(language) if one.table in tables else one.table,
            names.get(one.sender_code, one.sender_code),
            one.file,
            *statuses.get(one.status, (_("afgekeurd"), "bad")),
            one.rows,
            one.held_back,
            one.findings,
        )
        for one in deliveries
    ]


def rule_choices(counts: Sequence[tuple[str, int]], rules: Mapping[str, Rule]) -> list[tuple[str, str]]:
    """Return rules with their number of findings as choices: code and title with the count."""
    language = get_language() or "nl"

    def text(code: str, count: int) -> str:
        title = f"{code} {rules[code].title.in_language(language)}" if code in rules else code
        return f"{title} ({count})"

    return [(code, text(code, count)) for code, count in counts]


def stage_name(progress: Progress) -> str:
    """Return the stage of a running load in words."""
    return {
        "read": _("Berichten lezen en controleren"),
        "record": _("Vastleggen in het grootboek"),
        "cache": _("Overzichten opbouwen"),
        "checks": _("Controles tussen berichten uitvoeren"),
    }.get(progress.stage, progress.stage)


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One sender that did not send a message in some months."""

    name: str
    message_type: str
    months: str


def missing_rows(missing: Sequence[Missing]) -> list[MissingRow]:
    """Return what was expected and did not come, one row per sender and message; the newest months are named."""
    found: dict[tuple[str, str], list[date]] = {}
    for one in missing:
        found.setdefault((one.name or one.sender_code, one.message_type), []).append(one.month)
    rows = sorted(found.items(), key=lambda row: (-max(row[1]).toordinal(), row[0]))
    return [MissingRow(name, message_type, _months(months)) for (name, message_type), months in rows]


def _months(months: list[date]) -> str:
    newest = sorted(months, reverse=True)
    text = ", ".join(short_month(month) for month in newest[:3])
    rest = len(newest) - 3
    return (
        text
        if rest <= 0
        else ngettext("%(months)s en %(rest)s eerdere", "%(months)s en %(rest)s eerdere", rest) % {"months": text, "rest": rest}
    )


def not_run_rows(not_run: Sequence[NotRun], rules: Mapping[str, Rule]) -> list[tuple[str, str]]:
    """Return which rules did not run and why, each reason once."""
    language = get_language() or "nl"
    rows = dict.fromkeys((gap.rule, why_not_run(gap, language)) for gap in not_run)
    return [(f"{code} {rules[code].title.in_language(language)}" if code in rules else code, reason) for code, reason in rows]
