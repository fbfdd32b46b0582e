"""The form for a note beside a timeline."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.monitor.models import Annotation

LONGEST = Annotation._meta.get_field("text").max_length


class NoteForm(forms.Form):
    """A month, a sentence, and for which figures and places it holds."""

    month = forms.DateField(
        label=_("Maand"),
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
        input_formats=["%Y-%m"],
        error_messages={"invalid": _("Vul een maand in als 2026-10.")},
    )
    text = forms.CharField(
        label=_("Notitie"),
        max_length=LONGEST,
        help_text=_("Een zin over wat er gebeurde. Noem geen personen: iedereen die dit cijfer mag zien, leest mee."),
    )
    municipality = forms.ChoiceField(label=_("Geldt voor"), required=False)
    everywhere = forms.BooleanField(label=_("Bij elk cijfer, niet alleen bij dit"), required=False)

    def __init__(self, data: Mapping[str, str] | None, *, places: Mapping[str, str], whole_region: bool, initial: dict) -> None:
        super().__init__(data, initial=initial, auto_id="notitie_%s")
        everything = [("", _("alle gemeenten"))] if whole_region else []
        self.fields["municipality"].choices = [*everything, *places.items()]
        self.fields["municipality"].required = not whole_region

    def clean_month(self) -> date:
        """Return the first day of the month."""
        month: date = self.cleaned_data["month"]
        return month.replace(day=1)
