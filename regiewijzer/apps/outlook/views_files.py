"""The forecast as a file: CSV for who counts on, Excel for the planning and control cycle. Protected as the page is."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor.service import EXCEL
from regiewijzer.apps.outlook import files
from regiewijzer.apps.outlook.asking import Asked, asked
from regiewijzer.apps.outlook.queries import NoForecast
from regiewijzer.pipeline.forecast_shown import Line, lines, lines_by


def _all_lines(found: Asked) -> Sequence[Line]:
    """Return the months and years of the node, and the years of what it is made of."""
    whole = lines(found.run, found.node, found.scope)
    for dimension in ("municipality", "product"):
        if getattr(found.node, dimension) is None:
            whole += lines_by(found.run, found.node, dimension, found.scope)
    return whole


def _asked(request: HttpRequest) -> Asked:
    try:
        return asked(request)
    except NoForecast:
        raise Http404 from None


def _answer(found: Asked, content: bytes, kind: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="vooruitzicht_{found.run.id}.{ending}"'
    return answer


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def download(request: HttpRequest) -> HttpResponse:
    """Return the forecast of this address as CSV."""
    found = _asked(request)
    about = files.about(found, request.build_absolute_uri("/vooruitzicht") + f"?{found.query}")
    return _answer(found, files.as_csv(found, _all_lines(found), about), "text/csv; charset=utf-8", "csv")


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def workbook(request: HttpRequest) -> HttpResponse:
    """Return the forecast of this address as Excel."""
    found = _asked(request)
    about = files.about(found, request.build_absolute_uri("/vooruitzicht") + f"?{found.query}")
    return _answer(found, files.as_workbook(found, _all_lines(found), about), EXCEL, "xlsx")
