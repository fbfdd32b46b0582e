"""Forms: what a data steward states of an entry, a request for data, and a step with its reason."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.accounts.service import OrganisationKind
from regiewijzer.apps.register.models import BasisChoice, DataRequest, EntryStatement, NecessityChoice, StaffChoice
from regiewijzer.definitions.data_register_types import Entry

MOST_MINUTES = 60 * 24 * 20
_VERSION: dict[str, Any] = {"widget": forms.HiddenInput, "min_value": 0}
_ASKED = [(kind.value, kind.label) for kind in OrganisationKind if kind is not OrganisationKind.COUNCIL]


def _long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EntryForm(forms.Form):
    """What may be stated of an entry. The rest follows from its definition and the installation file."""

    minuten = forms.IntegerField(
        label=_("Minuten werk per levering"),
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=_("Van één organisatie, voor één levering. Vraag het aan wie het werk doet."),
    )
    wie = forms.ChoiceField(label=_("Wie doet het werk"), choices=StaffChoice.choices)
    basis = forms.ChoiceField(label=_("Waar de minuten op rusten"), choices=BasisChoice.choices)
    noodzaak = forms.ChoiceField(label=_("Nodig of prettig"), choices=NecessityChoice.choices)
    einde = forms.DateField(label=_("Gevraagd tot en met (leeg: zolang de standaard geldt)"), required=False, widget=_day())
    gebruik = forms.CharField(
        label=_("Wat er met de uitkomst gebeurt, en welke gevolgen die kan hebben"), max_length=2000, widget=_long(4)
    )
    versie = forms.IntegerField(**_VERSION)

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the model."""
        said = self.cleaned_data
        return {
            "minutes": said["minuten"],
            "staff": said["wie"],
            "basis": said["basis"],
            "necessity": said["noodzaak"],
            "until": said["einde"],
            "use": said["gebruik"],
        }


def initial_of(entry: Entry, stated: EntryStatement | None, use: str) -> dict[str, Any]:
    """Return what the form of an entry begins with."""
    return {
        "minuten": entry.minutes,
        "wie": entry.staff.value,
        "basis": entry.basis.value,
        "noodzaak": entry.necessity.value,
        "einde": entry.until,
        "gebruik": use,
        "versie": stated.version if stated else 0,
    }


class RequestForm(forms.ModelForm):
    """A request for data. Only the title and what counts must be there to save a draft; the rules judge the rest."""

    goal = forms.ChoiceField(label=_("Bij welk doel hoort de vraag"), required=False)
    asked_of = forms.MultipleChoiceField(
        label=_("Van wie wordt het gevraagd"), choices=_ASKED, widget=forms.CheckboxSelectMultiple, required=False
    )
    versie = forms.IntegerField(**_VERSION)

    class Meta:
        """The fields in the order of the rules of the game."""

        model = DataRequest
        fields = (
            *("title", "question", "goal", "use", "fields", "why_new", "asked_of", "standard", "why_local", "minutes", "staff"),
            *("per_year", "deliverers", "stops", "minutes_saved", "why_more", "until", "personal", "legal_ground", "dpia"),
        )
        labels: ClassVar = {
            "title": _("Titel"),
            "question": _("Welke vraag wordt ermee beantwoord"),
            "use": _("Wat er met de uitkomst gebeurt, en welke gevolgen die kan hebben"),
            "fields": _("Welke velden worden gevraagd (een per regel)"),
            "why_new": _("Waarom wat er al is niet volstaat"),
            "standard": _("Hoe breed wordt dit op dezelfde manier gevraagd"),
            "why_local": _("Bij lokaal: waarom kan het niet regionaal of landelijk"),
            "minutes": _("Minuten werk per levering"),
            "staff": _("Wie doet het werk"),
            "per_year": _("Leveringen per jaar"),
            "deliverers": _("Aantal organisaties dat levert"),
            "stops": _("Wat ervoor in de plaats stopt (nieuw voor oud)"),
            "minutes_saved": _("Hoeveel minuten werk per jaar dat bij elkaar scheelt"),
            "why_more": _("Als de lasten toch toenemen: waarom is het dat waard"),
            "until": _("Gevraagd tot en met"),
            "personal": _("Er worden gegevens van personen gevraagd"),
            "legal_ground": _("Grondslag (wet en artikel)"),
            "dpia": _("Vindplaats van de DPIA"),
        }
        widgets: ClassVar = {
            **{name: _long() for name in ("question", "use", "why_new", "why_local", "stops", "why_more")},
            "fields": _long(6),
            "until": _day(),
        }

    def __init__(self, *args: Any, goals: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", _("– kies een doel –")), *goals.items()]
        for name in ("minutes", "per_year", "deliverers", "minutes_saved"):
            self.fields[name].max_value = 10_000_000

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the model."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReasonForm(forms.Form):
    """Why a request is given back, ended or withdrawn."""

    reden = forms.CharField(label=_("Waarom?"), max_length=1000, widget=_long())
