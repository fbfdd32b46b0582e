"""Figures that were frozen: their page, file and passport."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import actions, queries
from regiewijzer.apps.monitor.analyses.frozen import frozen_breakdown
from regiewijzer.apps.monitor.presenters.downloads import downloads_of_frozen
from regiewijzer.apps.monitor.presenters.reproduction import reproduction_of
from regiewijzer.apps.monitor.presenters.subject import said, subject_of
from regiewijzer.apps.monitor.views import papers
from regiewijzer.apps.monitor.views.asking import figure_asked, find_indicator
from regiewijzer.apps.monitor.views.files import csv_answer, excel_answer, paper_answer
from regiewijzer.apps.monitor.views.parts import crumbs, passport_parts, subject_parts
from regiewijzer.figures.figure import Figure
from regiewijzer.web.home import current_home
from regiewijzer.web.papers import Form


@require_POST
@permission_required_for("freeze_figure", own=("gemeente", "aanbieder"))
def freeze(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Keep this figure under a permanent address and go there."""
    figure_id = actions.freeze(home=current_home(), figure=figure_asked(request, indicator_id), by=request.user.get_username())
    messages.success(request, _("Dit cijfer is vastgelegd. Het adres van deze pagina blijft altijd dezelfde waarden tonen."))
    return redirect("monitor:frozen", figure_id)


def _frozen(request: HttpRequest, figure_id: str) -> Figure:
    try:
        return queries.frozen(current_home(), figure_id, scope_of(request.user))
    except queries.NoSuchFigure:
        raise Http404(figure_id) from None


View = Callable[..., HttpResponse]


def _if_untouched(view: View) -> View:
    """Show no values that are not those that were frozen: say so in their place."""

    @wraps(view)
    def guarded(request: HttpRequest, figure_id: str, **more: Form) -> HttpResponse:
        try:
            return view(request, figure_id, **more)
        except queries.FigureChanged:
            text = _("De waarden in het bestand zijn niet meer wat is vastgelegd. Ze worden niet getoond; meld het de beheerder.")
            return TemplateResponse(request, "web/error.html", {"title": _("Dit cijfer is aangetast"), "text": text}, status=409)

    return guarded


@require_safe
@permission_required_for("view_figures", own=("figure_id",))
@_if_untouched
def frozen(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Show a figure as it was frozen."""
    figure = _frozen(request, figure_id)
    if figure.request.by:
        return frozen_breakdown(request, figure_id, figure, find_indicator(figure.request.indicator))
    subject = subject_of(find_indicator(figure.request.indicator), figure)
    context = {
        **subject_parts(subject),
        "figure_id": figure_id,
        "downloads": downloads_of_frozen(figure_id),
        "crumbs": crumbs((said(subject.indicator.name), "")),
    }
    return TemplateResponse(request, "monitor/frozen.html", context)


@require_safe
@permission_required_for("view_figures", own=("figure_id",))
@_if_untouched
def frozen_download(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Return a frozen figure as CSV."""
    return csv_answer(request, papers.of_frozen(request, _frozen(request, figure_id), figure_id))


@require_safe
@permission_required_for("view_figures", own=("figure_id",))
@_if_untouched
def frozen_workbook(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Return a frozen figure as Excel."""
    return excel_answer(papers.of_frozen(request, _frozen(request, figure_id), figure_id))


@require_safe
@permission_required_for("view_figures", own=("figure_id",))
@_if_untouched
def frozen_paper(request: HttpRequest, figure_id: str, form: Form) -> HttpResponse:
    """Return a frozen figure as a paper of this form."""
    taken = papers.of_frozen(request, _frozen(request, figure_id), figure_id)
    return paper_answer(taken, papers.frozen_on_paper(taken), form)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("view_figures", own=("figure_id",))
@_if_untouched
def frozen_passport(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Show the passport of a frozen figure; on request work it out again and say whether it is the same."""
    figure = _frozen(request, figure_id)
    chosen = find_indicator(figure.request.indicator)
    context = {
        **passport_parts(chosen, figure),
        "figure_id": figure_id,
        "reproduction": reproduction_of(queries.reproduce(current_home(), figure_id), chosen)
        if request.method == "POST"
        else None,
        "crumbs": crumbs((said(chosen.name), reverse("monitor:frozen", args=[figure_id])), (_("Paspoort"), "")),
    }
    return TemplateResponse(request, "monitor/passport.html", context)
