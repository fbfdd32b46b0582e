"""Figures as files: CSV and Excel."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor import queries, workbook
from regiewijzer.apps.monitor.presenters.subject import as_of_day
from regiewijzer.apps.monitor.views.asking import figure_asked, find_indicator, names_of_codes, valid_asked
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.web.home import current_home

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address as CSV."""
    return csv_answer(request, figure_asked(request, indicator_id), indicator_id)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download_breakdown(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the breakdown of this address as CSV: every member and period."""
    return csv_answer(request, *_broken_down(request, indicator_id))


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download_workbook(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address as Excel."""
    return _excel_answer(figure_asked(request, indicator_id), indicator_id)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download_breakdown_workbook(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the breakdown of this address as Excel."""
    return _excel_answer(*_broken_down(request, indicator_id))


def _broken_down(request: HttpRequest, indicator_id: str) -> tuple[Figure, str]:
    """Return the breakdown of the address with a name for its file."""
    asked = valid_asked(request, indicator_id)
    dimension = asked.form.breakdown()
    if dimension is None:
        return asked.figure, indicator_id
    assert asked.request is not None
    _everything, by = queries.breakdown_requests(asked.request, asked.scope, dimension.code)
    return queries.figure(current_home(), by, asked.scope), f"{indicator_id}-per-{dimension.field}"


def _headers(figure: Figure, name: str, ending: str, content_type: str) -> dict[str, str]:
    file_name = f"{name}_{figure.passport.snapshot}_{as_of_day(figure):%Y-%m-%d}.{ending}"
    return {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{file_name}"'}


def csv_answer(request: HttpRequest, figure: Figure, name: str) -> HttpResponse:
    """Answer with a file for a spreadsheet, in the language of the page; for a program with ?vorm=programma."""
    variant = Variant.PROGRAM if request.GET.get("vorm") == "programma" else Variant.SPREADSHEET
    text = figure_as_csv(
        figure,
        find_indicator(figure.request.indicator),
        variant=variant,
        language=(get_language() or "nl")[:2],
        names=names_of_codes(),
    )
    return HttpResponse(text.encode(), headers=_headers(figure, name, "csv", "text/csv; charset=utf-8"))


def _excel_answer(figure: Figure, name: str) -> HttpResponse:
    content = workbook.figure_as_workbook(figure, find_indicator(figure.request.indicator), names_of_codes())
    return HttpResponse(content, headers=_headers(figure, name, "xlsx", EXCEL))
