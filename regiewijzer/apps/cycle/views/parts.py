"""The parts of advice, responses, decisions and interpretations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.cycle import policies, queries
from regiewijzer.apps.cycle.actions import parts
from regiewijzer.apps.cycle.forms.parts import AnswerForm, OutcomeForm, PointRow, Points, TaskForm, WeighingForm
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import AdvicePoint, Item, MunicipalTask
from regiewijzer.apps.cycle.views.common import attempt, crumbs_to, municipalities, own_item, save_or_show

FORM_METHODS = ["GET", "HEAD", "POST"]


def _version(request: HttpRequest) -> int:
    given = request.POST.get("versie", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _rows_page(request: HttpRequest, item: Item, rows: object, title: str, template: str, *, wrong: bool) -> HttpResponse:
    context = {"item": item, "rows": rows, "title": title, "crumbs": crumbs_to(item, title)}
    return TemplateResponse(request, template, context, status=422 if wrong else 200)


@require_http_methods(FORM_METHODS)
@permission_required_for("work_cycle", own=("item_id",))
def points(request: HttpRequest, item_id: int) -> HttpResponse:
    """Write the points of an advice."""
    advice = own_item(request, item_id, Kind.ADVICE)
    initial = [{"punt": one.text, "vervalt": one.stops} for one in advice.points.all()]
    rows = Points(request.POST or None, initial=initial, prefix="punt")
    if request.method == "POST" and rows.is_valid():
        given = [PointRow(**row.cleaned_data) for row in rows if row.cleaned_data.get("punt")]
        told = [(one.punt, one.vervalt) for one in given]
        return attempt(
            request,
            advice,
            lambda: parts.set_points(advice=advice, points=told, version=_version(request), by=request.user),
            _("De punten zijn bewaard."),
        )
    return _rows_page(request, advice, rows, _("Punten van het advies"), "cycle/points.html", wrong=rows.is_bound)


def _points_answered(response: Item, user: object) -> list[AdvicePoint]:
    """Return the points that a response answers: those of the advice that it came of."""
    return [point for one in queries.before(response, user) if one.kind == Kind.ADVICE for point in one.points.all()]


@require_http_methods(FORM_METHODS)
@permission_required_for("work_cycle", own=("item_id",))
def answers(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say per point of an advice what becomes of it."""
    response = own_item(request, item_id, Kind.RESPONSE)
    given = {one.point_id: {"antwoord": one.answer, "reden": one.reason} for one in response.answers.all()}
    asked = _points_answered(response, request.user)
    rows = [AnswerForm(request.POST or None, point=one, initial=given.get(one.pk)) for one in asked]
    wrong = [one for one in rows if one.is_bound and not one.is_valid()]  # every row says what is wrong with it
    if request.method == "POST" and not wrong:
        told = {one.point: one.told for one in rows if one.cleaned_data["antwoord"]}
        return attempt(
            request,
            response,
            lambda: parts.answer_points(response=response, answers=told, version=_version(request), by=request.user),
            _("De reactie per punt is bewaard."),
        )
    return _rows_page(request, response, rows, _("Reactie per punt"), "cycle/answers.html", wrong=request.method == "POST")


@require_http_methods(FORM_METHODS)
@permission_required_for("work_cycle", own=("item_id",))
def weigh(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say how a decision weighed each perspective."""
    decision = own_item(request, item_id, Kind.DECISION)
    told = {one.perspective: one.text for one in decision.weighings.all()}
    form = WeighingForm(request.POST or None, initial={**told, "versie": decision.version})

    def save() -> None:
        version = form.cleaned_data["versie"]
        parts.weigh(decision=decision, weighings=form.weighings(), version=version, by=request.user)

    title, done = _("Weging per perspectief"), _("De weging is bewaard.")
    return save_or_show(request, decision, form, save, title=title, button=_("Bewaar"), done=done)


@require_http_methods(FORM_METHODS)
@permission_required_for("work_cycle", own=("item_id",))
def task(request: HttpRequest, item_id: int) -> HttpResponse:
    """Note what a municipality has to do with a decision."""
    decision = own_item(request, item_id, Kind.DECISION)
    form = TaskForm(request.POST or None, municipalities=municipalities())

    def save() -> None:
        data = form.cleaned_data
        asked = {"municipality_code": data["gemeente"], "body": data["orgaan"], "what": data["wat"], "due": data["voor"]}
        parts.ask_municipality(decision=decision, by=request.user, **asked)

    title, done = _("Wat een gemeente moet doen"), _("Toegevoegd aan de besluitenlijst.")
    return save_or_show(request, decision, form, save, title=title, button=_("Voeg toe"), done=done)


@require_POST
@permission_required_for("work_cycle", own=("item_id",))
def finish_task(request: HttpRequest, item_id: int, task_id: int) -> HttpResponse:
    """Tick off what a municipality had to do."""
    found = MunicipalTask.objects.filter(pk=task_id, decision=item_id).select_related("decision").first()
    if found is None or not policies.may_read(request.user, found.decision) or not policies.may_finish(request.user, found):
        raise Http404
    today = timezone.localdate()
    return attempt(
        request, found.decision, lambda: parts.finish_task(task=found, on=today, by=request.user), _("Afgevinkt."), "#gemeenten"
    )


@require_http_methods(FORM_METHODS)
@permission_required_for("work_cycle", own=("item_id",))
def outcome(request: HttpRequest, item_id: int) -> HttpResponse:
    """Note what an interpretation ends with."""
    found = own_item(request, item_id, Kind.INTERPRETATION)
    form = OutcomeForm(request.POST or None)

    def save() -> None:
        data = form.cleaned_data
        said = {"kind": data["soort"], "text": data["uitkomst"], "consent_of": data["instemming"]}
        parts.conclude(interpretation=found, by=request.user, **said)

    title, done = _("Uitkomst van de duiding"), _("De uitkomst is bewaard.")
    return save_or_show(request, found, form, save, title=title, button=_("Bewaar"), done=done)


@require_POST
@permission_required_for("work_cycle", own=("item_id",))
def drop_outcome(request: HttpRequest, item_id: int, outcome_id: int) -> HttpResponse:
    """Take back what an interpretation ended with."""
    found = own_item(request, item_id, Kind.INTERPRETATION)
    return attempt(
        request,
        found,
        lambda: parts.drop_outcome(interpretation=found, outcome_id=outcome_id, by=request.user),
        _("De uitkomst is weggehaald."),
    )
