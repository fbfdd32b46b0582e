"""The choice of a figure: which slice, known when."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.monitor import names
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.scope import OWN_DIMENSIONS, REGION, Scope
from regiewijzer.ledger.region import Region

# What a field is called in an address -> the dimension of a figure.
DIMENSIONS = {"gemeente": "municipality", "aanbieder": "provider", "categorie": "product_category", "zorgvorm": "care_form"}


def _choices(everything: str, found: dict[str, str], *, by_name: bool) -> list[tuple[str, str]]:
    rows = sorted(found.items(), key=lambda row: row[1].lower() if by_name else row[0])
    return [("", everything), *((code, name) for code, name in rows)]


class FigureForm(forms.Form):
    """A GET form: the address of the page is the choice."""

    gemeente = forms.ChoiceField(label=_("Gemeente"), required=False)
    aanbieder = forms.ChoiceField(label=_("Aanbieder"), required=False)
    categorie = forms.ChoiceField(label=_("Productcategorie"), required=False)
    zorgvorm = forms.ChoiceField(label=_("Zorgvorm"), required=False)
    peildatum = forms.DateField(
        label=_("Bekend op"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Vul een bestaande datum in.")},
    )
    reeks = forms.ChoiceField(label=_("Vergelijk op"), required=False)

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        region: Region,
        indicator: Indicator,
        newest: date,
        first: date,
        today: date,
        scope: Scope = REGION,
    ) -> None:
        # The newest day stands in the field: a reader sees what "now" means, and the address of a choice keeps it.
        super().__init__(
            {**{name: data[name] for name in data}, "peildatum": data.get("peildatum") or newest.isoformat()}, auto_id="keuze_%s"
        )
        self.newest, self.first, self.today = newest, first, today
        self.fields["gemeente"].choices = _choices(
            _("Hele regio"), _own(_without_unknown(names.municipalities(region)), scope.municipalities), by_name=True
        )
        self.fields["aanbieder"].choices = _choices(
            _("Alle aanbieders"), _own(names.providers(region), scope.providers), by_name=True
        )
        self.fields["categorie"].choices = _choices(_("Alle categorieën"), names.product_categories(), by_name=False)
        self.fields["zorgvorm"].choices = _choices(_("Alle zorgvormen"), names.care_forms(), by_name=False)
        self.fields["reeks"].choices = [(one.code, said(one.label)) for one in indicator.outcomes]
        self.fields["peildatum"].widget.attrs |= {"min": first.isoformat(), "max": today.isoformat()}
        if len(self.fields["reeks"].choices) < 2:
            del self.fields["reeks"]

    def clean_peildatum(self) -> date:
        """Return the day. Nothing is known before the first message or after today."""
        day: date = self.cleaned_data["peildatum"]
        if not self.first <= day <= self.today:
            text = _("Kies een datum van %(first)s tot en met %(last)s.")
            raise forms.ValidationError(text, params={"first": f"{self.first:%d-%m-%Y}", "last": f"{self.today:%d-%m-%Y}"})
        return day

    def named(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the organisations that the address names, valid or not: a reader may name only the own."""
        own = {field: dimension for field, dimension in DIMENSIONS.items() if dimension in OWN_DIMENSIONS}
        return tuple((dimension, (self.data[field],)) for field, dimension in own.items() if self.data.get(field))

    def where(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the chosen codes per dimension, as a figure asks for them."""
        chosen = ((dimension, self.cleaned_data[field]) for field, dimension in DIMENSIONS.items())
        return tuple((dimension, (code,)) for dimension, code in chosen if code)

    def address(self, **changed: str) -> str:
        """Return the query part of the address of this choice with something changed."""
        chosen = {name: str(self.data.get(name, "")) for name in self.fields} | changed
        return "?" + urlencode({name: value for name, value in chosen.items() if value})

    def outcome(self, indicator: Indicator) -> str:
        """Return the outcome on which municipalities are compared."""
        return self.cleaned_data.get("reeks") or next(indicator.outcomes).code


def _own(found: dict[str, str], codes: frozenset[str] | None) -> dict[str, str]:
    return {code: name for code, name in found.items() if codes is None or code in codes}


def _without_unknown(found: dict[str, str]) -> dict[str, str]:
    return {code: name for code, name in found.items() if code != "unknown"}
