"""A part of an analysis as a file, its calculation, and under a permanent address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor import actions, queries, workbook
from regiewijzer.apps.monitor.analyses.choosing import part_asked
from regiewijzer.apps.monitor.presenters.paper import Around
from regiewijzer.apps.monitor.presenters.subject import as_of_day, said
from regiewijzer.apps.monitor.views.asking import names_of_codes
from regiewijzer.apps.monitor.views.parts import crumbs, passport_parts
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.web.home import current_home, current_region


def _figure(request: HttpRequest, analysis_id: str, part_id: str) -> Figure:
    asked, part = part_asked(request, analysis_id, part_id)
    return queries.figure(current_home(), asked.request_for(part), asked.scope)


def _page(request: HttpRequest, analysis_id: str) -> str:
    """Return the address of the page of an analysis with this choice."""
    return reverse("monitor:analysis", args=[analysis_id]) + "?" + request.GET.urlencode()


def _answer(content: bytes, figure: Figure, name: str, ending: str, content_type: str) -> HttpResponse:
    file_name = f"{name}_{figure.passport.snapshot}_{as_of_day(figure):%Y-%m-%d}.{ending}"
    headers = {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(content, headers=headers)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download(request: HttpRequest, analysis_id: str, part_id: str) -> HttpResponse:
    """Return the figure of a part as CSV: every member, outcome and period."""
    figure = _figure(request, analysis_id, part_id)
    variant = Variant.PROGRAM if request.GET.get("vorm") == "programma" else Variant.SPREADSHEET
    indicator, language = queries.indicators()[figure.request.indicator], (get_language() or "nl")[:2]
    text = figure_as_csv(figure, indicator, variant=variant, language=language, names=names_of_codes())
    return _answer(text.encode(), figure, f"{analysis_id}-{part_id}", "csv", "text/csv; charset=utf-8")


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download_workbook(request: HttpRequest, analysis_id: str, part_id: str) -> HttpResponse:
    """Return the figure of a part as Excel."""
    asked, part = part_asked(request, analysis_id, part_id)
    figure = queries.figure(current_home(), asked.request_for(part), asked.scope)
    # Only what was chosen: whatever else stands in the address of the request is not part of the figure.
    address = request.build_absolute_uri(reverse("monitor:analysis", args=[analysis_id]) + asked.form.address())
    around = Around(current_region(), address, names_of_codes())
    content = workbook.figure_as_workbook(figure, queries.indicators()[figure.request.indicator], around)
    return _answer(content, figure, f"{analysis_id}-{part_id}", "xlsx", workbook.EXCEL)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def calculation(request: HttpRequest, analysis_id: str, part_id: str) -> HttpResponse:
    """Show how the figure of a part is worked out."""
    figure = _figure(request, analysis_id, part_id)
    indicator = queries.indicators()[figure.request.indicator]
    address = _page(request, analysis_id)
    context = {
        **passport_parts(indicator, figure),
        "crumbs": crumbs((said(indicator.name), address), (_("Hoe is dit berekend?"), "")),
    }
    return TemplateResponse(request, "monitor/passport.html", context)


@require_POST
@permission_required_for("freeze_figure", own=("gemeente", "aanbieder"))
def freeze(request: HttpRequest, analysis_id: str, part_id: str) -> HttpResponse:
    """Keep the figure of a part under a permanent address and go there."""
    figure = _figure(request, analysis_id, part_id)
    figure_id = actions.freeze(home=current_home(), figure=figure, by=request.user.get_username())
    messages.success(request, _("Dit cijfer is vastgelegd. Het adres van deze pagina blijft altijd dezelfde waarden tonen."))
    return redirect("monitor:frozen", figure_id)
