"""What the pages for suppliers show, worked out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from regiewijzer.apps.intake.findings import DeliveryFinding
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.presenters import Pages, severity_name
from regiewijzer.apps.intake.queries import PAGE
from regiewijzer.apps.intake.states import DeliveryState
from regiewijzer.apps.intake.summaries import Summary, TableSummary, from_kept
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.figures.finding import Severity
from regiewijzer.pipeline.deliveries import Delivered
from regiewijzer.web.numbers import number

_TONES = {"accepted": "good", "partial": "warn", "rejected": "bad"}


def language_of_page() -> str:
    """Return the language in which definitions are shown."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@dataclass(frozen=True, slots=True)
class TableRow:
    """What became of one table of a file."""

    title: str
    sheet: str
    outcome: str
    tone: str
    rows: int
    accepted: int
    held_back: int


def table_rows(delivery: Delivery) -> list[TableRow]:
    """Return the tables of a delivery in words."""
    return [_table_row(one, checked=delivery.check_only) for one in from_kept(delivery.summary).tables]


def _table_row(one: TableSummary, *, checked: bool) -> TableRow:
    tone = "good" if one.already_known and one.status == "accepted" else _TONES[one.status]
    return TableRow(
        _title(one.table), one.sheet, _table_outcome(one, checked=checked), tone, one.rows, one.accepted, one.held_back
    )


def _table_outcome(one: TableSummary, *, checked: bool) -> str:
    if one.already_known:
        return _("al geleverd")
    if checked:
        return {"accepted": _("in orde"), "partial": _("deels in orde"), "rejected": _("niet in orde")}[one.status]
    return status_name(one.status)


def status_name(status: str) -> str:
    """Return what became of a table, in words."""
    return {"accepted": _("aangenomen"), "partial": _("deels aangenomen"), "rejected": _("afgekeurd")}.get(status, status)


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """One table of one file as the record holds it."""

    recorded: Delivered
    title: str
    outcome: str
    tone: str


def recorded_rows(recorded: Iterable[Delivered]) -> list[RecordedRow]:
    """Return what the record holds, in words."""
    return [RecordedRow(one, _title(one.table), status_name(one.status), _TONES.get(one.status, "")) for one in recorded]


def _title(name: str) -> str:
    table = load_extract_tables().get(name)
    return table.title.in_language(language_of_page()) if table else name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file in one word with its tone, and in a sentence with what to do now."""

    name: str
    tone: str  # good | warn | bad, a class of the badge
    sentence: str
    advice: str = ""


def outcome(delivery: Delivery) -> Outcome:
    """Return what became of a delivery, or where it is."""
    summary = from_kept(delivery.summary)
    match DeliveryState(delivery.state):
        case DeliveryState.WAITING | DeliveryState.RUNNING:
            return Outcome(str(delivery.get_state_display()), "", _("Uw bestand wordt verwerkt."))
        case DeliveryState.FAILED:
            advice = _("Lever het bestand later opnieuw aan. Blijft het misgaan, neem dan contact op met de serviceorganisatie.")
            return Outcome(_("niet gelukt"), "bad", _("Door een storing bij ons is dit bestand niet gelezen."), advice)
        case DeliveryState.REFUSED:
            return _refused(summary, checked=delivery.check_only)
        case DeliveryState.DONE:
            return _checked(summary) if delivery.check_only else _recorded(summary)


def _refused(summary: Summary, *, checked: bool) -> Outcome:
    mend = _("Herstel wat hieronder staat en lever het bestand opnieuw aan.")
    if checked:
        return Outcome(
            _("niet in orde"), "bad", _("Zo kan niets uit dit bestand worden aangenomen. Er is nog niets geleverd."), mend
        )
    if summary.is_known:
        return Outcome(_("al geleverd"), "bad", _("Dit bestand is al geleverd en toen afgekeurd."), mend)
    return Outcome(_("niet aangenomen"), "bad", _("Niets uit dit bestand is aangenomen."), mend)


def _checked(summary: Summary) -> Outcome:
    counts = {"accepted": number(summary.accepted), "held_back": number(summary.held_back)}
    if summary.is_known:
        return Outcome(_("al geleverd"), "good", _("Dit bestand is al geleverd, precies zo. Opnieuw leveren verandert niets."))
    if summary.is_in_order:
        sentence = ngettext(
            "In orde: %(accepted)s rij kan worden aangenomen. Er is nog niets geleverd.",
            "In orde: %(accepted)s rijen kunnen worden aangenomen. Er is nog niets geleverd.",
            summary.accepted,
        )
        return Outcome(_("in orde"), "good", sentence % counts, _("Lever het bestand nu aan."))
    sentence = _("Aan te nemen rijen: %(accepted)s. Tegen te houden: %(held_back)s. Er is nog niets geleverd.") % counts
    return Outcome(_("deels in orde"), "warn", sentence, _("Herstel wat hieronder staat en lever het bestand dan aan."))


def _recorded(summary: Summary) -> Outcome:
    counts = {"accepted": number(summary.accepted), "held_back": number(summary.held_back)}
    if summary.is_known:
        return Outcome(_("al geleverd"), "good", _("Dit bestand is al geleverd, precies zo. Er is niets veranderd."))
    if summary.is_in_order:
        sentence = ngettext("Aangenomen: %(accepted)s rij.", "Aangenomen: %(accepted)s rijen.", summary.accepted)
        return Outcome(_("aangenomen"), "good", sentence % counts)
    sentence = _("Aangenomen rijen: %(accepted)s. Tegengehouden: %(held_back)s.") % counts
    mend = _("Herstel wat hieronder staat en lever het hele bestand opnieuw aan: het komt in de plaats van deze levering.")
    return Outcome(_("deels aangenomen"), "warn", sentence, mend)


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """A rule in words, with the places on this page where it is broken: what is wrong is said once."""

    code: str
    title: str
    explanation: str
    mend: str
    severity: str
    tone: str
    rows: tuple[DeliveryFinding, ...]


def finding_groups(findings: Iterable[DeliveryFinding]) -> list[FindingGroup]:
    """Return the findings by rule and severity, in the order in which the rules first occur."""
    found: dict[tuple[str, str], list[DeliveryFinding]] = {}
    for one in findings:
        found.setdefault((one.rule, one.severity), []).append(one)
    return [_group(those) for those in found.values()]


def _group(those: Sequence[DeliveryFinding]) -> FindingGroup:
    first, severity = those[0], Severity(those[0].severity)
    name, tone = (_("fout"), "bad") if severity is Severity.ERROR else severity_name(severity)
    return FindingGroup(first.rule, first.title, first.explanation, first.mend, name, tone, tuple(those))


def pages(page: int, total: int) -> Pages:
    """Return where the page stands among its neighbours; only the number of the page is in its address."""
    last = max(1, -(-total // PAGE))
    return Pages(
        page=page,
        last=last,
        first_item=(page - 1) * PAGE + 1,
        last_item=min(page * PAGE, total),
        total=total,
        previous=f"?pagina={page - 1}" if page > 1 else "",
        following=f"?pagina={page + 1}" if page < last else "",
    )


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One line in a list of deliveries."""

    delivery: Delivery
    outcome: Outcome
    tables: str
    who: str


def delivery_rows(deliveries: Iterable[Delivery]) -> list[DeliveryRow]:
    """Return deliveries with what became of them."""
    return [
        DeliveryRow(one, outcome(one), ", ".join(dict.fromkeys(row.title for row in table_rows(one))), str(one.organisation))
        for one in deliveries
    ]
