"""How the outlook says things, in the language of the page: amounts, certainty, causes, parts."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.figures.values import Value, ValueState
from regiewijzer.pipeline.forecast_room import STEP
from regiewijzer.pipeline.forecast_shown import Line
from regiewijzer.web.numbers import TOGETHER, euros, number, percent, short_month

MILLION = 100_000_000  # cents


def amount(value: Value) -> str:
    """Return an amount in euros, in millions when it is large, or why there is none."""
    if value.number is None:
        return _("afgeschermd") if value.state is ValueState.HIDDEN else _("onbekend")
    if abs(value.number) < MILLION:
        return euros(round(value.number))
    millions = _("%(amount)s miljoen") % {"amount": number(value.number / MILLION, 2)}
    return f"€{TOGETHER}{millions}".replace(" ", TOGETHER)


def exact(value: Value) -> str:
    """Return an amount in whole euros, as a table has it."""
    if value.number is None:
        return amount(value)
    return euros(round(value.number))


def count(value: Value) -> str:
    """Return a number of trajectories, or why there is none."""
    return amount(value) if value.number is None else number(value.number)


def moved(value: Value) -> str:
    """Return by how much something moved, with its sign."""
    if value.number is None:
        return amount(value)
    return f"+{exact(value)}" if value.number > 0 else exact(value)


def period_in_words(period: str) -> str:
    """Return a period of a line for a table: "2026" or "okt 2026"."""
    return period if len(period) == len("2026") else short_month(month_of(period))


def month_of(period: str) -> date:
    """Return the first day of the month of a line."""
    return date.fromisoformat(f"{period}-01")


def between(line: Line, low: str = "q100", high: str = "q900") -> str:
    """Return the interval, or nothing when there is none."""
    if line[low].number is None or line[high].number is None:
        return ""
    return _("tussen %(low)s en %(high)s") % {"low": amount(line[low]), "high": amount(line[high])}


def chance(value: Value) -> str:
    """Return a chance of spending more, no surer than it is known."""
    if value.number is None:
        return amount(value)
    if value.number <= STEP:
        return _("%(chance)s of minder") % {"chance": percent(value.number, 0)}
    if value.number >= 1 - STEP:
        return _("%(chance)s of meer") % {"chance": percent(value.number, 0)}
    return _("ongeveer %(chance)s") % {"chance": percent(value.number, 0)}


def versions() -> Mapping[str | None, str]:
    """Return the names of versions of a budget."""
    return {
        "original": _("primitieve begroting"),
        "spring": _("na de voorjaarsnota"),
        "autumn": _("na de najaarsnota"),
        None: _("nieuwste versie van elke gemeente"),
    }


def outside() -> Mapping[str, str]:
    """Return the names of money outside the claims."""
    return {
        "actual": _("Buiten de declaraties, al uitgegeven"),
        "planned": _("Buiten de declaraties, gepland"),
        "estimated": _("Buiten de declaraties, geschat uit de laatste twaalf maanden"),
        "settlement": _("Afrekening van eerdere jaren (niet meegeteld)"),
    }


def causes() -> Mapping[str, tuple[str, str]]:
    """Return each cause of a movement: its name, and what it means."""
    return {
        "claims": (_("Nieuwe declaraties"), _("wat binnenkwam, tegen wat ervan werd verwacht")),
        "corrections": (_("Correcties en afwijzingen"), _("wat werd teruggedraaid of afgewezen")),
        "care": (_("Zorg die begon, stopte of doorliep"), _("toewijzingen, starts, stops en verlengingen die bekend werden")),
        "price": (_("Tarieven"), _("nieuwe tarieven en indexatie")),
        "population": (_("Aantal jongeren"), _("nieuwe bevolkingscijfers")),
        "parameters": (_("Opnieuw geschatte kansen"), _("hoe lang zorg duurt, hoe laat wordt gedeclareerd, hoeveel begint")),
        "opinion": (_("Tweede mening en bijstelling"), _("een andere rekenwijze, en wat eerdere fouten leerden")),
        "held_back": (
            _("Nieuws van nu en van eerder, later verwerkt"),
            _("de helft van nieuws telt direct mee, de rest in de maanden erna, zodat toeval minder schommelt"),
        ),
    }


def parts() -> Mapping[str, tuple[str, str]]:
    """Return each part of a forecast: its name, and what it means."""
    return {
        "reported": (_("Al gedeclareerd"), _("wat tot nu toe binnenkwam")),
        "bf": (_("Nog te declareren"), _("zorg die is geleverd en nog niet is gedeclareerd")),
        "open": (_("Lopende zorg"), _("trajecten die nu lopen, met de kans dat zij doorlopen")),
        "late": (_("Nog niet gemelde zorg"), _("trajecten die al lopen en waarvan nog geen bericht kwam")),
        "inflow": (_("Nieuwe instroom"), _("trajecten die nog moeten beginnen")),
        "price": (_("Tarieven"), _("verschil met de tarieven van nu")),
        "opinion": (_("Tweede mening en bijstelling"), _("een andere rekenwijze, en wat eerdere fouten leerden")),
    }
