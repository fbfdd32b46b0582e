"""Forms to place a remark, to reply, and to choose a state."""

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.remarks.addresses import same_place
from regiewijzer.apps.remarks.models import LONGEST
from regiewijzer.apps.remarks.states import Kind, State

NO_PERSONS = _("Noem geen kinderen of ouders. Met @naam wijst u een collega of de serviceorganisatie op uw bericht.")


class RemarkForm(forms.Form):
    """A question or remark at an address."""

    bij = forms.CharField(max_length=2000, widget=forms.HiddenInput)
    titel = forms.CharField(max_length=200, widget=forms.HiddenInput, required=False)
    soort = forms.ChoiceField(label=_("Soort"), choices=Kind.choices, initial=Kind.QUESTION)
    onderdeel = forms.CharField(label=_("Over welk onderdeel van de pagina? (niet verplicht)"), max_length=200, required=False)
    tekst = forms.CharField(
        label=_("Uw bericht"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}), help_text=NO_PERSONS
    )

    def clean_bij(self) -> str:
        """Return the one way to write the address; refuse one that is not ours."""
        found = same_place(self.cleaned_data["bij"])
        if found is None:
            raise forms.ValidationError(_("Dit adres hoort niet bij deze site."))
        return found


class ReplyForm(forms.Form):
    """A reply."""

    tekst = forms.CharField(
        label=_("Uw reactie"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), help_text=NO_PERSONS
    )


class StateForm(forms.Form):
    """Which remarks to list."""

    stand = forms.ChoiceField(label=_("Stand"), choices=[("", _("alle")), *State.choices], required=False)
