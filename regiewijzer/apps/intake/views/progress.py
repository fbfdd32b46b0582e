"""How far the running load is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.intake import presenters, queries
from regiewijzer.web.home import current_home


def progress_context(*, brief: bool = False) -> dict[str, object]:
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
    return TemplateResponse(request, "intake/_progress.html", progress_context(brief="kort" in request.GET))
