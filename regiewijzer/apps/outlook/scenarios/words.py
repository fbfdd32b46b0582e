"""How scenarios are said, in the language of the page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook.words import month_of
from regiewijzer.definitions.what_if import Assumption, Fault, Kind, month_text
from regiewijzer.web.numbers import number, percent, short_month

KEYS = {
    "kind": "soort",
    "low": "laag",
    "likely": "waarschijnlijk",
    "high": "hoog",
    "since": "vanaf",
    "until": "tot_en_met",
    "over": "in_maanden",
    "product": "productcategorie",
    "to": "naar",
    "municipality": "gemeente",
    "reason": "waarom",
}
"""Key of an assumption as it is written down -> name of the field of the form."""

# Which figures of the monitor an assumption also touches.
TOUCHES: Mapping[Kind, tuple[str, ...]] = {
    Kind.INFLOW: ("flow", "referrals"),
    Kind.DURATION: ("trajectory-duration", "young-people-in-care"),
    Kind.PRICE: ("claimed-care", "spending"),
    Kind.POPULATION: ("youth-care-rate", "young-people-in-care"),
    Kind.SUBSTITUTION: ("residential-care", "care-transitions"),
    Kind.WAITING: ("young-people-waiting", "waiting"),
}


def kinds() -> Mapping[Kind, tuple[str, str]]:
    """Return each kind of assumption: its name, and what its size means."""
    return {
        Kind.INFLOW: (_("Instroom"), _("procent meer (of met een min: minder) trajecten die beginnen")),
        Kind.DURATION: (_("Duur"), _("procent langer of korter dat zorg duurt; geldt in de hele regio")),
        Kind.SUBSTITUTION: (_("Verschuiving"), _("procent van wie begint krijgt in plaats hiervan andere zorg")),
        Kind.PRICE: (_("Tarief"), _("procent hoger of lager dan verwacht; geldt in de hele regio")),
        Kind.WAITING: (_("Wachtlijst"), _("extra starts per maand, een aantal, zolang u wachtenden extra helpt")),
        Kind.POPULATION: (_("Bevolking"), _("procent per jaar meer of minder jongeren dan verwacht")),
    }


def faults() -> Mapping[str, str]:
    """Return what is wrong with a scenario, and how to mend it."""
    return {
        Fault.NOT_THERE: _("Vul dit in."),
        Fault.UNKNOWN: _("Dit is niet bekend in deze prognose. Kies iets anders."),
        Fault.NO_NUMBER: _("Vul een getal in, zoals 2,5 of -10."),
        Fault.NO_MONTH: _("Vul een maand in, zoals 2027-01."),
        Fault.TOO_MANY: _("Dit zijn te veel aannames: hooguit twaalf."),
        Fault.NOT_IN_ORDER: _("Laag, waarschijnlijk en hoog moeten oplopen, bijvoorbeeld -15, -8 en 0."),
        Fault.OUT_OF_BOUNDS: _("Deze waarde valt buiten wat het rekenmodel aankan."),
        Fault.NEEDS_PRODUCTS: _("Alleen een verschuiving heeft twee categorieën, en wel twee verschillende."),
        Fault.NOT_BY_MUNICIPALITY: _("Tarief en duur gelden in de hele regio: kies hier geen gemeente."),
        Fault.ENDS_BEFORE_IT_BEGINS: _("De laatste maand ligt voor de eerste."),
        "forecast_gone": _("De prognose eronder is er niet meer of is veranderd. Reken door op de nieuwste."),
    }


def size(one: Assumption, value: float) -> str:
    """Return a size: a number of starts, or a percentage with its sign."""
    if one.kind is Kind.WAITING:
        return number(value)
    text = percent(abs(value), 1)
    return f"−{text}" if value < 0 else f"+{text}" if one.kind is not Kind.SUBSTITUTION and value > 0 else text


def of_what(one: Assumption, municipalities: Mapping[str, str], products: Mapping[str, str]) -> str:
    """Return what an assumption is about."""
    product = products.get(one.product, one.product) if one.product else _("alle zorg")
    place = municipalities.get(one.municipality, one.municipality) if one.municipality else _("hele regio")
    if one.to is None:
        return f"{product}, {place}"
    return _("van %(product)s naar %(other)s, %(place)s") % {
        "product": product,
        "other": products.get(one.to, one.to),
        "place": place,
    }


def when(one: Assumption) -> str:
    """Return from when an assumption holds, how it grows, and until when."""
    since, until = (None if month is None else short_month(month_of(month_text(month))) for month in (one.since, one.until))
    said = _("vanaf %(month)s") % {"month": since}
    if one.over > 1:
        said = _("%(since)s, oplopend in %(months)s maanden") % {"since": said, "months": one.over}
    return said if until is None else _("%(since)s, tot en met %(until)s") % {"since": said, "until": until}
