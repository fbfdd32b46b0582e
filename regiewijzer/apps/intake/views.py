"""Pages of intake."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regiewijzer.apps.intake import actions, presenters, queries
from regiewijzer.apps.intake.forms import UploadForm
from regiewijzer.apps.intake.owners import from_choice
from regiewijzer.definitions.rules import load_rules
from regiewijzer.web.home import current_home, current_region


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what is loaded and how fresh it is."""
    return TemplateResponse(request, "intake/start.html", {})


@require_http_methods(["GET", "POST"])
def loads(request: HttpRequest) -> HttpResponse:
    """List the loads; take in an upload."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["files"]
        actions.receive(home=current_home(), files=files, by=request.user.get_username())
        text = ngettext(
            "%(count)s bestand is ontvangen en staat in de wachtrij.",
            "%(count)s bestanden zijn ontvangen en staan in de wachtrij.",
            len(files),
        )
        messages.success(request, text % {"count": len(files)})
        return redirect("intake:loads")
    context = {"form": form, "loads": queries.list_loads(current_home()), **_progress_context()}
    return TemplateResponse(request, "intake/loads.html", context, status=422 if form.errors else 200)


def _progress_context() -> dict[str, object]:
    running = queries.running_load(current_home())
    return {
        "running": running,
        "stage": presenters.stage_name(running) if running else "",
        "waiting": queries.upload_is_waiting(),
        "uploads": queries.uploads(),
    }


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show how far the running load is; htmx asks for it every second, and the last answer asks no more."""
    if not request.htmx:
        return redirect("intake:loads")
    return TemplateResponse(request, "intake/_progress.html", _progress_context())


def _filter(request: HttpRequest) -> presenters.Filter:
    page = request.GET.get("pagina", "1")
    if not page.isdecimal() or not 0 < int(page) < 1_000_000:
        raise Http404
    return presenters.Filter(
        request.GET.get("bestand", ""), request.GET.get("eigenaar", ""), request.GET.get("regel", ""), int(page)
    )


@require_safe
def load_report(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a load brought in, and its findings by file, owner and rule."""
    home, region, rules, chosen = current_home(), current_region(), load_rules(), _filter(request)
    owner = from_choice(chosen.owner)
    if chosen.owner and owner is None:
        raise Http404
    try:
        report = queries.report(home, number)
        found, total = queries.findings_page(
            home, number, file=chosen.file or None, owner=owner, rule=chosen.rule or None, page=chosen.page
        )
    except queries.UnknownLoad:
        raise Http404(_("Deze levering is er niet.")) from None
    context = {
        "report": report,
        "owners": presenters.owner_rows(report.owners, region),
        "rules": presenters.rule_choices(report, rules),
        "chosen": chosen,
        "findings": [presenters.finding_row(one, rules, region) for one in found],
        "pages": presenters.pages(chosen, total),
        "crumbs": [(_("Leveringen"), "/leveringen"), (_("Levering %(number)s") % {"number": number}, "")],
    }
    return TemplateResponse(request, "intake/load_report.html", context)
