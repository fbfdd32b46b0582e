"""Values in words, per unit: people, shares, days, money, rates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.web.numbers import MINUS, euros, number, percent, percent_sign, signed

# Beyond this an amount has no cents worth reading; a tariff has.
WHOLE_EUROS_FROM = 1_000_00


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers of a unit are written. `counts`: grows with the size of the group, so that a change is also a percentage."""

    decimals: Callable[[float | int], int]
    counts: bool = False


def _whole(_value: float | int) -> int:
    return 0


def _one_unless_whole(value: float | int) -> int:
    return 0 if value == round(value) or abs(value) >= 1000 else 1


def _by_size(value: float | int) -> int:
    """Return enough decimals for some three digits."""
    if value == round(value) or abs(value) >= 100:
        return 0
    return 1 if abs(value) >= 10 else 2


def _rate(value: float | int) -> int:
    return 0 if abs(value) >= 100 else 1


_STYLES: Mapping[Unit, Style] = {
    Unit.YOUTHS: Style(_whole, counts=True),
    Unit.PEOPLE: Style(_whole, counts=True),
    Unit.ORGANISATIONS: Style(_whole, counts=True),
    Unit.CENTS: Style(lambda cents: 0 if abs(cents) >= WHOLE_EUROS_FROM or cents % 100 == 0 else 2, counts=True),
    Unit.SHARE: Style(lambda _value: 1),
    Unit.DAYS: Style(_one_unless_whole),
    Unit.HOURS: Style(_one_unless_whole),
    Unit.NUMBER: Style(_by_size),
    Unit.PER_1000: Style(_rate),
    Unit.PER_10000: Style(_rate),
    Unit.SCORE: Style(lambda _value: 1),
}


def scaled(value: float | int, unit: Unit) -> float:
    """Return the number as a reader counts it: percent for a share, euros for cents."""
    match unit:
        case Unit.SHARE:
            return value * 100
        case Unit.CENTS:
            return value / 100
        case _:
            return float(value)


def counts(unit: Unit) -> bool:
    """Tell whether values of this unit grow with the size of the group they are about."""
    return _STYLES[unit].counts


def decimals(value: float | int, unit: Unit) -> int:
    """Return how many decimals are shown."""
    return _STYLES[unit].decimals(value)


def _amount(value: float | int, unit: Unit, shown: int) -> str:
    match unit:
        case Unit.CENTS:
            return euros(round(value), shown)
        case Unit.SHARE:
            return percent(value, shown)
        case _:
            return number(value, shown)


def amount(value: float | int, unit: Unit) -> str:
    """Return the number with its sign of unit: "1.234", "12,3 %", "€ 1.234". Others are bare, see `noun`."""
    return _amount(value, unit, decimals(value, unit))


def state_name(state: ValueState) -> str:
    """Return why there is no number."""
    return {
        ValueState.HIDDEN: _("afgeschermd"),
        ValueState.UNKNOWN: _("onbekend"),
        ValueState.NOT_APPLICABLE: _("n.v.t."),
    }[state]


def bare(value: Value, unit: Unit) -> str:
    """Return the value, or why there is none, for a sentence that says itself what must be said with it."""
    return state_name(value.state) if value.number is None else amount(value.number, unit)


def kept_name() -> str:
    """Return what stands beside a number of an earlier edition, in the place of one that may not be told yet."""
    return _("uit een eerdere editie")


def text(value: Value, unit: Unit) -> str:
    """Return the value, or why there is none; a number of an earlier edition says so."""
    return f"{bare(value, unit)} ({kept_name()})" if value.is_kept else bare(value, unit)


def noun(value: float | int, unit: Unit) -> str:
    """Return the word behind the number, where it needs one."""
    match unit:
        case Unit.YOUTHS:
            return ngettext("jongere", "jongeren", round(value))
        case Unit.DAYS:
            return ngettext("dag", "dagen", round(value))
        case Unit.HOURS:
            return _("uur")
        case Unit.PER_1000:
            return _("per 1.000")
        case Unit.PER_10000:
            return _("per 10.000")
        case _:
            return ""


def name(unit: Unit) -> str:
    """Return the unit in a word, for the head of a chart."""
    return {
        Unit.YOUTHS: _("jongeren"),
        Unit.PEOPLE: _("aantal mensen"),
        Unit.ORGANISATIONS: _("aantal organisaties"),
        Unit.CENTS: _("euro"),
        Unit.SHARE: _("procent"),
        Unit.DAYS: _("dagen"),
        Unit.HOURS: _("uur"),
        Unit.NUMBER: _("getal"),
        Unit.PER_1000: _("per 1.000"),
        Unit.PER_10000: _("per 10.000"),
        Unit.SCORE: _("score"),
    }[unit]


def difference(now: float | int, before: float | int, unit: Unit) -> str:
    """Return the difference in the unit, with the percentage where that says something: "+120 (+1,2 %)"."""
    delta = now - before
    shown = max(decimals(now, unit), decimals(before, unit))
    relative = f" ({signed(delta / before * 100, 1)}{percent_sign()})" if delta and before > 0 and counts(unit) else ""
    match unit:
        case Unit.SHARE:
            points = signed(scaled(delta, unit), 1)
            return _("%(points)s procentpunt") % {"points": points}
        case Unit.CENTS:
            sign = "+" if delta > 0 else MINUS if delta < 0 else ""
            return f"{sign}{euros(abs(round(delta)), shown)}{relative}"
        case Unit.DAYS | Unit.HOURS:
            return f"{signed(delta, shown)} {noun(abs(delta), unit)}"
        case _:
            return f"{signed(delta, shown)}{relative}"


def _size(now: float | int, before: float | int, unit: Unit) -> str:
    delta, shown = abs(now - before), max(decimals(now, unit), decimals(before, unit))
    if unit is Unit.SHARE:
        return _("%(points)s procentpunt") % {"points": number(scaled(delta, unit), 1)}
    return _amount(delta, unit, shown)


def in_a_sentence(now: float | int, before: float | int, unit: Unit) -> str:
    """Return how the value compares with that of a year earlier, as a sentence."""
    size, days = _size(now, before, unit), round(abs(now - before))
    if now == before:
        return _("Dat is gelijk aan een jaar eerder.")
    match unit, now > before:
        case Unit.DAYS, True:
            sentence = ngettext(
                "Dat is %(size)s dag langer dan een jaar eerder.", "Dat is %(size)s dagen langer dan een jaar eerder.", days
            )
        case Unit.DAYS, False:
            sentence = ngettext(
                "Dat is %(size)s dag korter dan een jaar eerder.", "Dat is %(size)s dagen korter dan een jaar eerder.", days
            )
        case _, True:
            more, higher = _("Dat is %(size)s meer dan een jaar eerder."), _("Dat is %(size)s hoger dan een jaar eerder.")
            sentence = more if counts(unit) else higher
        case _:
            less, lower = _("Dat is %(size)s minder dan een jaar eerder."), _("Dat is %(size)s lager dan een jaar eerder.")
            sentence = less if counts(unit) else lower
    return sentence % {"size": size}
