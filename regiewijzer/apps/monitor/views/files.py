"""Figures as files."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.presenters.subject import as_of_day
from regiewijzer.apps.monitor.views.asking import figure_asked, find_indicator
from regiewijzer.apps.monitor.views.parts import names_of_codes
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.web.home import current_home


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address as CSV."""
    return csv_answer(request, figure_asked(request, indicator_id), indicator_id)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"), own_rows=True)
def download_municipalities(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address for every municipality as CSV."""
    figure = figure_asked(request, indicator_id)
    found = queries.by_municipality(current_home(), figure.request, scope_of(request.user))
    return csv_answer(request, found, f"{indicator_id}-per-municipality")


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
    file_name = f"{name}_{figure.passport.snapshot}_{as_of_day(figure):%Y-%m-%d}.csv"
    return HttpResponse(
        text.encode(),
        headers={"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": f'attachment; filename="{file_name}"'},
    )
