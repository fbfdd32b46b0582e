"""Values in words, per unit: people, shares, days, money."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.web.numbers import MINUS, euros, number, percent, percent_sign, signed


def scaled(value: float | int, unit: Unit) -> float:
    """Return the number as a reader counts it: percent for a share, euros for cents."""
    match unit:
        case Unit.SHARE:
            return value * 100
        case Unit.CENTS:
            return value / 100
        case _:
            return float(value)


def decimals(value: float | int, unit: Unit) -> int:
    """Return how many decimals are shown: shares have one, days only when they are not whole."""
    if unit is Unit.SHARE:
        return 1
    return 1 if unit is Unit.DAYS and value != round(value) else 0


def amount(value: float | int, unit: Unit) -> str:
    """Return the number with its sign of unit: "1.234", "12,3 %", "€ 1.234". Days and youths are bare."""
    match unit:
        case Unit.CENTS:
            return euros(round(value))
        case Unit.SHARE:
            return percent(value)
        case _:
            return number(value, decimals(value, unit))


def state_name(state: ValueState) -> str:
    """Return why there is no number."""
    return {
        ValueState.HIDDEN: _("afgeschermd"),
        ValueState.UNKNOWN: _("onbekend"),
        ValueState.NOT_APPLICABLE: _("n.v.t."),
    }[state]


def text(value: Value, unit: Unit) -> str:
    """Return the value, or why there is none."""
    return state_name(value.state) if value.number is None else amount(value.number, unit)


def noun(value: float | int, unit: Unit) -> str:
    """Return the word behind the number, where it needs one."""
    match unit:
        case Unit.YOUTHS:
            return ngettext("jongere", "jongeren", round(value))
        case Unit.DAYS:
            return ngettext("dag", "dagen", round(value))
        case _:
            return ""


def difference(now: float | int, before: float | int, unit: Unit) -> str:
    """Return the difference in the unit, with the percentage where that says something: "+120 (+1,2 %)"."""
    delta = now - before
    relative = f" ({signed(delta / before * 100, 1)}{percent_sign()})" if before and unit in (Unit.YOUTHS, Unit.CENTS) else ""
    match unit:
        case Unit.SHARE:
            points = signed(scaled(delta, unit), 1)
            return _("%(points)s procentpunt") % {"points": points}
        case Unit.CENTS:
            sign = "+" if delta > 0 else MINUS if delta < 0 else ""
            return f"{sign}{euros(abs(round(delta)))}{relative}"
        case Unit.DAYS:
            return f"{signed(delta, decimals(delta, unit))} {noun(abs(delta), unit)}"
        case _:
            return f"{signed(delta)}{relative}"


def in_a_sentence(now: float | int, before: float | int, unit: Unit) -> str:
    """Return how the value compares with that of a year earlier, as a sentence."""
    delta = now - before
    size = amount(abs(delta), unit)
    if unit is Unit.SHARE:
        size = _("%(points)s procentpunt") % {"points": number(abs(scaled(delta, unit)), 1)}
    if delta == 0:
        return _("Dat is gelijk aan een jaar eerder.")
    match unit, delta > 0:
        case Unit.SHARE, True:
            sentence = _("Dat is %(size)s hoger dan een jaar eerder.")
        case Unit.SHARE, False:
            sentence = _("Dat is %(size)s lager dan een jaar eerder.")
        case Unit.DAYS, True:
            sentence = ngettext(
                "Dat is %(size)s dag langer dan een jaar eerder.",
                "Dat is %(size)s dagen langer dan een jaar eerder.",
                round(abs(delta)),
            )
        case Unit.DAYS, False:
            sentence = ngettext(
                "Dat is %(size)s dag korter dan een jaar eerder.",
                "Dat is %(size)s dagen korter dan een jaar eerder.",
                round(abs(delta)),
            )
        case _, True:
            sentence = _("Dat is %(size)s meer dan een jaar eerder.")
        case _:
            sentence = _("Dat is %(size)s minder dan een jaar eerder.")
    return sentence % {"size": size}
