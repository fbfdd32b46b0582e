"""Speaking at an interpretation, and judging what may be read."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.cycle import queries
from regiewijzer.apps.cycle.actions import voices
from regiewijzer.apps.cycle.actions.keeping import NotNow
from regiewijzer.apps.cycle.forms.parts import ContributionForm
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Contribution
from regiewijzer.apps.cycle.views.common import attempt, crumbs_to, found_item, save_or_show


class JudgeForm(forms.Form):
    """Whether a contribution may be read, and why not."""

    besluit = forms.ChoiceField(choices=[("plaatsen", gettext_lazy("plaatsen")), ("niet", gettext_lazy("niet plaatsen"))])
    reden = forms.CharField(label=gettext_lazy("Waarom niet?"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask why a contribution is not placed."""
        data = super().clean() or {}
        if data.get("besluit") == "niet" and not data.get("reden"):
            self.add_error("reden", _("Zeg waarom deze bijdrage niet wordt geplaatst."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("contribute", own=("item_id",))
def contribute(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say something at an interpretation that is open."""
    found = found_item(request, item_id, Kind.INTERPRETATION)
    form = ContributionForm(request.POST or None)

    def save() -> None:
        data = form.cleaned_data
        said = {"voice": data["stem"], "says": data["zegt"], "text": data["tekst"], "name": data["naam"]}
        voices.contribute(interpretation=found, by=request.user, **said)

    done = _("Uw bijdrage is ontvangen. Iemand leest haar eerst; daarna is zij voor iedereen te lezen.")
    return save_or_show(request, found, form, save, title=_("Uw bijdrage"), button=_("Verstuur"), done=done)


@require_safe
@permission_required_for("moderate")
def to_judge(request: HttpRequest) -> HttpResponse:
    """List the contributions that wait to be judged."""
    title = _("Bijdragen beoordelen")
    context = {"contributions": queries.to_judge()[:200], "title": title, "crumbs": crumbs_to(None, title)}
    return TemplateResponse(request, "cycle/to_judge.html", context)


def _contribution(contribution_id: int) -> Contribution:
    found = Contribution.objects.filter(pk=contribution_id).select_related("interpretation").first()
    if found is None:
        raise Http404
    return found


@require_POST
@permission_required_for("moderate")
def judge(request: HttpRequest, contribution_id: int) -> HttpResponse:
    """Let a contribution be read, or not."""
    found, form = _contribution(contribution_id), JudgeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Zeg waarom deze bijdrage niet wordt geplaatst."))
        return redirect("cycle:to_judge")
    data = form.cleaned_data
    try:
        voices.judge(contribution=found, show=data["besluit"] == "plaatsen", because=data["reden"], by=request.user)
    except NotNow as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("Beoordeeld."))
    return redirect("cycle:to_judge")


@require_POST
@permission_required_for("contribute")
def take_back(request: HttpRequest, contribution_id: int) -> HttpResponse:
    """Remove a contribution: the own one, or any by who judges them."""
    found = _contribution(contribution_id)
    if found.writer != request.user.get_username() and not may(request.user, "moderate"):
        raise Http404
    by = request.user.get_username()
    done = _("De bijdrage is verwijderd.")
    return attempt(request, found.interpretation, lambda: voices.take_back(contribution=found, by=by), done, "#bijdragen")
