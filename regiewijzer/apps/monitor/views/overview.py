"""The list of questions."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.presenters.overview import by_theme
from regiewijzer.apps.monitor.presenters.subject import subject_of
from regiewijzer.web.home import current_home


@require_safe
@permission_required_for("view_figures")
def overview(request: HttpRequest) -> HttpResponse:
    """List the questions by theme, each with its newest value."""
    home, scope = current_home(), scope_of(request.user)
    try:
        _first, newest = queries.known_days(home, scope)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/overview.html", {"themes": []})
    subjects = (
        subject_of(indicator, queries.figure(home, queries.request_for(indicator, home=home, day=newest, scope=scope), scope))
        for indicator in queries.indicators().values()
    )
    return TemplateResponse(request, "monitor/overview.html", {"themes": by_theme(subjects), "newest": newest})
