"""The form of an item: what every kind asks, and what only its own kind does."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.cycle.goals import goal_choices
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Item
from regiewijzer.apps.cycle.models.item import LONGEST

NO_PERSONS = _("Noem geen kinderen of ouders.")


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """Return a field for a day: a calendar where the browser has one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def text_field(label: Any, *, rows: int = 3, longest: int = 2000, required: bool = False, help_text: Any = "") -> forms.CharField:
    """Return a field for some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


class ItemForm(forms.Form):
    """What every item has. Fields that a subclass adds are its details."""

    own: ClassVar[tuple[str, ...]] = ()
    titel = forms.CharField(label=_("Titel"), max_length=150)
    tekst = text_field(_("Beschrijving"), rows=7, longest=LONGEST, required=True, help_text=NO_PERSONS)
    doelen = forms.MultipleChoiceField(
        label=_("Welke doelen dient het?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Houd Ctrl of Cmd ingedrukt om er meer te kiezen."),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doelen"].choices = goal_choices()

    @property
    def details(self) -> dict[str, Any]:
        """Return what only this kind asks, as it is kept: days as ISO text, what was left empty is left out."""
        given = {name: self.cleaned_data.get(name) for name in self.own}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items() if value}

    @property
    def goals(self) -> list[tuple[str, str]]:
        """Return the goals that were chosen: tree and code."""
        parts = (one.partition("/") for one in self.cleaned_data["doelen"])
        return [(tree_id, code) for tree_id, _slash, code in parts]


class QuestionForm(ItemForm):
    """A purposeful question: what it is for is asked before anything else is done."""

    own = ("opdrachtgever", "waarom_nu", "welk_besluit", "andere_gedachte", "nodig", "omvang_dagen", "cyclus")
    opdrachtgever = forms.CharField(label=_("Namens wie is de vraag?"), max_length=150)
    waarom_nu = text_field(_("Waarom nu?"), required=True)
    welk_besluit = text_field(_("Welk besluit moet het antwoord helpen nemen?"), required=True)
    andere_gedachte = text_field(_("Welke uitkomst zou ons van gedachten doen veranderen?"), required=True)
    nodig = forms.ChoiceField(
        label=_("Moeten we dit weten, of is het fijn om te weten?"),
        choices=[("moet", _("moeten weten")), ("fijn", _("fijn om te weten"))],
    )
    omvang_dagen = forms.IntegerField(label=_("Geschatte omvang in werkdagen"), required=False, min_value=1, max_value=999)
    cyclus = forms.CharField(
        label=_("Voor welke ronde van de duidingstafel?"),
        max_length=40,
        required=False,
        help_text=_("Bijvoorbeeld: voorjaar 2027."),
    )


class AnalysisForm(ItemForm):
    """An analysis: figures that were frozen, with what they show."""

    own = ("beperkingen",)
    beperkingen = text_field(_("Wat laten deze cijfers niet zien?"))


class InterpretationForm(ItemForm):
    """A session of the interpretation table."""

    own = ("voorzitter", "dag", "gewone_taal")
    voorzitter = forms.CharField(
        label=_("Voorzitter"), max_length=150, help_text=_("Het voorzitterschap wisselt; noem de rol of organisatie.")
    )
    dag = day_field(_("Dag van de duidingstafel"))
    gewone_taal = text_field(
        _("De vraag in gewone taal, voor jongeren en ouders"),
        rows=5,
        help_text=_("Korte zinnen, geen vaktaal. Met deze tekst staat de duiding op de openbare pagina Meedenken."),
    )


class AdviceForm(ItemForm):
    """An advice; its points are written apart."""

    own = ("van_wie", "dringend")
    van_wie = forms.CharField(label=_("Wie adviseert?"), max_length=150, help_text=_("De naam van de tafel of commissie."))
    dringend = forms.BooleanField(label=_("Het advies is dringend"), required=False)


class ResponseForm(ItemForm):
    """A response to an advice; what it says to each point is written apart."""

    own = ("namens",)
    namens = forms.CharField(label=_("Namens wie is de reactie?"), max_length=150)


class DecisionForm(ItemForm):
    """A decision, or a framework that gives direction."""

    own = ("soort", "orgaan", "genomen_op", "herzien_op")
    soort = forms.ChoiceField(
        label=_("Soort"),
        choices=[("besluit", _("besluit")), ("kader", _("richtinggevend kader")), ("afspraak", _("afspraak"))],
    )
    orgaan = forms.CharField(label=_("Welk orgaan besluit?"), max_length=150)
    genomen_op = day_field(_("Genomen op"))
    herzien_op = day_field(_("Te herzien op"), help_text=_("Op die dag komt het besluit terug op de lijst van wie besluit."))


class ActionForm(ItemForm):
    """An action or instrument; what it is to bring about is written apart."""

    own = ("uitvoerder", "van", "tot", "vervalt")
    uitvoerder = forms.CharField(label=_("Wie voert het uit?"), max_length=150)
    van = day_field(_("Van"))
    tot = day_field(_("Tot en met"))
    vervalt = text_field(_("Wat vervalt hierdoor? (nieuw voor oud)"), rows=2)

    def clean(self) -> dict[str, Any]:
        """Refuse an action that ends before it begins."""
        data = super().clean() or {}
        if data.get("van") and data.get("tot") and data["tot"] < data["van"]:
            self.add_error("tot", _("De actie eindigt voor zij begint."))
        return data


FORMS: Mapping[Kind, type[ItemForm]] = {
    Kind.QUESTION: QuestionForm,
    Kind.ANALYSIS: AnalysisForm,
    Kind.INTERPRETATION: InterpretationForm,
    Kind.ADVICE: AdviceForm,
    Kind.RESPONSE: ResponseForm,
    Kind.DECISION: DecisionForm,
    Kind.ACTION: ActionForm,
    Kind.EFFECT: ItemForm,
}


def initial_of(item: Item) -> dict[str, Any]:
    """Return what stands in the form of an item before it is changed."""
    goals = [f"{one.tree_id}/{one.code}" for one in item.goals.all()]
    return {"titel": item.title, "tekst": item.text, "doelen": goals, "versie": item.version, **item.details}


def details_in_words(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what only this kind asks: label and value, as the page tells it."""
    form_class = FORMS[Kind(item.kind)]
    for name in form_class.own:
        value = item.details.get(name)
        if value:
            yield str(form_class.base_fields[name].label), _in_words(form_class.base_fields[name], value)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.DateField):
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    if isinstance(field, forms.BooleanField):
        return str(_("ja"))
    return str(dict(getattr(field, "choices", ())).get(value, value))
