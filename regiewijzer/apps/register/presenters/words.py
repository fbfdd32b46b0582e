"""Words for what definitions call by a code."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.service import OrganisationKind
from regiewijzer.checks.definitions import load_checks
from regiewijzer.definitions.data_register import load_program_uses
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.rules import RuleText
from regiewijzer.pipeline.field_uses import Use, UseKind


def language() -> str:
    """Return the language of the page."""
    return get_language() or "nl"


def text_of(text: RuleText) -> str:
    """Return a text of a definition in the language of the page."""
    return text.in_language(language())


def kind_name(kind: str) -> str:
    """Return a kind of organisation in words."""
    return str(OrganisationKind(kind).label)


def kind_of_use(kind: UseKind) -> str:
    """Return what a kind of use is called, in the plural."""
    return {
        UseKind.INDICATOR: _("cijfers"),
        UseKind.BREAKDOWN: _("uitsplitsingen"),
        UseKind.CHECK: _("controles"),
        UseKind.FORECAST: _("vooruitzicht"),
        UseKind.PROGRAM: _("pagina’s"),
        UseKind.KEY: _("sleutel van de rij"),
        UseKind.ROW_RULE: _("regel binnen de rij"),
    }[kind]


def _forecast_part(code: str) -> str:
    return {
        "care_and_cost": _("verwachte kosten en zorg"),
        "budget": _("kans op overschrijding van de begroting"),
        "care_form": _("verwachting per zorgvorm"),
        "ageing": _("meerjaren naar leeftijd en geslacht"),
        "protection": _("bescherming van kleine aantallen in het vooruitzicht"),
    }[code]


def _breakdown(code: str) -> str:
    return {
        "subregion": _("per subregio"),
        "district": _("per wijk"),
        "segment": _("per segment"),
        "frame": _("per kader"),
        "referrer": _("per verwijzer"),
        "age": _("per leeftijd"),
        "sex": _("per geslacht"),
    }.get(code, code)


def name_of_use(use: Use) -> str:
    """Return what uses a field, in words; its code when it is no longer defined."""
    match use.kind:
        case UseKind.INDICATOR:
            found = load_indicators().get(use.code)
            return text_of(found.title) if found else use.code
        case UseKind.CHECK:
            check = load_checks().get(use.code)
            return f"{use.code}: {text_of(check.rule.title)}" if check else use.code
        case UseKind.BREAKDOWN:
            return _breakdown(use.code)
        case UseKind.FORECAST:
            return _forecast_part(use.code)
        case UseKind.PROGRAM:
            titles = {one.code: text_of(one.title) for one in load_program_uses()}
            return titles.get(use.code, use.code)
        case _:
            return kind_of_use(use.kind)
