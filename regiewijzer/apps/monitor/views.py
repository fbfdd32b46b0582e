"""Pages of the monitor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.monitor import actions, names, queries
from regiewijzer.apps.monitor.forms import FigureForm
from regiewijzer.apps.monitor.presenters.answer import answer_of
from regiewijzer.apps.monitor.presenters.chart import charts_of
from regiewijzer.apps.monitor.presenters.comparison import compare
from regiewijzer.apps.monitor.presenters.definition import definition_of, rounding_note
from regiewijzer.apps.monitor.presenters.overview import by_theme
from regiewijzer.apps.monitor.presenters.passport import passport_of
from regiewijzer.apps.monitor.presenters.reproduction import reproduction_of
from regiewijzer.apps.monitor.presenters.subject import Subject, as_of_day, said, subject_of
from regiewijzer.apps.monitor.presenters.table import table_of
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.web.home import current_home, current_region


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an address asks: an indicator and a valid or invalid choice."""

    indicator: Indicator
    form: FigureForm
    request: Request | None


def _indicator(indicator_id: str) -> Indicator:
    try:
        return queries.indicators()[indicator_id]
    except KeyError:
        raise Http404(indicator_id) from None


def _asked(request: HttpRequest, indicator_id: str) -> _Asked:
    indicator, home = _indicator(indicator_id), current_home()
    first, newest = queries.known_days(home)
    # What was known can be asked up to today, also when nothing has come in since.
    today = max(newest, timezone.localdate())
    form = FigureForm(request.GET, region=current_region(), indicator=indicator, newest=newest, first=first, today=today)
    if not form.is_valid():
        return _Asked(indicator, form, None)
    return _Asked(
        indicator, form, queries.request_for(indicator, home=home, day=form.cleaned_data["peildatum"], where=form.where())
    )


def _names() -> Mapping[str, Mapping[str, str]]:
    region = current_region()
    return {
        "municipality": names.municipalities(region),
        "provider": names.providers(region),
        "product_category": names.product_categories(),
        "care_form": names.care_forms(),
    }


def _subject_parts(subject: Subject) -> dict[str, object]:
    return {
        "indicator": subject.indicator,
        "title": said(subject.indicator.title),
        "answer": answer_of(subject),
        "charts": charts_of(subject),
        "table": table_of(subject),
        "definition": definition_of(subject.indicator, subject.figure),
        "note": rounding_note(subject.indicator, subject.figure.passport),
        "provisional_reason": said(subject.indicator.provisional.reason),
        "selection": passport_of(subject.figure, _names()).facts[0][1],
    }


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the questions by theme, each with its newest value."""
    home, scope = current_home(), scope_of(request.user)
    try:
        _first, newest = queries.known_days(home)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/overview.html", {"themes": []})
    subjects = (
        subject_of(indicator, queries.figure(home, queries.request_for(indicator, home=home, day=newest), scope))
        for indicator in queries.indicators().values()
    )
    return TemplateResponse(request, "monitor/overview.html", {"themes": by_theme(subjects), "newest": newest})


def _crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Monitor"), reverse("monitor:list")), *steps]


@require_safe
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Answer the question of an indicator for the slice in the address."""
    home, scope = current_home(), scope_of(request.user)
    try:
        asked = _asked(request, indicator_id)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/nothing.html", {"title": said(_indicator(indicator_id).title)})
    context: dict[str, object] = {
        "title": said(asked.indicator.title),
        "form": asked.form,
        "query": request.GET.urlencode(),
        "crumbs": _crumbs((said(asked.indicator.name), "")),
    }
    if asked.request is None:
        return TemplateResponse(request, "monitor/indicator.html", {**context, "indicator": asked.indicator}, status=422)
    subject = subject_of(asked.indicator, queries.figure(home, asked.request, scope))
    outcome = asked.indicator.outcome(asked.form.outcome(asked.indicator))
    region = subject_of(asked.indicator, queries.whole_region(home, asked.request, scope))
    merged = names.merged(current_region(), subject.month) if subject.month else {}
    by_municipality = queries.by_municipality(home, asked.request, scope)
    comparison = compare(region, by_municipality, outcome, _names()["municipality"], ended=frozenset(merged))
    links = {row.code: asked.form.address(gemeente=row.code) for row in comparison.ranked} if comparison else {}
    return TemplateResponse(
        request,
        "monitor/indicator.html",
        {
            **context,
            **_subject_parts(subject),
            "comparison": comparison,
            "links": links,
            "merged": merged.values(),
            "here": asked.form.cleaned_data["gemeente"],
        },
    )


