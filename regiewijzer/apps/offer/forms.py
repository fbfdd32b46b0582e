"""The form of an agreement on the necessary offer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.offer.models import Agreement, Unit

MOST = 100_000
_FIELDS = ("name", "products", "care_forms", "unit", "norm", "per_hundred", "owner", "agreed_on", "consequence", "why")


class AgreementForm(forms.Form):
    """One version of an agreement."""

    name = forms.CharField(label=_("Functie"), max_length=120)
    products = forms.MultipleChoiceField(
        label=_("Vraag: lopende trajecten in deze productcategorieën"), widget=forms.CheckboxSelectMultiple
    )
    care_forms = forms.MultipleChoiceField(label=_("Aanbod: plekken in deze zorgvormen"), widget=forms.CheckboxSelectMultiple)
    unit = forms.ChoiceField(label=_("De norm telt"), choices=Unit.choices)
    norm = forms.IntegerField(label=_("Norm: wat er ten minste moet zijn"), min_value=0, max_value=MOST)
    per_hundred = forms.IntegerField(
        label=_("Plekken of uren per honderd lopende trajecten"),
        min_value=1,
        max_value=MOST,
        initial=100,
        help_text=_("Verblijf: 100, elk traject houdt een plek bezet. Daghulp van twee dagen per week: 40."),
    )
    owner = forms.CharField(label=_("Wie er voor staat (functie en organisatie)"), max_length=150)
    agreed_on = forms.DateField(label=_("Afgesproken op"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    consequence = forms.CharField(
        label=_("Wat er gebeurt als de norm niet wordt gehaald"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    why = forms.CharField(
        label=_("Waarom deze norm, of wat er verandert"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, products: Mapping[str, str], care_forms: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["products"].choices = list(products.items())
        self.fields["care_forms"].choices = [(code, name) for code, name in care_forms.items() if code != "unknown"]

    def clean_agreed_on(self) -> Any:
        """Refuse a day that has yet to come: what is not agreed does not hold."""
        day = self.cleaned_data["agreed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day

    def clean_name(self) -> str:
        """Refuse a name without a letter or digit: the address is made from it."""
        name: str = self.cleaned_data["name"]
        if not slugify(name):
            raise forms.ValidationError(_("Gebruik letters of cijfers."))
        return name

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the model."""
        return {name: self.cleaned_data[name] for name in _FIELDS}


def initial_of(agreement: Agreement) -> dict[str, Any]:
    """Return what a form for the next version begins with."""
    return {**{name: getattr(agreement, name) for name in _FIELDS}, "agreed_on": None, "why": "", "after": agreement.number}
