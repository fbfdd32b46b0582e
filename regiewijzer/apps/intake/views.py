"""Pages of intake."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regiewijzer.apps.accounts.service import may, organisation_of, permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.intake import actions, presenters, queries
from regiewijzer.apps.intake.forms import UploadForm
from regiewijzer.apps.intake.owners import Owner, from_choice, owner_of
from regiewijzer.definitions.rules import load_rules
from regiewijzer.web.access import for_every_user
from regiewijzer.web.home import current_home, current_region

SHOWN = 10  # rows of a list on the start page


@require_safe
@for_every_user
def start(request: HttpRequest) -> HttpResponse:
    """Show what is loaded, how fresh it is, what is missing and who must mend what."""
    if not may(request.user, "view_loads"):
        return redirect("monitor:list")
    home, region = current_home(), current_region()
    status, checked = queries.status(home), queries.checks(home)
    context: dict[str, object] = {**_progress_context(brief=True), "status": status}
    if status and checked:
        senders = sorted(status.by_sender, key=lambda one: (one.last_month, one.sender_code))
        context |= {
            "senders": senders[:SHOWN],
            "more_senders": senders[SHOWN:],
            "missing_count": len(status.missing),
            "missing": presenters.missing_rows(status.missing),
            "owners": presenters.owner_rows(queries.owners_of(checked.findings)[:SHOWN], region),
            "loads": queries.list_loads(home)[:5],
        }
    return TemplateResponse(request, "intake/start.html", context)


@require_safe
@permission_required_for("view_findings", "view_own_findings", own=("eigenaar",))
@processes(Activity.FORMAL_CONTROL)
def checks(request: HttpRequest) -> HttpResponse:
    """Show what the rules across messages found, by owner and rule, and which rules could not run."""
    home, region, rules, chosen = current_home(), current_region(), load_rules(), _filter(request)
    found = queries.checks(home)
    if found is None:
        return TemplateResponse(request, "intake/checks.html", {"nothing": True})
    findings = queries.findings_for(found.findings, _own_owner(request))
    owner = _asked_owner(request, chosen)
    kept = [one for one in findings if owner in (None, (one.owner_role, one.owner_code)) and chosen.rule in ("", one.rule)]
    page = kept[(chosen.page - 1) * queries.PAGE : chosen.page * queries.PAGE]
    context = {
        "chosen": chosen,
        "owners": presenters.owner_rows(queries.owners_of(findings), region),
        "rules": presenters.rule_choices(Counter(one.rule for one in findings).most_common(), rules),
        "groups": presenters.finding_groups(page, rules, region),
        "pages": presenters.pages(chosen, len(kept)),
        "not_run": presenters.not_run_rows(found.not_run, rules),
        "ran": len(found.ran),
    }
    return TemplateResponse(request, "intake/checks.html", context)


def _own_owner(request: HttpRequest) -> Owner | None:
    """Return whose findings this user may see; None for those of everyone."""
    return None if may(request.user, "view_findings") else owner_of(organisation_of(request.user))


def _asked_owner(request: HttpRequest, chosen: presenters.Filter) -> Owner | None:
    """Return the owner in the address; another's findings are not there for who may only see the own."""
    owner, own = from_choice(chosen.owner), _own_owner(request)
    if own and owner not in (None, own):
        raise Http404
    return owner


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
        **_progress_context(),
    }
    return TemplateResponse(request, "intake/loads.html", context, status=422 if form.errors else 200)


def _progress_context(*, brief: bool = False) -> dict[str, object]:
    """Return how far the running load is; without the uploads when `brief`."""
    running = queries.running_load(current_home())
    return {
        "running": running,
        "stage": presenters.stage_name(running) if running else "",
        "waiting": queries.upload_is_waiting(),
        "uploads": [] if brief else queries.uploads(),
        "brief": brief,
    }


@require_safe
@permission_required_for("view_loads")
def progress(request: HttpRequest) -> HttpResponse:
    """Show how far the running load is; htmx asks for it every second, and the last answer asks no more."""
    if not request.htmx:
        return redirect("intake:loads")
    return TemplateResponse(request, "intake/_progress.html", _progress_context(brief="kort" in request.GET))


def _filter(request: HttpRequest) -> presenters.Filter:
    page = request.GET.get("pagina", "1")
    if not page.isdecimal() or not 0 < int(page) < 1_000_000:
        raise Http404
    return presenters.Filter(
        request.GET.get("bestand", ""), request.GET.get("eigenaar", ""), request.GET.get("regel", ""), int(page)
    )


@require_safe
@permission_required_for("view_loads")
@processes(Activity.FORMAL_CONTROL)
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
        "number": number,
        "deliveries": presenters.delivery_rows(queries.deliveries(home, number), region),
        "owners": presenters.owner_rows(report.owners, region),
        "rules": presenters.rule_choices(report.rules, rules),
        "chosen": chosen,
        "groups": presenters.finding_groups(found, rules, region),
        "pages": presenters.pages(chosen, total),
        "crumbs": [(_("Leveringen"), reverse("intake:loads")), (_("Levering %(number)s") % {"number": number}, "")],
    }
    return TemplateResponse(request, "intake/load_report.html", context)


@require_safe
@permission_required_for("view_return_message")
@processes(Activity.RETURN_PREVIEW)
def return_message(request: HttpRequest, number: int, message_id: str) -> HttpResponse:
    """Show the answer that a receiver would send: a preview, nothing is sent."""
    content, reason = None, _("Op dit bericht kent de standaard geen retourbericht.")
    try:
        content = queries.return_message(current_home(), number, message_id)
    except queries.UnknownLoad:
        raise Http404(_("Deze levering is er niet.")) from None
    except queries.NotArchived:
        reason = _("Dit bericht staat niet in het archief.")
    except queries.KeyTrouble:
        reason = _("De sleutel van het archief is hier niet. Alleen de sleutelbewaarder kan dit bericht teruglezen.")
    report = _("Levering %(number)s") % {"number": number}
    context = {
        "content": content,
        "reason": reason,
        "message_id": message_id,
        "crumbs": [
            (_("Leveringen"), reverse("intake:loads")),
            (report, reverse("intake:load_report", args=[number])),
            (_("Retourbericht"), ""),
        ],
    }
    return TemplateResponse(request, "intake/return_message.html", context)
