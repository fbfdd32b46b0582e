"""The page of several years, and its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor.service import EXCEL
from regiewijzer.apps.outlook.asking import Asked, asked, query_of
from regiewijzer.apps.outlook.files import csv_of, workbook_of
from regiewijzer.apps.outlook.queries import NoForecast
from regiewijzer.apps.outlook.views import nothing
from regiewijzer.apps.outlook.years import files
from regiewijzer.apps.outlook.years.presenters import years_view
from regiewijzer.pipeline.forecast_shown import Node


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def years(request: HttpRequest) -> HttpResponse:
    """Show cost and care of this year and four more, beside the budgets."""
    try:
        found = asked(request)
    except NoForecast:
        return nothing(request)
    del found.form.fields["productcategorie"]  # budgets know forms of care
    node = Node(found.node.municipality)
    view = years_view(found.run, node, found.scope, found.municipalities)
    context = {
        "asked": found,
        "form": found.form,
        "place": found.municipalities.get(node.municipality or "", _("Hele regio")),
        "run": found.run,
        "query": query_of(found.run.id, node),
        "year": str(found.run.about.vintage.year),
        "view": view,
        "crumbs": [(_("Vooruitzicht"), f"{reverse('outlook:forecast')}?{query_of(found.run.id, node)}"), (_("Meerjaren"), "")],
        "links": {} if view is None else {key: query_of(found.run.id, Node(key)) for _name, key, _texts in view.places.rows},
    }
    return TemplateResponse(request, "outlook/years.html", context)


def _found(request: HttpRequest) -> tuple[Asked, list[tuple[str, str]]]:
    try:
        found = asked(request)
    except NoForecast:
        raise Http404 from None
    query = query_of(found.run.id, Node(found.node.municipality))
    return found, files.what(found, request.build_absolute_uri("/vooruitzicht/meerjaren") + f"?{query}")


def _answer(found: Asked, content: bytes, kind: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="meerjaren_{found.run.id}.{ending}"'
    return answer


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def download(request: HttpRequest) -> HttpResponse:
    """Return the years of this address as CSV."""
    found, about = _found(request)
    return _answer(found, csv_of(about, files.heads(), files.rows(found)), "text/csv; charset=utf-8", "csv")


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def workbook(request: HttpRequest) -> HttpResponse:
    """Return the years of this address as Excel."""
    found, about = _found(request)
    content = workbook_of(_("Meerjaren"), found.run.about.made_at, about, files.heads(), files.rows(found))
    return _answer(found, content, EXCEL, "xlsx")
