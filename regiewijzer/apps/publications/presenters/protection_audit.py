"""The audit of an edition in words: what an attacker who knows everything that is shown could still tell of what is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.states import Protection
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.web import numbers

Names = Mapping[str, Mapping[str, str]]
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One hidden value and what an attacker knows of it."""

    what: str
    period: str
    known: str
    known_beside: str  # to who also asks every figure on the pages
    leaks: bool


@dataclass(frozen=True, slots=True)
class AuditView:
    """The verdict with its tone, how the cells were chosen, the counts, and the values of which most is known, first."""

    tone: str  # success | error | info
    title: str
    text: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    left_out: int
    not_compared: tuple[str, ...]


def _question(indicator_id: str) -> str:
    found = load_indicators().get(indicator_id)
    return found.name.in_language(get_language() or "nl") if found else indicator_id


def _label(indicator_id: str, series: str) -> str:
    found = load_indicators().get(indicator_id)
    labels = {one.code: one.label.in_language(get_language() or "nl") for one in found.outcomes} if found else {}
    return labels.get(series, series)


def _between(known: Mapping[str, Any] | None) -> str:
    if known is None:
        return ""
    return _("tussen %(from)s en %(to)s") % {"from": numbers.number(known["from"]), "to": numbers.number(known["to"])}


def _leaks(cell: Mapping[str, Any]) -> bool:
    return bool(cell["is_leak"] or cell.get("beside_pages", {}).get("is_leak"))


def _row(cell: Mapping[str, Any], called: Names) -> Row:
    members = [called.get(name, {}).get(code, code) for name, code in cell["dimensions"].items()]
    what = ", ".join((_question(cell["indicator"]), _label(cell["indicator"], cell["series"]), *members))
    if cell.get("is_difference"):
        what = _("verschil met een eerdere editie: %(what)s") % {"what": what}
    return Row(what, cell["period"][:7], _between(cell), _between(cell.get("beside_pages")), _leaks(cell))


def _rows(cells: Sequence[Mapping[str, Any]], called: Names) -> tuple[Row, ...]:
    """Return the rows: leaks first, then what lies between the narrowest bounds."""
    ranked = sorted(cells, key=lambda one: (not _leaks(one), one["to"] - one["from"]))
    return tuple(_row(one, called) for one in ranked[:MOST_ROWS])


def _verdict(edition: Edition) -> tuple[str, str, str]:
    if edition.protection != Protection.READY:
        return "info", _("Er is nog geen uitkomst."), _("De cijfers worden nog berekend en beschermd.")
    if not edition.audit_ok:
        text = _("Van deze waarden weet iemand die de rest kent te veel. Deze editie kan niet worden gepubliceerd.")
        return "error", _("Niet gehaald."), text
    text = _("Wie alles kent wat getoond is, kan geen enkele afgeschermde waarde zo dicht benaderen dat iemand te herkennen is.")
    return "success", _("Gehaald."), text


def _facts(edition: Edition) -> tuple[tuple[str, str], ...]:
    audit = edition.audit
    method = _("de beste keuze, bewezen") if audit.get("method") == "optimal" else _("een snelle keuze; ook die is getoetst")
    counts = (
        (_("Waarden die zelf te klein zijn of van één aanbieder komen"), "sensitive"),
        (_("Afgeschermde waarden in totaal"), "hidden"),
        (_("Waarden waarvan te veel bekend is"), "leaks"),
        (_("Waarden waarvan samen met de afgeronde cijfers van de monitor te veel bekend is"), "narrow"),
        (_("Waarden die zonder deze editie al bijna bekend waren, van de monitor of een eerdere editie"), "already"),
    )
    named = tuple((name, numbers.number(audit[key])) for name, key in counts if isinstance(audit.get(key), int))
    threshold = audit.get("threshold")
    rule = _("minder dan %(threshold)s jongeren") % {"threshold": threshold} if threshold else ""
    return (*([(_("Zelf te klein is"), rule)] if rule else []), *named, (_("Gekozen met"), method))


def not_compared(edition: Edition) -> tuple[str, ...]:
    """Return the questions of which earlier values are known no more: nobody can say what they give away."""
    return tuple(_question(one) for one in dict.fromkeys(edition.audit.get("not_compared", ())))


def audit_view(edition: Edition, called: Names) -> AuditView:
    """Return the audit as it was stored with the edition, in words."""
    tone, title, text = _verdict(edition)
    if edition.protection != Protection.READY:
        return AuditView(tone, title, text, (), (), 0, ())
    cells = edition.audit.get("cells", [])
    rows = _rows(cells, called)
    return AuditView(tone, title, text, _facts(edition), rows, len(cells) - len(rows), not_compared(edition))
