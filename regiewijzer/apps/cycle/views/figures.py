"""Figures that items rest on: laid with them by their permanent address."""

import re

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.cycle.actions import items
from regiewijzer.apps.cycle.views.common import attempt, own_item, save_or_show
from regiewijzer.apps.monitor.service import NoSuchFigure, frozen_figure
from regiewijzer.pipeline.figure_store import FigureChanged
from regiewijzer.web.home import current_home

_ID = re.compile(r"([0-9a-f]{16})/?$")


class FigureForm(forms.Form):
    """The permanent address of a figure, and what it shows here."""

    adres = forms.CharField(
        label=gettext_lazy("Permanent adres van het cijfer"),
        max_length=300,
        help_text=gettext_lazy("Leg op de pagina van een indicator het cijfer vast en plak hier het adres van die pagina."),
    )
    bijschrift = forms.CharField(label=gettext_lazy("Wat laat het zien?"), max_length=300)

    def clean_adres(self) -> str:
        """Return the id in the address."""
        found = _ID.search(self.cleaned_data["adres"].strip())
        if found is None:
            raise forms.ValidationError(_("Dit is geen adres van een vastgelegd cijfer (…/cijfer/ met zestien tekens)."))
        return found.group(1)


def _why_not(request: HttpRequest, figure_id: str) -> str:
    """Say why a figure cannot be laid with an item by this user."""
    try:
        frozen_figure(current_home(), figure_id, scope_of(request.user))
    except NoSuchFigure:
        return _("Er is geen vastgelegd cijfer met dit adres dat u mag zien.")
    except FigureChanged:
        return _("De waarden van dit cijfer zijn aangetast. Leg het opnieuw vast, en meld het de beheerder.")
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("ask_question", "work_cycle", own=("item_id",))
def add(request: HttpRequest, item_id: int) -> HttpResponse:
    """Lay a frozen figure with an item."""
    found = own_item(request, item_id)
    form = FigureForm(request.POST or None)
    if form.is_valid() and (reason := _why_not(request, form.cleaned_data["adres"])):
        form.add_error("adres", reason)

    def save() -> None:
        told = {"figure_id": form.cleaned_data["adres"], "caption": form.cleaned_data["bijschrift"]}
        items.add_figure(item=found, by=request.user, **told)

    title, done = _("Cijfer erbij"), _("Het cijfer ligt erbij.")
    return save_or_show(request, found, form, save, title=title, button=_("Leg erbij"), done=done)


@require_POST
@permission_required_for("ask_question", "work_cycle", own=("item_id",))
def drop(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take a figure away from an item."""
    found, figure_id = own_item(request, item_id), request.POST.get("cijfer", "")
    done = _("Het cijfer is weggehaald.")
    return attempt(request, found, lambda: items.drop_figure(item=found, figure_id=figure_id, by=request.user), done, "#cijfers")


@require_POST
@permission_required_for("work_cycle", own=("item_id",))
def drift_seen(request: HttpRequest, item_id: int) -> HttpResponse:
    """Note that someone saw that a figure was corrected since, and lets the item stand."""
    found, figure_id = own_item(request, item_id), request.POST.get("cijfer", "")
    done = _("Vastgelegd dat het stuk blijft staan.")
    return attempt(request, found, lambda: items.see_drift(item=found, figure_id=figure_id, by=request.user), done, "#cijfers")
