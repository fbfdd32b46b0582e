"""What pages show of the necessary offer, in the language of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.offer.holding import Held, State
from regiewijzer.apps.offer.models import Agreement
from regiewijzer.apps.offer.queries import Situation, held_against
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.web import numbers

TONES = {State.MET: "good", State.TIGHT: "warn", State.NOT_MET: "bad", State.NOT_TO_SAY: ""}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One function: the agreement and how it stands, in words."""

    agreement: Agreement
    unit: str
    demand: str
    capacity: str
    over_norm: str
    over_demand: str
    state: str
    tone: str
    is_met: bool
    products: str
    care_forms: str


def text_of(value: Value) -> str:
    """Return a value in words."""
    match value.state:
        case ValueState.SHOWN:
            return numbers.number(value.number or 0)
        case ValueState.HIDDEN:
            return _("afgeschermd")
        case ValueState.UNKNOWN:
            return _("onbekend")
        case _:
            return _("niet van toepassing")


def _signed(value: Value) -> str:
    return text_of(value) if value.number is None else numbers.signed(value.number)


def state_name(state: State) -> str:
    """Return how an agreement stands, in words."""
    return {
        State.MET: _("gehaald"),
        State.TIGHT: _("gehaald, maar de vraag kan hoger uitvallen"),
        State.NOT_MET: _("niet gehaald"),
        State.NOT_TO_SAY: _("niet te zeggen"),
    }[state]


def _named(codes: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)


def row_of(agreement: Agreement, held: Held, products: Mapping[str, str], care_forms: Mapping[str, str]) -> OfferRow:
    """Return one function as a row."""
    return OfferRow(
        agreement=agreement,
        unit=agreement.get_unit_display(),
        demand=text_of(held.demand),
        capacity=text_of(held.capacity),
        over_norm=_signed(held.over_norm),
        over_demand=_signed(held.over_demand),
        state=state_name(held.state),
        tone=TONES[held.state],
        is_met=held.state is not State.NOT_MET,
        products=_named(agreement.products, products),
        care_forms=_named(agreement.care_forms, care_forms),
    )


def rows_of(
    agreements: Sequence[Agreement], now: Situation, products: Mapping[str, str], care_forms: Mapping[str, str]
) -> list[OfferRow]:
    """Return all functions as rows, those that are not met first."""
    rows = [row_of(one, held_against(one, now), products, care_forms) for one in agreements]
    return sorted(rows, key=lambda row: row.is_met)


def sentence_of(rows: Sequence[OfferRow]) -> str:
    """Return the answer in a sentence."""
    short = sum(not row.is_met for row in rows)
    if not rows:
        return _("Er is nog niets afgesproken over wat er in de regio moet zijn.")
    if not short:
        return _("Van geen enkele functie is bekend dat de norm niet wordt gehaald.")
    said = {"short": short, "all": len(rows)}
    return (
        ngettext(
            "%(short)s van %(all)s functies haalt de norm niet.", "%(short)s van %(all)s functies halen de norm niet.", short
        )
        % said
    )
