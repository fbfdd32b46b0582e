"""Figures as files: CSV and Excel for who counts on, PDF and Word for who reads, PNG and SVG for who shows."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor import workbook
from regiewijzer.apps.monitor.presenters.members import members_of
from regiewijzer.apps.monitor.presenters.paper import answer_in
from regiewijzer.apps.monitor.presenters.subject import as_of_day, said
from regiewijzer.apps.monitor.views import papers
from regiewijzer.apps.monitor.views.asking import valid_asked
from regiewijzer.apps.monitor.views.papers import Taken
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.web.papers import Form, Paper, written


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address as CSV."""
    return csv_answer(request, papers.of_page(request, valid_asked(request, indicator_id)))


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download_breakdown(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the breakdown of this address as CSV: every member and period."""
    return csv_answer(request, papers.of_breakdown(request, valid_asked(request, indicator_id)))


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download_workbook(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address as Excel."""
    return excel_answer(papers.of_page(request, valid_asked(request, indicator_id)))


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def download_breakdown_workbook(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the breakdown of this address as Excel."""
    return excel_answer(papers.of_breakdown(request, valid_asked(request, indicator_id)))


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def paper(request: HttpRequest, indicator_id: str, form: Form) -> HttpResponse:
    """Return the page of this address as a paper of this form."""
    asked = valid_asked(request, indicator_id)
    taken = papers.of_page(request, asked)
    return paper_answer(taken, papers.page_on_paper(request, asked, taken), form)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def paper_of_breakdown(request: HttpRequest, indicator_id: str, form: Form) -> HttpResponse:
    """Return the breakdown of this address as a paper of this form."""
    asked = valid_asked(request, indicator_id)
    taken = papers.of_breakdown(request, asked)
    return paper_answer(taken, papers.breakdown_on_paper(request, asked, taken), form)


def _headers(figure: Figure, name: str, ending: str, content_type: str) -> dict[str, str]:
    file_name = f"{name}_{figure.passport.snapshot}_{as_of_day(figure):%Y-%m-%d}.{ending}"
    return {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{file_name}"'}


def csv_answer(request: HttpRequest, taken: Taken) -> HttpResponse:
    """Answer with a file for a spreadsheet, in the language of the page; for a program with ?vorm=programma."""
    variant = Variant.PROGRAM if request.GET.get("vorm") == "programma" else Variant.SPREADSHEET
    figure, subject, around = taken.figure, taken.subject, taken.around
    more = {
        _("Antwoord"): answer_in(subject, members_of(subject.indicator, figure, around.names), around.kept),
        _("Definitie"): said(subject.indicator.definition),
        _("Adres"): around.address,
        _("Van"): " · ".join(filter(None, (around.region.name, around.banner))),
    }
    language = (get_language() or "nl")[:2]
    text = figure_as_csv(figure, subject.indicator, variant=variant, language=language, names=around.names, more=more)
    return HttpResponse(text.encode(), headers=_headers(figure, taken.name, "csv", "text/csv; charset=utf-8"))


def excel_answer(taken: Taken) -> HttpResponse:
    """Answer with a workbook."""
    content = workbook.figure_as_workbook(taken.figure, taken.subject.indicator, taken.around)
    return HttpResponse(content, headers=_headers(taken.figure, taken.name, "xlsx", workbook.EXCEL))


def paper_answer(taken: Taken, made: Paper, form: Form) -> HttpResponse:
    """Answer with a paper."""
    return HttpResponse(written(made, form), headers=_headers(taken.figure, taken.name, form, form.content_type))
