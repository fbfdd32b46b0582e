"""The dry run (proefcontrole): what would be found in messages, without anything of them being kept."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.findings.forms_dry import DryRunForm
from regiewijzer.apps.intake.service import finding_groups
from regiewijzer.definitions.rules import load_rules
from regiewijzer.ledger.installation import InstallationIncomplete
from regiewijzer.pipeline.findings_dry import DryRun, dry_run
from regiewijzer.web.home import current_home, current_region

SHOWN = 500


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("deliver")
@processes(Activity.FORMAL_CONTROL)
def dry(request: HttpRequest) -> HttpResponse:
    """Judge the messages in the form and show what is wrong in them."""
    form = DryRunForm(request.POST, request.FILES) if request.method == "POST" else DryRunForm()
    context: dict[str, object] = {"form": form, "crumbs": _crumbs()}
    if form.is_valid():
        files = {file.name or "bericht.xml": file.read() for file in form.cleaned_data["files"]}
        try:
            context |= _shown(dry_run(current_home(), files, today=timezone.localdate()))
        except InstallationIncomplete as error:
            form.add_error(None, str(error))
    return TemplateResponse(request, "findings/dry.html", context, status=422 if form.errors else 200)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Aanleveren"), reverse("intake:deliver")), (_("Proefcontrole"), "")]


def _shown(result: DryRun) -> dict[str, object]:
    return {
        "result": result,
        "groups": finding_groups(result.findings[:SHOWN], load_rules(), current_region()),
        "left_out": max(0, len(result.findings) - SHOWN),
    }
