"""Reading the cycle: the overview, an item, its chain and history, the chains of a goal, what municipalities still have to do."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.cycle import policies, queries, waiting
from regiewijzer.apps.cycle.goals import find_goal
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.presenters.chain import chain_view
from regiewijzer.apps.cycle.presenters.item import item_view
from regiewijzer.apps.cycle.states import State
from regiewijzer.apps.cycle.views.common import crumbs_to, found_item, municipalities
from regiewijzer.apps.monitor.service import said

PER_PAGE = 50
WAITS_SHOWN = 8


class ChoiceForm(forms.Form):
    """Which items to list."""

    q = forms.CharField(label=gettext_lazy("Woorden"), max_length=100, required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Soort"), choices=[("", gettext_lazy("alle")), *Kind.choices], required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), choices=[("", gettext_lazy("alle")), *State.choices], required=False)


@require_safe
@permission_required_for("view_cycle")
def overview(request: HttpRequest) -> HttpResponse:
    """List what waits for the reader, and all items, narrowed as asked."""
    form = ChoiceForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.found_in(request.user, kind=chosen.get("soort", ""), state=chosen.get("stand", ""), words=chosen.get("q", ""))
    waits = waiting.waiting_for(request.user)
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("pagina")),
        "waits": waits[:WAITS_SHOWN],
        "more_waits": len(waits) - WAITS_SHOWN,
        "may_ask": may(request.user, "ask_question"),
        "may_moderate": may(request.user, "moderate"),
        "to_judge": queries.to_judge().count(),
        "kinds": [(kind, kind.label) for kind in Kind if policies.may_make(request.user, kind)],
    }
    return TemplateResponse(request, "cycle/overview.html", context)


@require_safe
@permission_required_for("view_cycle")
def everything_waiting(request: HttpRequest) -> HttpResponse:
    """List everything that waits too long or has a gap behind it, whoever it is for."""
    seen = [one for one in waiting.waiting() if policies.may_read(request.user, one.item)]
    title = _("Wat wacht of stokt")
    context = {"waits": seen, "crumbs": crumbs_to(None, title), "title": title}
    return TemplateResponse(request, "cycle/waiting.html", context)


@require_safe
@permission_required_for("view_cycle", own=("item_id",))
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show an item with all that belongs to it, where it came from and what came of it."""
    found = found_item(request, item_id)
    context = {"view": item_view(found, request.user), "item": found, "crumbs": crumbs_to(found)}
    return TemplateResponse(request, "cycle/item.html", context)


@require_safe
@permission_required_for("view_cycle", own=("item_id",))
def chain(request: HttpRequest, item_id: int) -> HttpResponse:
    """Draw everything that hangs together with an item, with the same as a list."""
    found = found_item(request, item_id)
    title = _("Keten")
    context = {"chain": chain_view(queries.chain_of(found, request.user), found), "item": found}
    return TemplateResponse(request, "cycle/chain.html", {**context, "title": title, "crumbs": crumbs_to(found, title)})


@require_safe
@permission_required_for("view_cycle", own=("item_id",))
def history(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show who did what to an item, and how it read then."""
    found = found_item(request, item_id)
    title = _("Geschiedenis")
    context = {"item": found, "changes": found.changes.all()[:500], "title": title, "crumbs": crumbs_to(found, title)}
    return TemplateResponse(request, "cycle/history.html", context)


@require_safe
@permission_required_for("view_cycle")
def of_goal(request: HttpRequest, tree_id: str, code: str) -> HttpResponse:
    """Show the chains that serve a goal."""
    goal = find_goal(tree_id, code)
    if goal is None:
        raise Http404
    title = said(goal.title)
    chains = queries.serving(tree_id, code, request.user)
    context = {"goal": goal, "tree_id": tree_id, "title": title, "chains": chains, "crumbs": crumbs_to(None, title)}
    return TemplateResponse(request, "cycle/goal.html", context)


@require_safe
@permission_required_for("view_cycle")
def municipal_tasks(request: HttpRequest) -> HttpResponse:
    """Show what each municipality still has to do with decisions, and when."""
    names = municipalities()
    title = _("Besluitenlijst per gemeente")
    context = {"tasks": queries.tasks_of(list(names)), "names": names, "title": title, "crumbs": crumbs_to(None, title)}
    return TemplateResponse(request, "cycle/tasks.html", context)