@require_safe
def calculation(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show how the figure of this address is worked out."""
    figure = _figure_of(request, indicator_id)
    address = reverse("monitor:indicator", args=[indicator_id]) + "?" + request.GET.urlencode()
    chosen = _indicator(indicator_id)
    context = {
        **_passport_parts(chosen, figure),
        "crumbs": _crumbs((said(chosen.name), address), (_("Hoe is dit berekend?"), "")),
    }
    return TemplateResponse(request, "monitor/passport.html", context)


def _passport_parts(indicator: Indicator, figure: Figure) -> dict[str, object]:
    return {
        "title": said(indicator.title),
        "indicator": indicator,
        "passport": passport_of(figure, _names()),
        "definition": definition_of(indicator, figure),
        "both_languages": [
            ("nl", indicator.title.nl, indicator.definition.nl),
            ("en", indicator.title.en, indicator.definition.en),
        ],
        "notes": figure.passport.notes,
    }


def _figure_of(request: HttpRequest, indicator_id: str) -> Figure:
    """Return the figure of an address that must be valid: files, passports and freezing take no half choice."""
    try:
        asked = _asked(request, indicator_id)
    except queries.NothingLoaded:
        raise Http404 from None
    if asked.request is None:
        raise Http404
    return queries.figure(current_home(), asked.request, scope_of(request.user))


@require_safe
def download(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address as CSV."""
    return _csv(request, _figure_of(request, indicator_id), indicator_id)


@require_safe
def download_municipalities(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Return the figure of this address for every municipality as CSV."""
    figure = _figure_of(request, indicator_id)
    found = queries.by_municipality(current_home(), figure.request, scope_of(request.user))
    return _csv(request, found, f"{indicator_id}-per-municipality")


def _csv(request: HttpRequest, figure: Figure, name: str) -> HttpResponse:
    """Answer with a file for a spreadsheet, in the language of the page; for a program with ?vorm=programma."""
    variant = Variant.PROGRAM if request.GET.get("vorm") == "programma" else Variant.SPREADSHEET
    text = figure_as_csv(
        figure, _indicator(figure.request.indicator), variant=variant, language=(get_language() or "nl")[:2], names=_names()
    )
    file_name = f"{name}_{figure.passport.snapshot}_{as_of_day(figure):%Y-%m-%d}.csv"
    return HttpResponse(
        text.encode(),
        headers={"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": f'attachment; filename="{file_name}"'},
    )


@require_POST
def freeze(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Keep this figure under a permanent address and go there."""
    figure_id = actions.freeze(home=current_home(), figure=_figure_of(request, indicator_id), by=request.user.get_username())
    messages.success(request, _("Dit cijfer is vastgelegd. Het adres van deze pagina blijft altijd dezelfde waarden tonen."))
    return redirect("monitor:frozen", figure_id)


def _frozen(figure_id: str) -> Figure:
    try:
        return queries.frozen(current_home(), figure_id)
    except queries.NoSuchFigure:
        raise Http404(figure_id) from None


View = Callable[[HttpRequest, str], HttpResponse]


def _if_untouched(view: View) -> View:
    """Show no values that are not those that were frozen: say so in their place."""

    @wraps(view)
    def guarded(request: HttpRequest, figure_id: str) -> HttpResponse:
        try:
            return view(request, figure_id)
        except queries.FigureChanged:
            text = _("De waarden in het bestand zijn niet meer wat is vastgelegd. Ze worden niet getoond; meld het de beheerder.")
            return TemplateResponse(request, "web/error.html", {"title": _("Dit cijfer is aangetast"), "text": text}, status=409)

    return guarded


@require_safe
@_if_untouched
def frozen(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Show a figure as it was frozen."""
    figure = _frozen(figure_id)
    subject = subject_of(_indicator(figure.request.indicator), figure)
    context = {**_subject_parts(subject), "figure_id": figure_id, "crumbs": _crumbs((said(subject.indicator.name), ""))}
    return TemplateResponse(request, "monitor/frozen.html", context)


@require_safe
@_if_untouched
def frozen_download(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Return a frozen figure as CSV."""
    return _csv(request, _frozen(figure_id), figure_id)


@require_http_methods(["GET", "HEAD", "POST"])
@_if_untouched
def frozen_passport(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Show the passport of a frozen figure; on request work it out again and say whether it is the same."""
    figure = _frozen(figure_id)
    chosen = _indicator(figure.request.indicator)
    context = {
        **_passport_parts(chosen, figure),
        "figure_id": figure_id,
        "reproduction": reproduction_of(queries.reproduce(current_home(), figure_id), chosen)
        if request.method == "POST"
        else None,
        "crumbs": _crumbs((said(chosen.name), reverse("monitor:frozen", args=[figure_id])), (_("Paspoort"), "")),
    }
    return TemplateResponse(request, "monitor/passport.html", context)
