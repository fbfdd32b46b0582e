"""Pages of questions and remarks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.remarks import actions, policies, queries
from regiewijzer.apps.remarks.addresses import same_place
from regiewijzer.apps.remarks.forms import RemarkForm, ReplyForm, StateForm
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.remarks.states import State

PER_PAGE = 50


@require_safe
@permission_required_for("remark")
def overview(request: HttpRequest) -> HttpResponse:
    """List the remarks of one's own organisation; who answers them sees all."""
    form = StateForm(request.GET)
    state = form.cleaned_data["stand"] if form.is_valid() else ""
    found = Paginator(queries.in_state(request.user, State(state) if state else None), PER_PAGE)
    context = {"form": form, "page": found.get_page(request.GET.get("pagina")), "state": state}
    return TemplateResponse(request, "remarks/overview.html", context)


@require_safe
@permission_required_for("remark")
def at_address(request: HttpRequest) -> HttpResponse:
    """Show the remarks at one address: a part of that page, and a page of its own without JavaScript."""
    address = same_place(request.GET.get("bij", ""))
    if address is None:
        raise Http404
    title = request.GET.get("titel", "")[:200]
    context = {"remarks": queries.at(address, request.user), "address": address, "title": title}
    template = "remarks/_at.html" if request.headers.get("HX-Request") else "remarks/at.html"
    return TemplateResponse(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("remark")
def place(request: HttpRequest) -> HttpResponse:
    """Write a question or remark."""
    form = RemarkForm(request.POST or None, initial=request.GET.dict(), auto_id="opmerking_%s")
    if form.is_valid():
        data = form.cleaned_data
        remark = actions.place(
            address=data["bij"],
            title=data["titel"] or data["bij"],
            part=data["onderdeel"],
            kind=data["soort"],
            text=data["tekst"],
            by=request.user,
        )
        messages.success(request, _("Uw bericht is geplaatst."))
        return redirect("remarks:remark", remark.pk)
    back = same_place(request.POST.get("bij") or request.GET.get("bij", ""))
    if back is None:
        raise Http404
    context = {"form": form, "back": back, "title": request.GET.get("titel", "")}
    return TemplateResponse(request, "remarks/new.html", context, status=422 if form.is_bound else 200)


def _remark(request: HttpRequest, remark_id: Any) -> Remark:
    found = queries.one(remark_id, request.user)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, remark: Remark, form: ReplyForm) -> HttpResponse:
    context = {
        "remark": remark,
        "replies": remark.replies.select_related("author", "author__organisation"),
        "form": form if policies.may_reply(request.user, remark) else None,
        "may_close": policies.may_close(request.user, remark),
        "may_reopen": policies.may_reopen(request.user, remark),
        "crumbs": [(_("Vragen en opmerkingen"), reverse("remarks:overview")), (remark.title, "")],
    }
    return TemplateResponse(request, "remarks/remark.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("remark", own=("remark_id",))
def remark(request: HttpRequest, remark_id: Any) -> HttpResponse:
    """Show a remark with its replies, and add one."""
    found = _remark(request, remark_id)
    form = ReplyForm(request.POST or None, auto_id="reactie_%s")
    if not form.is_valid():
        return _page(request, found, form)
    if not policies.may_reply(request.user, found):
        raise PermissionDenied
    answers = policies.answers(request.user, found)
    actions.reply(remark=found, text=form.cleaned_data["tekst"], by=request.user, answers=answers)
    messages.success(request, _("Uw reactie is geplaatst."))
    return redirect("remarks:remark", found.pk)


@require_POST
@permission_required_for("remark", own=("remark_id",))
def close(request: HttpRequest, remark_id: Any) -> HttpResponse:
    """Close a remark."""
    found = _remark(request, remark_id)
    if not policies.may_close(request.user, found):
        raise PermissionDenied
    actions.move(remark=found, to=State.CLOSED, by=request.user)
    return redirect("remarks:remark", found.pk)


@require_POST
@permission_required_for("remark", own=("remark_id",))
def reopen(request: HttpRequest, remark_id: Any) -> HttpResponse:
    """Open a remark that was closed."""
    found = _remark(request, remark_id)
    if not policies.may_reopen(request.user, found):
        raise PermissionDenied
    actions.move(remark=found, to=State.OPEN, by=request.user)
    return redirect("remarks:remark", found.pk)
