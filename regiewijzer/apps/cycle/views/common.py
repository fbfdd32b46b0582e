"""What the pages of the cycle share: finding an item, doing something that may be refused, saying that another was first."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.apps.cycle import policies, queries
from regiewijzer.apps.cycle.actions.keeping import ChangedMeanwhile, NotNow
from regiewijzer.apps.cycle.models import Item
from regiewijzer.web.home import current_region


def found_item(request: HttpRequest, item_id: int, *kinds: str) -> Item:
    """Return an item that the reader may see; 404 for any other, and for one of another kind than those."""
    found = queries.one(item_id, request.user)
    if found is None or (kinds and found.kind not in kinds):
        raise Http404
    return found


def own_item(request: HttpRequest, item_id: int, *kinds: str) -> Item:
    """Return an item that the user works at; for anyone else there is no such page, as for anyone else's files."""
    found = found_item(request, item_id, *kinds)
    if not policies.works_at(request.user, found):
        raise Http404
    return found


def crumbs_to(item: Item | None, *more: str) -> list[tuple[str, str]]:
    """Return the crumbs to an item, and to a page below it."""
    found = [(_("Beleidscyclus"), reverse("cycle:overview"))]
    if item is not None:
        found.append((f"{item.pk}. {item.title}", item.get_absolute_url() if more else ""))
    return [*found, *((one, "") for one in more)]


def attempt(request: HttpRequest, item: Item, act: Callable[[], Any], done: str, anchor: str = "") -> HttpResponse:
    """Do something and return to the item, with what was done or why it could not be."""
    try:
        act()
    except NotNow as reason:
        messages.error(request, str(reason))
    except ChangedMeanwhile:
        messages.error(request, _("Iemand anders was u voor. Bekijk hoe het nu staat en probeer het opnieuw."))
    else:
        messages.success(request, done)
    return redirect(f"{item.get_absolute_url()}{anchor}")


def municipalities() -> dict[str, str]:
    """Return the municipalities that still exist, by code."""
    return {one.code: one.name for one in current_region().municipalities if one.valid_until is None}


def form_page(request: HttpRequest, item: Item | None, form: forms.Form, title: str, *, button: str) -> HttpResponse:
    """Show a page with one form; 422 when it was sent and is not right."""
    context = {"form": form, "title": title, "item": item, "crumbs": crumbs_to(item, title), "button": button}
    return TemplateResponse(request, "cycle/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _is_saved(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Save a form; false with the reason in the form when that may not be, or when another was first.

    Then the next press saves over what the other wrote: the user has read so, and sees both texts.
    """
    try:
        act()
    except NotNow as reason:
        form.add_error(None, str(reason))
    except ChangedMeanwhile as meanwhile:
        last = meanwhile.now.changes.first()
        text = _(
            "%(who)s heeft dit intussen gewijzigd. Uw tekst staat hieronder nog. Vergelijk hem met die op de pagina zelf; "
            "bewaart u opnieuw, dan geldt de uwe."
        )
        form.add_error(None, text % {"who": last.by if last else "?"})
        form.data = form.data.copy()
        form.data["versie"] = meanwhile.now.version
    else:
        return True
    return False


def save_or_show(
    request: HttpRequest, item: Item, form: forms.Form, act: Callable[[], Any], *, title: str, button: str, done: str
) -> HttpResponse:
    """Save a form that was sent and is right, and return to the item; else show it. `act` reads what the form holds."""
    if form.is_valid() and _is_saved(form, act):
        messages.success(request, done)
        return redirect(item)
    return form_page(request, item, form, title, button=button)
