"""The passport of a figure: everything that is needed to follow it back to the messages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.presenters.definition import settings_of
from regiewijzer.apps.monitor.presenters.subject import as_of_day
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.vocabulary.events import BY_NAME
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class LineageTable:
    """One table of the ledger with the fields that the figure uses, and the message elements that fill them."""

    name: str
    messages: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PassportView:
    """The passport in words."""

    facts: tuple[tuple[str, str], ...]
    lineage: tuple[LineageTable, ...]
    messages: tuple[tuple[str, str], ...]
    sql: str


def lineage_of(lineage: Mapping[str, str]) -> tuple[LineageTable, ...]:
    """Return the lineage by table."""
    rows = sorted((*name.partition(".")[::2], element) for name, element in lineage.items())
    return tuple(
        LineageTable(
            table,
            BY_NAME[table].messages if table in BY_NAME else (),
            tuple((column, element_text(element)) for _table, column, element in fields),
        )
        for table, fields in groupby(rows, key=lambda row: row[0])
    )


def element_text(element: str) -> str:
    """Return the element as the lineage names it, with the few words that are not of the standard in the language of the page."""
    words = {
        "derived": _("afgeleid"),
        "moment of receipt": _("moment van ontvangst"),
        "how the moment of receipt was set": _("hoe het moment van ontvangst is bepaald"),
    }
    kind, found, rest = element.rpartition(": ")
    return f"{kind}{found}{words.get(rest, rest)}"


def _completeness(found: Mapping[str, float | int | str | None]) -> str:
    expected, present = found.get("expected"), found.get("present")
    if not isinstance(expected, int) or not isinstance(present, int):
        return _("niet bekend: er zijn geen verwachte afzenders vastgelegd")
    text = _("%(present)s van %(expected)s verwachte leveringen") % {
        "present": numbers.number(present),
        "expected": numbers.number(expected),
    }
    missing = found.get("missing_senders")
    if not missing:
        return text
    return text + "; " + _("het ontbrekende komt van %(senders)s") % {"senders": missing}


def _disclosure(found: Mapping[str, int | str]) -> str:
    if not found.get("threshold"):
        return _("geen: exacte waarden")
    if "hidden_for_others" in found:
        return _of_release(found)
    return _("ondergrens %(threshold)s jongeren, afronding op %(rounding)s; %(hidden)s waarden afgeschermd") % {
        "threshold": found["threshold"],
        "rounding": found.get("rounding", 1),
        "hidden": numbers.number(int(found.get("hidden", 0))),
    }


def _of_release(found: Mapping[str, int | str]) -> str:
    """Return how a figure of a publication was protected: exact or hidden."""
    text = _("ondergrens %(threshold)s jongeren, verder exact; %(hidden)s waarden afgeschermd, waarvan %(others)s om andere") % {
        "threshold": found["threshold"],
        "hidden": numbers.number(int(found["hidden"])),
        "others": numbers.number(int(found["hidden_for_others"])),
    }
    proof = _("met bewijs dat minder niet kan") if found.get("method") == "optimal" else _("zonder bewijs dat minder niet kan")
    return f"{text}, {proof}"


def _slice(figure: Figure, names: Mapping[str, Mapping[str, str]]) -> str:
    parts = [names.get(dimension, {}).get(code, code) for dimension, codes in figure.request.where for code in codes]
    return ", ".join(parts) or _("de hele regio")


def _told(value: Value, in_words: Callable[[float], str]) -> str:
    """Return what is said of the messages and rows behind: by the gate, and not where checks were not run."""
    if value.number is not None:
        return in_words(value.number)
    return _("afgeschermd") if value.state is ValueState.HIDDEN else _("niet bekend: controles zijn niet uitgevoerd")


def passport_of(figure: Figure, names: Mapping[str, Mapping[str, str]]) -> PassportView:
    """Return the passport in the language of the page; `names` gives names of codes per dimension."""
    passport = figure.passport
    facts = (
        (_("Selectie"), _slice(figure, names)),
        (_("Bekend tot en met"), numbers.full_date(as_of_day(figure))),
        (_("Stand van het grootboek"), _("leveringen tot en met nummer %(number)s") % {"number": passport.snapshot}),
        (_("Versie van de definitie"), passport.definition_version),
        (_("Volledigheid"), _completeness(passport.completeness)),
        (_("Deel met een open bevinding"), _told(passport.at_risk_share, numbers.percent)),
        (_("Deel met gereconstrueerde ontvangst"), _told(passport.reconstructed_share, numbers.percent)),
        (_("Bescherming van kleine aantallen"), _disclosure(passport.disclosure)),
        (_("Versie van het programma"), passport.program_version),
        *settings_of(passport),
    )
    messages = tuple((kind, _told(count, numbers.number)) for kind, count in sorted(passport.messages_counted.items()))
    return PassportView(facts, lineage_of(passport.lineage), messages, passport.sql)
