"""Making an edition: draft, texts, the check by a second person, publication, correction, withdrawal."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor.service import published_moments
from regiewijzer.apps.publications import actions, policies, queries
from regiewijzer.apps.publications.contents import EditionChanged
from regiewijzer.apps.publications.forms import DraftTextsForm, EditionForm, WithdrawForm
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.tasks import release_edition
from regiewijzer.apps.publications.views.reading import crumbs, readable

FORM = ["GET", "HEAD", "POST"]


def _corrected(request: HttpRequest) -> Edition | None:
    """Return the edition that the address says is corrected; 404 for what cannot be."""
    number = request.GET.get("corrigeert", "")
    if not number:
        return None
    found = queries.one(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None or policies.why_no_correction(found):
        raise Http404
    return found


def _initial(corrects: Edition | None) -> dict[str, object]:
    """Return what a correction takes over from the edition that it corrects."""
    if corrects is None:
        return {}
    return {
        "title": corrects.title,
        "summary": corrects.summary,
        "frequency": corrects.frequency,
        "indicators": list(dict.fromkeys(indicator for indicator, _by in corrects.wanted)),
        "breakdowns": list(dict.fromkeys(by for _indicator, by in corrects.wanted if by)),
    }


@transaction.atomic
def _begin(form: EditionForm, corrects: Edition | None, by: str) -> Edition:
    """Begin the draft and ask the worker for its figures, both or neither."""
    data, moment = form.cleaned_data, form.published()
    edition = actions.draft(
        title=data["title"],
        summary=data["summary"],
        audience=corrects.audience if corrects else data["audience"],
        day=moment.day,
        snapshot=moment.snapshot,
        wanted=form.wanted(),
        frequency=data["frequency"],
        corrects=corrects,
        wrong=data.get("wrong", ""),
        by=by,
    )
    release_edition.enqueue(edition.number, by)
    return edition


@require_http_methods(FORM)
@permission_required_for("make_edition")
def new(request: HttpRequest) -> HttpResponse:
    """Begin an edition, or the correction of one."""
    corrects, moments = _corrected(request), published_moments()
    form = EditionForm(request.POST or None, initial=_initial(corrects), moments=moments, corrects=corrects)
    if form.is_valid():
        edition = _begin(form, corrects, request.user.get_username())
        messages.success(request, _("Het concept is gemaakt. De cijfers worden nu berekend en beschermd."))
        return redirect("publications:read", edition.number)
    context = {"form": form, "corrects": corrects, "moments": moments}
    return TemplateResponse(request, "publications/new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@permission_required_for("make_edition")
def texts(request: HttpRequest, edition: int) -> HttpResponse:
    """Change what a draft says beside its figures."""
    found = readable(request, edition)
    if reason := policies.why_no_change(found):
        messages.error(request, reason)
        return redirect("publications:read", found.number)
    form = DraftTextsForm(request.POST or None, edition=found, figures=list(found.figures.all()))
    if form.is_valid():
        data = form.cleaned_data
        said = {"title": data["title"], "summary": data["summary"], "wrong": data.get("wrong", "")}
        return _done(
            request,
            found,
            lambda: actions.change_texts(edition=found, explanations=form.explanations(), by=request.user.get_username(), **said),
            _("De teksten zijn bewaard."),
        )
    context = {"form": form, "edition": found, "crumbs": crumbs(found, (_("Teksten"), ""))}
    return TemplateResponse(request, "publications/texts.html", context, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, edition: Edition, act: Callable[[], None], said: str) -> HttpResponse:
    """Do it and go back to the edition; when it cannot be done, say why there."""
    try:
        act()
    except actions.NotNow as reason:
        messages.error(request, str(reason))
    except EditionChanged:
        messages.error(request, _("Wat er in deze editie staat is niet meer wat is vastgelegd. Meld het de beheerder."))
    else:
        messages.success(request, said)
    return redirect("publications:read", edition.number)


@require_POST
@permission_required_for("make_edition")
def again(request: HttpRequest, edition: int) -> HttpResponse:
    """Work the figures of a draft out once more."""
    found, by = readable(request, edition), request.user.get_username()

    @transaction.atomic
    def ask() -> None:
        actions.ask_again(edition=found, by=by)
        release_edition.enqueue(found.number, by)

    return _done(request, found, ask, _("De cijfers worden opnieuw berekend."))


@require_POST
@permission_required_for("check_edition")
def check(request: HttpRequest, edition: int) -> HttpResponse:
    """Say, as a second person, that the edition is in order."""
    found, by = readable(request, edition), request.user.get_username()
    return _done(request, found, lambda: actions.check(edition=found, by=by), _("De editie is gecontroleerd."))


@require_POST
@permission_required_for("make_edition", "check_edition")
def give_back(request: HttpRequest, edition: int) -> HttpResponse:
    """Give a checked edition back to its makers."""
    found, by = readable(request, edition), request.user.get_username()
    return _done(request, found, lambda: actions.give_back(edition=found, by=by), _("De editie is weer een concept."))


@require_POST
@permission_required_for("publish_edition")
def publish(request: HttpRequest, edition: int) -> HttpResponse:
    """Publish what was checked."""
    found, by = readable(request, edition), request.user.get_username()
    said = _("Editie %(number)s is gepubliceerd.") % {"number": found.number}
    return _done(request, found, lambda: actions.publish(edition=found, by=by), said)


@require_http_methods(FORM)
@permission_required_for("publish_edition")
def withdraw(request: HttpRequest, edition: int) -> HttpResponse:
    """Withdraw an edition, with the reason that readers will see."""
    found, by = readable(request, edition), request.user.get_username()
    if reason := policies.why_no_withdrawal(found):
        messages.error(request, reason)
        return redirect("publications:read", found.number)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        said = _("Editie %(number)s is ingetrokken.") % {"number": found.number}
        return _done(request, found, lambda: actions.withdraw(edition=found, because=because, by=by), said)
    context = {"form": form, "edition": found, "crumbs": crumbs(found, (_("Intrekken"), ""))}
    return TemplateResponse(request, "publications/withdraw.html", context, status=422 if form.is_bound else 200)
