"""Tariff rounds: the form in which one is prepared, and what it changes and costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regiewijzer.apps.contracts import queries, rooms, words
from regiewijzer.apps.contracts.models import TariffRound
from regiewijzer.contracting.changes import Operation, Row
from regiewijzer.contracting.indexation import Step, chosen, operations
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.registers import table_of
from regiewijzer.pipeline.tariff_round import RoundEffect, effect_of

HUNDRED = Decimal(100)


def product_of(row: Row) -> str:
    """Return what names the product of a tariff in a round."""
    return f"{row['product_category']}|{row.get('product_code') or ''}"


class RoundForm(forms.Form):
    """Which tariffs move, by how much, from when."""

    titel = forms.CharField(label=gettext_lazy("Naam van de ronde"), max_length=200)
    producten = forms.MultipleChoiceField(label=gettext_lazy("Producten"), widget=forms.CheckboxSelectMultiple)
    perceel = forms.ChoiceField(label=gettext_lazy("Alleen tarieven van contracten in dit perceel"), required=False)
    percentage = forms.DecimalField(
        label=gettext_lazy("Percentage erbij"),
        required=False,
        localize=True,
        max_digits=6,
        decimal_places=3,
        min_value=-100,
        max_value=100,
    )
    bedrag = forms.DecimalField(
        label=gettext_lazy("Of bedrag per eenheid erbij, in euro"), required=False, localize=True, max_digits=9, decimal_places=2
    )
    vanaf = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    waarom = forms.CharField(label=gettext_lazy("Waarom?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any, *, tariffs: Sequence[Row], products: Sequence[Row], lots: Sequence[Row]) -> None:
        super().__init__(data, auto_id="ronde_%s")
        names = {f"{row['product_category']}|{row.get('product_code') or ''}": str(row["name"]) for row in products}
        codes = sorted({product_of(row) for row in tariffs})
        self.fields["producten"].choices = [
            (code, f"{code.replace('|', ' ').strip()} {names.get(code, '')}".strip()) for code in codes
        ]
        self.fields["perceel"].choices = [
            ("", _("alle")),
            *((row["lot_code"], f"{row['lot_code']} {row['name']}") for row in lots),
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a round with two measures, or none."""
        found: dict[str, Any] = super().clean() or {}
        given = [found.get(name) for name in ("percentage", "bedrag")]
        if not self.errors and sum(one not in (None, 0) for one in given) != 1:
            raise forms.ValidationError(_("Kies een percentage of een bedrag, niet beide; en niet nul."))
        return found

    def said(self) -> dict[str, Any]:
        """Return the round as it is kept."""
        data = self.cleaned_data
        by_amount = data["bedrag"] not in (None, 0)
        return {
            "title": data["titel"],
            "products": data["producten"],
            "lot_code": data["perceel"],
            "percent": None if by_amount else data["percentage"],
            "cents": int(data["bedrag"] * HUNDRED) if by_amount else None,
            "starts_on": data["vanaf"],
            "reason": data["waarom"],
        }


@dataclass(frozen=True, slots=True)
class Moving:
    """What a round changes by the registers of now: the tariffs that move, the operations, and what they cost."""

    rows: Sequence[Row]
    operations: Sequence[Operation]
    effect: RoundEffect | None


def step_of(one: TariffRound) -> Step:
    """Return by how much a round moves tariffs."""
    return Step(percent=one.percent, cents=one.cents)


def moving(home: Home, one: TariffRound, *, with_effect: bool = True) -> Moving:
    """Return what a round changes, by the registers as they stand now."""
    found = queries.all_registers(home)
    contracts = [row for row in found["contract"] if queries.runs_on(row, one.starts_on)]
    numbers = frozenset(str(row["contract_number"]) for row in contracts if row["lot_code"] == one.lot_code)
    products = frozenset((code.partition("|")[0], code.partition("|")[2]) for code in one.products)
    rows = chosen(found["tariff"], products, numbers if one.lot_code else None, one.starts_on)
    of_day = [row for row in found["tariff"] if queries.runs_on(row, one.starts_on)]
    effect = None
    if with_effect:
        effect = effect_of(
            home, tariffs=of_day, moved=rows, contracts=contracts, step=step_of(one), day=one.starts_on, scope=REGION
        )
    return Moving(rows, list(operations(rows, step_of(one), one.starts_on)), effect)


def tariff_rows(found: Moving, one: TariffRound, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return per tariff what it is called, what it is now and what it becomes."""
    amount = table_of("tariff").column("amount_cents")
    step = step_of(one)
    told = []
    for row in found.rows:
        cents = row["amount_cents"]
        assert isinstance(cents, int), row
        before, after = (words.value_in_words(amount, value, names) for value in (cents, step.of(cents)))
        told.append((words.name_of("tariff", row, names), before, after))
    return told


def amount(value: Value) -> str:
    """Return an amount; one that is hidden may be so for few young people, or for one provider that is nearly all of it."""
    return _("niet te tonen") if value.state is ValueState.HIDDEN else rooms.amount(value)


def value_rows(values: Mapping[str, Value], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return amounts by organisation, the largest first; what is hidden stands at the end."""
    ordered = sorted(values.items(), key=lambda one: -(abs(one[1].number) if one[1].number is not None else -1))
    return [(names.get(code, code), amount(value)) for code, value in ordered]
