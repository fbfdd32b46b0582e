"""The choice of what a forecast is asked of: the region or a municipality, all care or one product category."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.forecast_shown import Node


def own_municipalities(municipalities: Mapping[str, str], scope: Scope) -> dict[str, str]:
    """Return the municipalities that are the reader's to ask about."""
    return {code: name for code, name in municipalities.items() if scope.providers is None and scope.allows(municipality=code)}


class NodeForm(forms.Form):
    """A GET form. A code that is not among the choices is an error: it may be another's."""

    gemeente = forms.ChoiceField(label=_("Gemeente"), required=False)
    productcategorie = forms.ChoiceField(label=_("Productcategorie"), required=False)

    def __init__(
        self, data: Mapping[str, str], *, municipalities: Mapping[str, str], products: Mapping[str, str], scope: Scope
    ) -> None:
        super().__init__(data, auto_id="keuze_%s")
        own = own_municipalities(municipalities, scope)
        self.fields["gemeente"].choices = [("", _("Hele regio")), *own.items()]
        self.fields["productcategorie"].choices = [("", _("Alle zorg")), *products.items()]
        if not own:
            del self.fields["gemeente"]

    def node(self) -> Node | None:
        """Return what is asked of, None when something is asked that this reader cannot."""
        asked = self.data.get("gemeente")
        if not self.is_valid() or (asked and "gemeente" not in self.fields):
            return None
        chosen = self.cleaned_data
        return Node(chosen.get("gemeente") or None, chosen["productcategorie"] or None)
