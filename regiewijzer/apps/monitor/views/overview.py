"""The list of questions, of the region or of one municipality or provider."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.forms_overview import OverviewForm
from regiewijzer.apps.monitor.presenters.overview import by_theme
from regiewijzer.apps.monitor.presenters.subject import Subject, subject_of
from regiewijzer.apps.monitor.views.asking import names_of_codes
from regiewijzer.apps.monitor.views.patience import while_patient
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.scope import rows_in_scope
from regiewijzer.web.home import current_home


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def overview(request: HttpRequest) -> HttpResponse:
    """List the questions by theme, each with its newest value."""
    home, scope = current_home(), scope_of(request.user)
    try:
        _first, newest = queries.known_days(home, scope)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/overview.html", {"themes": []})
    indicators = queries.indicators()
    form = OverviewForm(request.GET, indicators, names=names_of_codes(), scope=scope)
    rows_in_scope(scope, (), form.named())
    chosen, where = [one for one in indicators.values() if form.holds(one)], form.where()
    subjects: list[tuple[Indicator, Subject | None]] = []
    for one, in_time in while_patient(chosen):
        asked = queries.request_for(one, home=home, day=newest, scope=scope, where=where)
        subjects.append((one, subject_of(one, queries.figure(home, asked, scope)) if in_time else None))
    context = {
        "themes": by_theme(subjects),
        "newest": newest,
        "form": form,
        "place": form.place(),
        "count": len(chosen),
        "all": len(indicators),
        "unfinished": sum(subject is None for _one, subject in subjects),
        "here": request.get_full_path(),
        "query": urlencode([(BY_CODE[name].field, code) for name, (code,) in where]),
    }
    return TemplateResponse(request, "monitor/overview.html", context)
