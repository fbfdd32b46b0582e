"""A part of an analysis as a file, its calculation, and under a permanent address."""

from dataclasses import dataclass

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
from regiewijzer.apps.monitor.analyses.choosing import AskedAnalysis, part_asked
from regiewijzer.apps.monitor.analyses.layout import Part
from regiewijzer.apps.monitor.analyses.paper import paper_of_part
from regiewijzer.apps.monitor.presenters.paper import Around
from regiewijzer.apps.monitor.presenters.subject import as_of_day, said, subject_of
from regiewijzer.apps.monitor.views.asking import names_of_codes
from regiewijzer.apps.monitor.views.parts import crumbs, passport_parts
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.web.home import current_home, current_region
from regiewijzer.web.papers import Form, written


@dataclass(frozen=True, slots=True)
class _Taken:
    """A part with its figure and what stands around it."""

    asked: AskedAnalysis
    part: Part
    figure: Figure
    around: Around


def _figure(request: HttpRequest, analysis_id: str, part_id: str) -> Figure:
    asked, part = part_asked(request, analysis_id, part_id)
    return queries.figure(current_home(), asked.request_for(part), asked.scope)


def _taken(request: HttpRequest, analysis_id: str, part_id: str) -> _Taken:
    asked, part = part_asked(request, analysis_id, part_id)
    figure = queries.figure(current_home(), asked.request_for(part), asked.scope)
    address = f"{reverse('monitor:analysis', args=[analysis_id])}{asked.address()}#{part_id}"
    return _Taken(asked, part, figure, Around(current_region(), request.build_absolute_uri(address), names_of_codes()))


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
    taken = _taken(request, analysis_id, part_id)
    indicator = queries.indicators()[taken.figure.request.indicator]
    content = workbook.figure_as_workbook(taken.figure, indicator, taken.around)
    return _answer(content, taken.figure, f"{analysis_id}-{part_id}", "xlsx", workbook.EXCEL)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def paper(request: HttpRequest, analysis_id: str, part_id: str, form: Form) -> HttpResponse:
    """Return a part, drawn as on the page, as a paper of this form."""
    taken = _taken(request, analysis_id, part_id)
    subject = subject_of(queries.indicators()[taken.figure.request.indicator], taken.figure)
    made = paper_of_part(taken.part, subject, taken.around, taken.asked.chosen_years(), said(taken.asked.analysis.caution))
    return _answer(written(made, form), taken.figure, f"{analysis_id}-{part_id}", form, form.content_type)


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
