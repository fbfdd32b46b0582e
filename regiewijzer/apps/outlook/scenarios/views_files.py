"""A scenario as a file, protected as its page is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor.service import EXCEL
from regiewijzer.apps.outlook.scenarios import files
from regiewijzer.apps.outlook.scenarios.asking import chosen_by
from regiewijzer.apps.outlook.scenarios.presenters import assumed
from regiewijzer.pipeline.scenario_shown import compared, compared_by
from regiewijzer.pipeline.scenario_store import read_outcome
from regiewijzer.web.home import current_home


def _file(request: HttpRequest, scenario_id: int, kind: str) -> HttpResponse:
    chosen = chosen_by(request, scenario_id)
    if not chosen.calculation.outcome_id:
        raise Http404
    outcome = read_outcome(current_home(), chosen.calculation.outcome_id)
    names, node, scope = chosen.names, chosen.node, chosen.scope
    found = compared(outcome, node, scope)
    for dimension in ("municipality", "product"):
        if getattr(node, dimension) is None:
            found += compared_by(outcome, node, dimension, scope)
    rows = files.rows(found, names.municipalities, names.products)
    address = request.build_absolute_uri(reverse("outlook:scenario", args=[scenario_id])) + f"?prognose={chosen.run.id}"
    about = files.about(outcome, assumed(outcome.scenario, names.municipalities, names.products), address)
    if kind == "csv":
        answer = HttpResponse(files.as_csv(about, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(files.as_workbook(about, rows, chosen.run.about.made_at), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="scenario_{outcome.id}.{kind}"'
    return answer


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def download(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Return a scenario as CSV."""
    return _file(request, scenario_id, "csv")


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def workbook(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Return a scenario as Excel."""
    return _file(request, scenario_id, "xlsx")
