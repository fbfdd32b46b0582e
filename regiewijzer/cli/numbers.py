"""Values and periods of figures as the command line writes them: in Dutch, whatever the machine speaks."""

from datetime import date

from regiewijzer.definitions.indicators_types import Grain, Unit
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.vocabulary.money import euros
from regiewijzer.vocabulary.numbers import dutch

STATES = {ValueState.HIDDEN: "afgeschermd", ValueState.UNKNOWN: "onbekend", ValueState.NOT_APPLICABLE: "n.v.t."}


def amount(value: float | int, unit: Unit) -> str:
    """Return the number with the sign of its unit: "1.234", "12,3 %", "€ 1.234,00"."""
    match unit:
        case Unit.CENTS:
            return f"€ {euros(round(value))}"
        case Unit.SHARE:
            return f"{dutch(value * 100, 1)} %"
        case _:
            return bare(value)


def bare(value: float | int) -> str:
    """Return a number with as many decimals as its size asks for."""
    if value == round(value) or abs(value) >= 1000:
        return dutch(value)
    return dutch(value, 1 if abs(value) >= 100 else 2)


def in_words(value: Value | None, unit: Unit) -> str:
    """Return the value, or why there is none; nothing for a cell that is not there."""
    if value is None:
        return ""
    return STATES[value.state] if value.number is None else amount(value.number, unit)


def period(first: date, grain: Grain) -> str:
    """Return the period by its first day: "2026-01", "2026-K1", "2026"."""
    match grain:
        case Grain.MONTH:
            return f"{first:%Y-%m}"
        case Grain.QUARTER:
            return f"{first:%Y}-K{(first.month + 2) // 3}"
        case Grain.YEAR:
            return f"{first:%Y}"
