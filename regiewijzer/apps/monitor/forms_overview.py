"""The choice of questions in the list: by theme, kind, source, goal."""

from collections.abc import Callable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.monitor.dimensions import BY_FIELD
from regiewijzer.apps.monitor.forms import own_choices
from regiewijzer.apps.monitor.names import Names
from regiewijzer.apps.monitor.presenters.definition import kind_name
from regiewijzer.apps.monitor.presenters.overview import source_names, sources_of, theme_name
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.indicators_types import Indicator, IndicatorKind, Theme
from regiewijzer.figures.scope import Scope, Where

PLACES = ("gemeente", "aanbieder")
_CHOSEN: Mapping[str, Callable[[Indicator, str], bool]] = {
    "thema": lambda indicator, chosen: indicator.theme == chosen,
    "soort": lambda indicator, chosen: indicator.kind == chosen,
    "bron": lambda indicator, chosen: chosen in sources_of(indicator),
    "doel": lambda indicator, chosen: indicator.id in _under(chosen),
}


def _under(chosen: str) -> frozenset[str]:
    """Return the indicators of a goal ("tree:goal") and of what serves it."""
    tree, _colon, goal = chosen.partition(":")
    return load_goal_trees()[tree].indicators_under(goal)


def _goal_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the goals by tree."""
    return [
        (said(one.name), [(f"{one.id}:{goal.code}", said(goal.title)) for goal in one.goals])
        for one in load_goal_trees().values()
    ]


class OverviewForm(forms.Form):
    """A GET form; what it does not know it leaves out."""

    thema = forms.ChoiceField(label=_("Thema"), required=False)
    soort = forms.ChoiceField(label=_("Soort"), required=False)
    bron = forms.ChoiceField(label=_("Bron"), required=False)
    doel = forms.ChoiceField(label=_("Doel"), required=False)
    gemeente = forms.ChoiceField(label=_("Gemeente"), required=False)
    aanbieder = forms.ChoiceField(label=_("Aanbieder"), required=False)

    def __init__(self, data: Mapping[str, str], indicators: Mapping[str, Indicator], *, names: Names, scope: Scope) -> None:
        super().__init__(data, auto_id="keuze_%s")
        for field in PLACES:
            choices = own_choices(BY_FIELD[field], names, scope)
            if len(choices) > 1:
                self.fields[field].choices = choices
            else:
                del self.fields[field]
        self.fields["thema"].choices = [("", _("Alle thema’s")), *((one, theme_name(one)) for one in Theme)]
        self.fields["soort"].choices = [("", _("Alle soorten")), *((one, kind_name(one)) for one in IndicatorKind)]
        self.fields["bron"].choices = [("", _("Alle bronnen")), *source_names(indicators.values()).items()]
        self.fields["doel"].choices = [("", _("Alle doelen")), *_goal_choices()]
        self.is_valid()

    def holds(self, indicator: Indicator) -> bool:
        """Tell whether an indicator is among the chosen."""
        chosen = ((name, self.cleaned_data.get(name)) for name in _CHOSEN)
        possible = {name for name, _codes in self.where()} <= set(indicator.dimensions)
        return possible and all(_CHOSEN[name](indicator, value) for name, value in chosen if value)

    def where(self) -> Where:
        """Return the chosen place and provider, as a figure asks for them."""
        chosen = ((BY_FIELD[field].code, self.cleaned_data.get(field)) for field in PLACES)
        return tuple((code, (value,)) for code, value in chosen if value)

    def named(self) -> Where:
        """Return the organisations that the address names, valid or not: a reader may name only the own."""
        return tuple((BY_FIELD[field].code, (self.data[field],)) for field in PLACES if self.data.get(field))

    def place(self) -> str:
        """Return the names of the chosen place and provider."""
        chosen = ((field, self.cleaned_data.get(field)) for field in PLACES)
        return ", ".join(dict(self.fields[field].choices)[value] for field, value in chosen if value)
