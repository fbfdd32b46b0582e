"""The choice of a moment to publish."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """The last day whose messages count."""

    day = forms.DateField(
        label=_("Bekend op"),
        help_text=_("Wat later binnenkwam telt niet mee. Een gepubliceerd peilmoment blijft bestaan."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, data: object = None, *, first: date, newest: date) -> None:
        super().__init__(data, initial={"day": newest})
        self.first, self.newest = first, newest
        self.fields["day"].widget.attrs |= {"min": first.isoformat(), "max": newest.isoformat()}

    def clean_day(self) -> date:
        """Return the day; there is nothing to show of a day before the first message or after the newest."""
        day: date = self.cleaned_data["day"]
        if not self.first <= day <= self.newest:
            text = _("Kies een datum van %(first)s tot en met %(last)s.")
            raise forms.ValidationError(text, params={"first": f"{self.first:%d-%m-%Y}", "last": f"{self.newest:%d-%m-%Y}"})
        return day
