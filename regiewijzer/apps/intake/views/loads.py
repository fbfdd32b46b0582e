"""The list of loads, and handing in messages."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.intake import actions, queries
from regiewijzer.apps.intake.forms import UploadForm
from regiewijzer.apps.intake.views.progress import progress_context
from regiewijzer.web.home import current_home


@require_http_methods(["GET", "POST"])
@permission_required_for("view_loads")
def loads(request: HttpRequest) -> HttpResponse:
    """List the loads; take in an upload."""
    if request.method == "POST" and not may(request.user, "load_files"):
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        files = form.cleaned_data["files"]
        actions.receive(home=current_home(), files=files, by=request.user.get_username())
        text = ngettext(
            "%(count)s bestand is ontvangen en staat in de wachtrij.",
            "%(count)s bestanden zijn ontvangen en staan in de wachtrij.",
            len(files),
        )
        messages.success(request, text % {"count": len(files)})
        return redirect("intake:loads")
    context = {
        "form": form,
        "may_load": may(request.user, "load_files"),
        "loads": queries.list_loads(current_home()),
        **progress_context(),
    }
    return TemplateResponse(request, "intake/loads.html", context, status=422 if form.errors else 200)
