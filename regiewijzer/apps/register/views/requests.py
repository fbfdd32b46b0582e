"""Pages of requests for data: the list, making and changing one, and the steps that it takes."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import Permission, may, permission_required_for
from regiewijzer.apps.register import actions, game, policies, queries
from regiewijzer.apps.register.forms import ReasonForm, RequestForm
from regiewijzer.apps.register.models import DataRequest
from regiewijzer.apps.register.presenters.requests import request_rows, steps_of
from regiewijzer.apps.register.presenters.words import kind_name, language
from regiewijzer.apps.register.states import TRANSITIONS, Step
from regiewijzer.web import numbers

NOT_SAVED = 409


def _rules(request: DataRequest) -> Sequence[game.Rule]:
    return game.rules_of(request, queries.register(), queries.goals(), language(), timezone.localdate())


def _found(request: HttpRequest, request_id: int) -> DataRequest:
    found = queries.request_for(request_id, request.user)
    if found is None:
        raise Http404
    return found


def _crumbs(*names: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Gegevensregister"), reverse("register:overview")), (_("Uitvragen"), reverse("register:requests")), *names]


@require_safe
@permission_required_for("view_register")
def overview(request: HttpRequest) -> HttpResponse:
    """List the requests that the reader may see."""
    rows = request_rows(queries.requests_for(request.user), queries.register().rules, timezone.localdate())
    context = {"rows": rows, "can_edit": may(request.user, Permission.EDIT_REGISTER), "here": "requests"}
    return TemplateResponse(request, "register/requests.html", context)


@require_safe
@permission_required_for("view_register", own=("request_id",))
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """Show a request, how it stands to the rules of the game, and what can be done with it."""
    found = _found(request, request_id)
    rules, inside = _rules(found), policies.sees_all(request.user)
    context = {
        "asked": found,
        "rules": rules,
        "inside": inside,
        "cost": numbers.euros(game.cost_cents(found, queries.register().rules)),
        "asked_of": ", ".join(kind_name(kind) for kind in found.asked_of),
        "goal": queries.goals().get(found.goal, ""),
        "expired": found.is_expired(timezone.localdate()),
        "steps": steps_of(found, request.user, rules) if inside else (),
        "can_change": may(request.user, Permission.EDIT_REGISTER) and not policies.why_no_change(found),
        "crumbs": _crumbs((found.title, "")),
    }
    return TemplateResponse(request, "register/request.html", context)


def _page(request: HttpRequest, form: RequestForm, title: str, status: int) -> HttpResponse:
    context = {"form": form, "title": title, "crumbs": _crumbs((title, ""))}
    return TemplateResponse(request, "register/request_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("edit_register")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a request."""
    form = RequestForm(request.POST or None, initial={"versie": 0}, goals=dict(queries.goals()))
    if form.is_valid():
        made = actions.draft(values=form.values(), by=request.user)
        messages.success(request, _("Het concept is bewaard. Kijk hoe het er volgens de spelregels voor staat."))
        return redirect("register:request", made.pk)
    return _page(request, form, _("Nieuwe uitvraag"), 422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("edit_register", own=("request_id",))
def change(request: HttpRequest, request_id: int) -> HttpResponse:
    """Change a draft; who was too late sees that someone else was first."""
    found = _found(request, request_id)
    if policies.why_no_change(found):
        return redirect("register:request", found.pk)
    # Of what was sent only a copy is filled in: nothing may be written to the row before it is held.
    form = RequestForm(
        request.POST or None,
        instance=DataRequest.objects.get(pk=found.pk),
        initial={"versie": found.version},
        goals=dict(queries.goals()),
    )
    if not form.is_valid():
        return _page(request, form, _("Uitvraag wijzigen"), 422 if form.is_bound else 200)
    try:
        actions.change(request=found, values=form.values(), version=form.cleaned_data["versie"], by=request.user)
    except (actions.ChangedMeanwhile, actions.NotNow):
        form.add_error(None, _("Iemand anders heeft dit intussen gewijzigd. Open de pagina opnieuw; uw invoer is niet bewaard."))
        return _page(request, form, _("Uitvraag wijzigen"), NOT_SAVED)
    messages.success(request, _("De wijziging is bewaard."))
    return redirect("register:request", found.pk)


@require_POST
@permission_required_for("edit_register", "check_request", own=("request_id",))
def take(request: HttpRequest, request_id: int, step: str) -> HttpResponse:
    """Take a step; what stands in the way is told on the page of the request."""
    found = _found(request, request_id)
    if step not in tuple(Step):
        raise Http404
    wanted = Step(step)
    form = ReasonForm(request.POST)
    if TRANSITIONS[wanted].reason and not form.is_valid():
        messages.error(request, _("Geef een reden."))
        return redirect("register:request", found.pk)
    try:
        actions.take(step=wanted, request=found, by=request.user, rules=_rules, reason=form.data.get("reden", "")[:1000])
    except actions.NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("register:request", found.pk)
