"""Beginning and changing items, moving them, and saying of which others they came."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.cycle import mirroring, policies, queries
from regiewijzer.apps.cycle.actions import effects, items, steps
from regiewijzer.apps.cycle.actions.keeping import NotNow, refuse
from regiewijzer.apps.cycle.forms.kinds import FORMS, initial_of
from regiewijzer.apps.cycle.forms.parts import ReasonForm
from regiewijzer.apps.cycle.kinds import Kind, may_follow
from regiewijzer.apps.cycle.models import Item
from regiewijzer.apps.cycle.states import FLOWS, Step
from regiewijzer.apps.cycle.tasks import queue_look_after
from regiewijzer.apps.cycle.views.common import attempt, form_page, found_item, own_item, save_or_show


def _before(request: HttpRequest, kind: Kind) -> list[Item]:
    """Return the item that the new one comes of, where the address names one."""
    number = request.GET.get("na", "")
    if not number:
        return []
    found = queries.one(int(number), request.user) if number.isdecimal() and len(number) < 10 else None
    if found is None or not may_follow(found.kind, kind):
        raise Http404
    return [found]


def _goals_of(before: Sequence[Item]) -> list[str]:
    return [f"{goal.tree_id}/{goal.code}" for one in before for goal in one.goals.all()]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("ask_question", "work_cycle")
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin an item, where the address says so as what comes of another."""
    if kind not in Kind.values:
        raise Http404
    if not policies.may_make(request.user, kind):
        raise PermissionDenied
    before = _before(request, Kind(kind))
    form = FORMS[Kind(kind)](request.POST or None, initial={"doelen": _goals_of(before)}, auto_id="stuk_%s")
    if form.is_valid():
        try:
            made = items.begin(
                kind=kind,
                title=form.cleaned_data["titel"],
                text=form.cleaned_data["tekst"],
                details=form.details,
                goals=form.goals,
                after=before,
                by=request.user,
            )
        except NotNow as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(made)
    title = _("Nieuw: %(kind)s") % {"kind": Kind(kind).label}
    return form_page(request, before[0] if before else None, form, title, button=_("Bewaar"))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("ask_question", "work_cycle", own=("item_id",))
def change(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change how an item reads."""
    found = own_item(request, item_id)
    form = FORMS[Kind(found.kind)](request.POST or None, initial=initial_of(found), auto_id="stuk_%s")
    if not form.is_bound:
        reason = policies.why_no_change(found)
        if reason:
            return attempt(request, found, lambda: refuse(reason), "")

    def save() -> None:
        data = form.cleaned_data
        told = {"title": data["titel"], "text": data["tekst"], "details": form.details, "goals": form.goals}
        items.change(item=found, version=data["versie"] or 0, by=request.user, **told)

    return save_or_show(request, found, form, save, title=_("Wijzig"), button=_("Bewaar"), done=_("Bewaard."))


def _may_take(request: HttpRequest, item: Item, code: str) -> Step:
    step = next((one for one in FLOWS[Kind(item.kind)].steps if one.code == code and one.name), None)
    if step is None:
        raise Http404
    if not policies.may_take(request.user, item, step):
        raise Http404
    return step


@require_POST
@permission_required_for("view_cycle", own=("item_id",))
def take(request: HttpRequest, item_id: int, taken: str) -> HttpResponse:
    """Take a step with an item."""
    found = found_item(request, item_id)
    wanted = _may_take(request, found, taken)
    form = ReasonForm(request.POST, needed=wanted.reason)
    if not form.is_valid():
        return attempt(request, found, lambda: refuse(_("Zeg bij deze stap waarom.")), "", "#stappen")
    reason = form.cleaned_data["reden"]
    done = _("Gedaan: %(step)s.") % {"step": wanted.name}
    return attempt(request, found, lambda: _do(found, wanted, reason, request), done)


def _do(item: Item, step: Step, reason: str, request: HttpRequest) -> None:
    if item.kind == Kind.ACTION and step.code == "starten":
        _start(item, request)
    elif item.kind == Kind.EFFECT and step.code == "opnieuw":
        effects.judge_again(effect=item, reason=reason, by=request.user)
    else:
        steps.take(item=item, code=step.code, by=request.user, reason=reason)


def _start(item: Item, request: HttpRequest) -> None:
    """Start an action as of the newest published figures: what would have come without it is worked out from those."""
    published = mirroring.newest_published()
    if published is None:
        raise NotNow(
            _("Er is nog geen moment van de cijfers gepubliceerd; zonder dat is later niet te zeggen wat de actie deed.")
        )
    steps.take(item=item, code="starten", by=request.user)
    effects.fix_knowledge(action=item, day=published.day, snapshot=published.snapshot)
    queue_look_after()


@require_POST
@permission_required_for("ask_question", "work_cycle", own=("item_id",))
def link(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say that an item came of another."""
    found = own_item(request, item_id)
    chosen = {str(one.pk): one for one in queries.could_come_of(found, request.user)}.get(request.POST.get("stuk", ""))
    if chosen is None:
        raise Http404
    return attempt(request, found, lambda: items.link(before=chosen, after=found, by=request.user), _("Gekoppeld."), "#keten")


@require_POST
@permission_required_for("ask_question", "work_cycle", own=("item_id",))
def unlink(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take a link away."""
    found = own_item(request, item_id)
    chosen = {str(one.pk): one for one in queries.before(found, request.user)}.get(request.POST.get("stuk", ""))
    if chosen is None:
        raise Http404
    return attempt(
        request, found, lambda: items.unlink(before=chosen, after=found, by=request.user), _("Losgekoppeld."), "#keten"
    )
