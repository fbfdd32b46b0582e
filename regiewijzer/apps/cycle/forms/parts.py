"""Forms of the parts: points, answers, weighings, tasks, contributions, outcomes, expectations and verdicts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.cycle.forms.kinds import NO_PERSONS, day_field, text_field
from regiewijzer.apps.cycle.models import AdvicePoint
from regiewijzer.apps.cycle.models.advice import Answer
from regiewijzer.apps.cycle.models.decision import Body, Perspective
from regiewijzer.apps.cycle.models.effect import Direction, Then, Verdict
from regiewijzer.apps.cycle.models.interpretation import Outcome, Says, Voice
from regiewijzer.apps.monitor.service import said
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Grain, Unit

MOST_POINTS = 30
_HUNDRED = 100


def version_field() -> forms.IntegerField:
    """Return the hidden field with the version that the user saw."""
    return forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A step with its reason; `needed` says whether it may be left out."""

    reden = text_field(_("Waarom?"), rows=2, longest=1000)

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].required = needed


class PointForm(forms.Form):
    """One point of an advice; a row without text is left out."""

    punt = text_field(_("Punt"), rows=2, longest=1000)
    vervalt = forms.CharField(label=_("Wat kan daardoor stoppen?"), max_length=500, required=False)


class PointRow(NamedTuple):
    """A row of the points as it was sent."""

    punt: str
    vervalt: str


Points = forms.formset_factory(PointForm, extra=3, max_num=MOST_POINTS, absolute_max=MOST_POINTS)


class AnswerForm(forms.Form):
    """What becomes of one point."""

    antwoord = forms.ChoiceField(label=_("Reactie"), choices=[("", "–"), *Answer.choices], required=False)
    reden = text_field(_("Waarom?"), rows=2, longest=1000)

    def __init__(self, *args: Any, point: AdvicePoint, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"punt{point.pk}", **kwargs)
        self.point = point

    def clean(self) -> dict[str, Any]:
        """Ask why, unless the point is adopted as it is."""
        data = super().clean() or {}
        if data.get("antwoord") not in ("", None, Answer.ADOPT) and not data.get("reden"):
            self.add_error("reden", _("Zeg waarom dit punt niet of anders wordt overgenomen."))
        return data

    @property
    def told(self) -> tuple[str, str]:
        """Return what becomes of the point, and why."""
        return self.cleaned_data["antwoord"], self.cleaned_data["reden"]


class WeighingForm(forms.Form):
    """How each perspective was weighed."""

    versie = version_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in Perspective:
            self.fields[one.value] = text_field(_("Perspectief van %(name)s") % {"name": one.label})

    def weighings(self) -> Mapping[str, str]:
        """Return the texts by perspective."""
        return {one.value: self.cleaned_data[one.value] for one in Perspective}


class TaskForm(forms.Form):
    """What a municipality has to do."""

    gemeente = forms.ChoiceField(label=_("Gemeente"))
    orgaan = forms.ChoiceField(label=_("Wie"), choices=Body.choices)
    wat = forms.CharField(label=_("Wat moet er gebeuren?"), max_length=300)
    voor = day_field(_("Uiterlijk op"), required=True)

    def __init__(self, *args: Any, municipalities: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = list(municipalities.items())


class ContributionForm(forms.Form):
    """What someone says at an interpretation."""

    stem = forms.ChoiceField(label=_("U spreekt als"), choices=Voice.choices)
    zegt = forms.ChoiceField(label=_("Uw bijdrage"), choices=Says.choices)
    tekst = text_field(_("Wat wilt u zeggen?"), rows=5, required=True, help_text=NO_PERSONS)
    naam = forms.CharField(
        label=_("Uw naam (niet verplicht)"),
        max_length=100,
        required=False,
        help_text=_("Alleen als u dat wilt staat uw naam erbij; anders alleen uw rol."),
    )


class OutcomeForm(forms.Form):
    """What a table ends with."""

    soort = forms.ChoiceField(label=_("Soort uitkomst"), choices=Outcome.choices)
    uitkomst = text_field(_("Uitkomst"), rows=3, required=True)
    instemming = forms.CharField(label=_("Wie stemde in met vervolgonderzoek?"), max_length=150, required=False)


def _outcomes() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what an action can be about: outcomes of indicators that come more often than once a year."""
    found = []
    for indicator in sorted(load_indicators().values(), key=lambda one: said(one.title)):
        if indicator.grain is not Grain.YEAR:
            outcomes = [(f"{indicator.id}/{one.code}", said(one.label)) for one in indicator.outcomes if not one.is_limit]
            found.append((said(indicator.title), outcomes))
    return found


class ExpectationForm(forms.Form):
    """What an action is to bring about."""

    uitkomst = forms.ChoiceField(label=_("Aan welk cijfer moet het te zien zijn?"))
    richting = forms.ChoiceField(label=_("Welke kant op?"), choices=Direction.choices)
    omvang = forms.FloatField(
        label=_("Hoeveel, ten opzichte van wat er zonder de actie zou komen?"),
        min_value=0,
        localize=True,
        help_text=_("In de eenheid van het cijfer; een aandeel in procentpunten."),
    )
    gemeenten = forms.MultipleChoiceField(
        label=_("Welke gemeenten doen mee?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Kies er geen als de hele regio meedoet."),
    )
    kijken_op = day_field(_("Wanneer kijken we?"), required=True)
    andere_oorzaken = text_field(_("Wat kan het cijfer nog meer veranderen?"), required=True)
    gevolgen = text_field(_("Wat doen we bij welke uitkomst?"), required=True)
    versie = version_field()

    def __init__(self, *args: Any, municipalities: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = _outcomes()
        self.fields["gemeenten"].choices = list(municipalities.items())

    def clean_omvang(self) -> float:
        """Refuse an effect of nought: that cannot be seen."""
        size = float(self.cleaned_data["omvang"])
        if size <= 0:
            raise forms.ValidationError(_("Een effect heeft een omvang groter dan nul."))
        return size

    def clean_kijken_op(self) -> date:
        """Refuse a day that is over: what is to come is said beforehand."""
        day: date = self.cleaned_data["kijken_op"]
        if day <= date.today():
            raise forms.ValidationError(_("Kies een dag in de toekomst."))
        return day

    @property
    def chosen(self) -> tuple[str, str]:
        """Return indicator and outcome."""
        indicator, outcome = self.cleaned_data["uitkomst"].split("/", 1)
        return indicator, outcome

    @property
    def size(self) -> float:
        """Return the size in the unit of the outcome: a share as a fraction."""
        indicator, outcome = self.chosen
        unit = load_indicators()[indicator].outcome(outcome).unit
        return float(self.cleaned_data["omvang"]) / (_HUNDRED if unit is Unit.SHARE else 1)


class VerdictForm(forms.Form):
    """What people find of an effect."""

    oordeel = forms.ChoiceField(label=_("Oordeel"), choices=Verdict.choices)
    daarna = forms.ChoiceField(label=_("En nu?"), choices=Then.choices)
    omdat = text_field(_("Waarom dit oordeel?"), required=True)
    versie = version_field()
