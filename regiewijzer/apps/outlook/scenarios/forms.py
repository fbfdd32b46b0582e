"""The form in which a scenario is made: a title, a reason, and a row per assumption. It works without JavaScript."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.outlook.scenarios import words
from regiewijzer.definitions.what_if import MOST, Assumption, FaultyScenario, Kind, Scenario, month_text, read_scenario

Names = Mapping[str, str]
_HUNDRED = 100


def _month() -> forms.TextInput:
    """Return a field for a month: a calendar where the browser has one, else a text such as 2027-01."""
    return forms.TextInput(attrs={"type": "month", "placeholder": "2027-01"})


class AssumptionForm(forms.Form):
    """One assumption; a row without a kind is left out. Sizes are percentages, of a waiting list a number."""

    soort = forms.ChoiceField(label=_("Wat verandert er?"), required=False)
    productcategorie = forms.ChoiceField(label=_("Waarvan"), required=False)
    naar = forms.ChoiceField(label=_("Naar (bij een verschuiving)"), required=False)
    gemeente = forms.ChoiceField(label=_("Waar"), required=False)
    laag = forms.FloatField(label=_("Laag"), required=False, localize=True)
    waarschijnlijk = forms.FloatField(label=_("Waarschijnlijk"), required=False, localize=True)
    hoog = forms.FloatField(label=_("Hoog"), required=False, localize=True)
    vanaf = forms.CharField(label=_("Vanaf maand"), required=False, max_length=7, widget=_month())
    in_maanden = forms.IntegerField(label=_("Opgebouwd in maanden"), required=False, initial=1)
    tot_en_met = forms.CharField(label=_("Tot en met (leeg: blijvend)"), required=False, max_length=7, widget=_month())
    waarom = forms.CharField(label=_("Waarom neemt u dit aan?"), required=False, max_length=500)

    def __init__(self, *args: Any, municipalities: Names, products: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = words.kinds()
        self.fields["soort"].choices = [("", _("– geen aanname –")), *((str(kind), name) for kind, (name, _why) in kinds.items())]
        self.fields["productcategorie"].choices = [("", _("Alle zorg")), *products.items()]
        self.fields["naar"].choices = [("", "–"), *products.items()]
        self.fields["gemeente"].choices = [("", _("Hele regio")), *municipalities.items()]

    @property
    def is_meant(self) -> bool:
        """Whether a kind was chosen."""
        return bool(self.cleaned_data.get("soort"))

    def told(self) -> dict[str, Any]:
        """Return the assumption as it is written down."""
        chosen = self.cleaned_data
        scale = 1 if chosen["soort"] == Kind.WAITING else _HUNDRED
        sizes = {key: chosen[words.KEYS[key]] for key in ("low", "likely", "high")}
        found = {
            key: chosen[words.KEYS[key]] or None for key in ("kind", "since", "until", "over", "product", "to", "municipality")
        }
        divided = {key: None if value is None else value / scale for key, value in sizes.items()}
        return {**found, **divided, "reason": chosen["waarom"]}


Rows = forms.formset_factory(AssumptionForm, extra=1, max_num=MOST, absolute_max=MOST)


class ScenarioForm(forms.Form):
    """Title and reason, with the rows in `rows`."""

    titel = forms.CharField(label=_("Titel"), max_length=150)
    reden = forms.CharField(
        label=_("Waarom dit scenario?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Welke vraag moet het beantwoorden, en waar komen de aannames vandaan?"),
    )

    def __init__(self, data: Any = None, *, initial: Scenario | None, municipalities: Names, products: Names) -> None:
        texts = {} if initial is None else {"titel": initial.title, "reden": initial.reason}
        super().__init__(data, initial=texts)
        given = [] if initial is None else [_as_row(one) for one in initial.assumptions]
        names = {"municipalities": municipalities, "products": products}
        self.rows = Rows(data, prefix="aanname", initial=given, form_kwargs=names)

    def scenario(self, vintage: int) -> Scenario | None:
        """Return the scenario that was filled in; None with the faults at their fields.

        `vintage`: of the forecast it is put on.
        """
        if not (self.is_valid() & self.rows.is_valid()):
            if self.rows.non_form_errors():
                self.add_error(None, _("De aannames kwamen niet goed binnen. Vul ze opnieuw in."))
            return None
        meant = [row for row in self.rows if row.is_meant]
        told = {
            "title": self.cleaned_data["titel"],
            "reason": self.cleaned_data["reden"],
            "assumptions": [row.told() for row in meant],
        }
        try:
            return read_scenario(told, vintage)
        except FaultyScenario as error:
            self._place(error, meant)
            return None

    def _place(self, error: FaultyScenario, meant: list[AssumptionForm]) -> None:
        """Put a fault at the field that it is about."""
        text = words.faults()[error.fault]
        if error.number is None:
            self.add_error(None, _("Kies ten minste één aanname.") if error.key == "assumptions" else text)
        else:
            meant[error.number - 1].add_error(words.KEYS[error.key], text)


def with_one_more(data: Any) -> Any:
    """Return what was posted with an empty row more."""
    more = data.copy()
    count = more.get("aanname-TOTAL_FORMS", "0")[:4]  # whoever sends more digits gets the most there is anyway
    more["aanname-TOTAL_FORMS"] = str(min(int(count) if count.isdecimal() else 0, MOST - 1) + 1)
    return more


def _as_row(one: Assumption) -> dict[str, Any]:
    scale = 1 if one.kind is Kind.WAITING else _HUNDRED
    return {
        "soort": str(one.kind),
        "productcategorie": one.product,
        "naar": one.to,
        "gemeente": one.municipality,
        **{words.KEYS[name]: round(getattr(one, name) * scale, 6) for name in ("low", "likely", "high")},
        "vanaf": month_text(one.since),
        "in_maanden": one.over,
        "tot_en_met": "" if one.until is None else month_text(one.until),
        "waarom": one.reason,
    }
