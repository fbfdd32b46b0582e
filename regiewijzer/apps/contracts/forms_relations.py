"""Forms about the relation with a provider."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NO_CHILDREN = _("Noem geen kinderen of ouders. De aanbieder leest dit ook.")


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ContactForm(forms.Form):
    """A contact at a provider."""

    naam = forms.CharField(label=_("Naam"), max_length=150)
    functie = forms.CharField(label=_("Functie"), max_length=150, required=False)
    mail = forms.EmailField(label=_("E-mail (werk)"), required=False)
    telefoon = forms.CharField(label=_("Telefoon (werk)"), max_length=30, required=False)

    def said(self) -> dict[str, Any]:
        """Return it as it is kept."""
        data = self.cleaned_data
        return {"name": data["naam"], "role": data["functie"], "email": data["mail"], "telephone": data["telefoon"]}


class ConversationForm(forms.Form):
    """A conversation with a provider."""

    dag = forms.DateField(label=_("Dag van het gesprek"), widget=_day())
    met = forms.CharField(label=_("Wie waren erbij?"), max_length=300)
    verslag = forms.CharField(
        label=_("Waar ging het over?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), help_text=NO_CHILDREN
    )

    def said(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {"held_on": self.cleaned_data["dag"], "people": self.cleaned_data["met"], "text": self.cleaned_data["verslag"]}


class AgreementForm(forms.Form):
    """An agreement with a provider."""

    afspraak = forms.CharField(label=_("Wat is afgesproken?"), max_length=500, help_text=NO_CHILDREN)
    wie = forms.CharField(label=_("Wie doet het?"), max_length=150)
    voor = forms.DateField(label=_("Voor welke dag?"), widget=_day())

    def said(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {"text": self.cleaned_data["afspraak"], "owner": self.cleaned_data["wie"], "due_on": self.cleaned_data["voor"]}
