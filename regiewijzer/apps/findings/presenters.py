"""What the pages of findings show, worked out, in the language of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from regiewijzer.apps.findings.models import Finding, Group
from regiewijzer.apps.findings.queries import is_lapsed
from regiewijzer.apps.findings.states import WAITS_FOR_OWNER, State
from regiewijzer.apps.intake.service import owner_name, severity_name
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.rules import Rule, load_rules
from regiewijzer.figures.finding import OwnerRole, Severity
from regiewijzer.ledger.region import Region
from regiewijzer.vocabulary.working_days import working_days_between
from regiewijzer.web.numbers import euros

_TONES = {State.OPEN: "warn", State.DISPUTED: "warn", State.ASKED: "warn", State.MENDED: "good"}


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group in words. `amount` is empty when no claim is touched; `term` when there is none to keep."""

    group: Group
    title: str
    explanation: str
    mend: str
    owner: str
    severity: str
    severity_tone: str
    state: str
    state_tone: str
    amount: str
    term: str
    is_late: bool


def language_of_page() -> str:
    """Return the language in which definitions are shown."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def group_view(group: Group, region: Region, today: date, rules: Mapping[str, Rule] | None = None) -> GroupView:
    """Return one group in words; one on a rule that is no longer defined has only its code."""
    rule, language = (rules or load_rules()).get(group.rule), language_of_page()
    severity, severity_tone = severity_name(Severity(group.severity))
    state = State.OPEN if is_lapsed(group, today) else State(group.state)
    title = rule.title.in_language(language) if rule else _("Regel %(code)s") % {"code": group.rule}
    return GroupView(
        group=group,
        title=f"{title}: {group.cause}" if group.cause else title,
        explanation=rule.explanation.in_language(language) if rule else "",
        mend=rule.mend.in_language(language) if rule else "",
        owner=owner_name(region, OwnerRole(group.owner_role), group.owner_code or None),
        severity=severity,
        severity_tone=severity_tone,
        state=str(state.label),
        state_tone=_TONES.get(state, ""),
        amount="" if group.cents is None else euros(group.cents),
        term=term_in_words(group, today),
        is_late=state in WAITS_FOR_OWNER and group.due_on < today,
    )


def group_views(groups: Iterable[Group], region: Region, today: date) -> list[GroupView]:
    """Return groups in words."""
    rules = load_rules()
    return [group_view(one, region, today, rules) for one in groups]


def term_in_words(group: Group, today: date) -> str:
    """Return how long the owner still has, or how late it is; nothing when no answer is waited for."""
    if group.state == State.WAIVED and not is_lapsed(group, today):
        return _("ontheffing tot en met %(day)s") % {"day": _short(group.waived_until)}
    if group.state not in WAITS_FOR_OWNER and not is_lapsed(group, today):
        return ""
    days = working_days_between(today, group.due_on)
    if days < 0:
        return ngettext("%(days)s werkdag te laat", "%(days)s werkdagen te laat", -days) % {"days": -days}
    if days == 0:
        return _("vandaag")
    return ngettext("nog %(days)s werkdag", "nog %(days)s werkdagen", days) % {"days": days}


def _short(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One finding of a group: where it is, and what it touches."""

    finding: Finding
    where: str
    amount: str


def rows(findings: Iterable[Finding]) -> list[Row]:
    """Return findings as rows."""
    return [Row(one, where(one), "" if one.cents is None else euros(one.cents, 2)) for one in findings]


def where(finding: Finding) -> str:
    """Return the place in the message."""
    number = _("nummer %(number)s") % {"number": finding.ordinal} if finding.ordinal is not None else ""
    return ", ".join(part for part in (finding.path, number) if part)


def figure_name(indicator_id: str) -> str:
    """Return the title of a figure; its id when it is no longer defined."""
    found = load_indicators().get(indicator_id)
    return found.title.in_language(language_of_page()) if found else indicator_id


def rule_name(code: str) -> str:
    """Return the title of a rule with its code; the code alone when the rule is no longer defined."""
    rule = load_rules().get(code)
    return f"{code} {rule.title.in_language(language_of_page())}" if rule else code
