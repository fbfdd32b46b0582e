"""Notes beside a timeline: write one, withdraw one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import actions, queries
from regiewijzer.apps.monitor.forms_note import NoteForm
from regiewijzer.apps.monitor.names import UNKNOWN
from regiewijzer.apps.monitor.policies import may_annotate_place, may_withdraw
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.apps.monitor.views.asking import Asked, names_of_codes, valid_asked
from regiewijzer.apps.monitor.views.parts import crumbs
from regiewijzer.web.back import back_to_page


def _form(request: HttpRequest, asked: Asked) -> NoteForm:
    scope = asked.scope
    places = {code: name for code, name in names_of_codes()["municipality"].items() if code != UNKNOWN}
    own = {code: name for code, name in places.items() if may_annotate_place(scope, code)}
    assert asked.request is not None
    initial = {"month": asked.request.last_period, "municipality": asked.form.cleaned_data.get("gemeente", "")}
    return NoteForm(request.POST or None, places=own, whole_region=scope.is_everything, initial=initial)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("annotate", own=("gemeente", "aanbieder"))
def annotate(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Write a note at a month of the timeline of an indicator and go back to it."""
    asked = valid_asked(request, indicator_id)
    form = _form(request, asked)
    back = reverse("monitor:indicator", args=[indicator_id]) + (f"?{asked.query}" if asked.query else "")
    if form.is_valid():
        said_of = "" if form.cleaned_data["everywhere"] else indicator_id
        place = form.cleaned_data["municipality"]
        if not may_annotate_place(asked.scope, place):
            raise PermissionDenied
        month, text = form.cleaned_data["month"], form.cleaned_data["text"]
        by = request.user.get_username()
        actions.annotate(month=month, text=text, indicator_id=said_of, municipality_code=place, by=by)
        messages.success(request, _("De notitie staat bij de tijdlijn."))
        return redirect(back)
    context = {
        "title": said(asked.indicator.title),
        "form": form,
        "back": back,
        "crumbs": crumbs((said(asked.indicator.name), back), (_("Notitie"), "")),
    }
    return TemplateResponse(request, "monitor/note.html", context, status=422 if form.is_bound else 200)


@require_POST
@permission_required_for("annotate")
def withdraw_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Take a note off the timelines."""
    note = queries.note(note_id)
    if note is None or not may_withdraw(scope_of(request.user), note, request.user.get_username()):
        raise Http404
    actions.withdraw_annotation(note=note, by=request.user.get_username())
    messages.success(request, _("De notitie is ingetrokken."))
    return back_to_page(request, reverse("monitor:list"))
