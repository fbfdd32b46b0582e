"""One group of findings: what is wrong, where, what it touches, and the conversation about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.findings import actions, policies, presenters, queries
from regiewijzer.apps.findings.forms import InvolveForm, StepForm
from regiewijzer.apps.findings.models import Group
from regiewijzer.apps.findings.other_side import other_side
from regiewijzer.apps.findings.states import HUMAN
from regiewijzer.apps.findings.views.asked import addresses, page_of
from regiewijzer.pipeline.findings_touched import figures_touched
from regiewijzer.web.home import current_region


def seen_group(request: HttpRequest, group_id: Any) -> Group:
    """Return a group that the reader may see; another's is not there."""
    found = queries.one(request.user, group_id)
    if found is None:
        raise Http404(_("Deze bevinding is er niet."))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("view_findings", "view_own_findings", own=("group_id",))
@processes(Activity.FORMAL_CONTROL)
def group(request: HttpRequest, group_id: Any) -> HttpResponse:
    """Show a group, and take a step with it."""
    found, today = seen_group(request, group_id), timezone.localdate()
    steps = policies.steps_for(request.user, found)
    if request.method != "POST":
        return _page(request, found, StepForm(steps, today, initial={"versie": found.version}))
    form = StepForm(HUMAN, today, request.POST)  # whether this user may, and may now, is decided where it is written
    if not form.is_valid() or form.step is None:
        form.offer(steps)
        return _page(request, found, form, status=422)
    return _taken(request, found, form)


def _taken(request: HttpRequest, found: Group, form: StepForm) -> HttpResponse:
    said, step = form.cleaned_data, form.step
    assert step is not None, "the form is valid"
    try:
        actions.take(
            group_id=found.pk,
            step=step,
            by=request.user,
            text=said["tekst"],
            today=timezone.localdate(),
            version=said["versie"],
            until=said.get("tot_en_met"),
        )
    except actions.NotYours:
        raise PermissionDenied from None
    except actions.ChangedMeanwhile:
        return _refused(request, form, _("Intussen heeft iemand anders iets met deze bevinding gedaan. Lees dat eerst."))
    except actions.NotNow:
        return _refused(request, form, _("Dit kan niet meer: de bevinding staat nu anders."))
    messages.success(request, _("Uw reactie is geplaatst."))
    return redirect("findings:group", found.pk)


def _refused(request: HttpRequest, form: StepForm, text: str) -> HttpResponse:
    """Show the group as it is now, with what the user wrote still in the form."""
    found, said = seen_group(request, request.resolver_match.kwargs["group_id"]), form.cleaned_data
    initial = {"versie": found.version, "stap": said["stap"], "tekst": said["tekst"], "tot_en_met": said.get("tot_en_met")}
    again = StepForm(policies.steps_for(request.user, found), timezone.localdate(), initial=initial)
    return _page(request, found, again, refused=text, status=409)


def _page(request: HttpRequest, found: Group, form: StepForm, *, refused: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    page = page_of(request, queries.rows_of(request.user, found))
    view = presenters.group_view(found, current_region(), today)
    others = other_side(found) if policies.may_involve(request.user, found) else []
    context = {
        "view": view,
        "group": found,
        "rows": presenters.rows(page.object_list),
        "page": page,
        **addresses(request, page),
        "figures": [(one, presenters.figure_name(one)) for one in figures_touched(queries.kinds_in(found))],
        "form": form,
        "refused": refused,
        "lines": found.lines.select_related("author", "author__organisation"),
        "involved": found.involved.select_related("organisation"),
        "involve": InvolveForm([(str(one.pk), one.name) for one in others]) if others else None,
        "crumbs": [(_("Werklijst"), reverse("findings:worklist")), (view.title, "")],
    }
    return TemplateResponse(request, "findings/group.html", context, status=status)


@require_POST
@permission_required_for("judge_findings", own=("group_id",))
def involve(request: HttpRequest, group_id: Any) -> HttpResponse:
    """Ask an organisation of the other side into the conversation."""
    found = seen_group(request, group_id)
    others = {str(one.pk): one for one in other_side(found)}
    chosen = others.get(request.POST.get("organisatie", ""))
    if chosen is None:
        messages.error(request, _("Kies een organisatie aan de andere kant van deze berichten."))
        return redirect("findings:group", found.pk)
    try:
        actions.involve(group=found, organisation=chosen, by=request.user)
    except actions.NotNow:
        messages.error(request, _("Dit kan niet meer: de bevinding staat nu anders."))
    else:
        messages.success(request, _("%(name)s leest nu mee.") % {"name": chosen.name})
    return redirect("findings:group", found.pk)
