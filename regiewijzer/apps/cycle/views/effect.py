"""What an action is to bring about, and the verdict on what it did."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.cycle.actions import effects
from regiewijzer.apps.cycle.forms.parts import ExpectationForm, VerdictForm
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Item
from regiewijzer.apps.cycle.presenters.effect import percent_of
from regiewijzer.apps.cycle.tasks import mirror_again
from regiewijzer.apps.cycle.views.common import attempt, municipalities, own_item, save_or_show


def _initial(action: Item) -> dict[str, object]:
    """Return what was said before of what an action is to bring about."""
    if not hasattr(action, "expectation"):
        return {"versie": action.version}
    told = action.expectation
    return {
        "uitkomst": f"{told.indicator_id}/{told.outcome}",
        "richting": told.direction,
        "omvang": percent_of(told),
        "gemeenten": told.municipalities,
        "kijken_op": told.look_on,
        "andere_oorzaken": told.other_causes,
        "gevolgen": told.consequences,
        "versie": action.version,
    }


def _meant(form: ExpectationForm) -> effects.Meant:
    data, (indicator, outcome) = form.cleaned_data, form.chosen
    return effects.Meant(
        indicator_id=indicator,
        outcome=outcome,
        direction=data["richting"],
        size=form.size,
        look_on=data["kijken_op"],
        other_causes=data["andere_oorzaken"],
        consequences=data["gevolgen"],
        municipalities=data["gemeenten"],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("work_cycle", own=("item_id",))
def expect(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say what an action is to bring about."""
    action = own_item(request, item_id, Kind.ACTION)
    form = ExpectationForm(request.POST or None, initial=_initial(action), municipalities=municipalities())

    def save() -> None:
        effects.expect(action=action, meant=_meant(form), version=form.cleaned_data["versie"], by=request.user)

    title, done = _("Verwacht effect"), _("Het verwachte effect is vastgelegd.")
    return save_or_show(request, action, form, save, title=title, button=_("Leg vast"), done=done)


@require_POST
@permission_required_for("work_cycle", own=("item_id",))
def mirror(request: HttpRequest, item_id: int) -> HttpResponse:
    """Ask to mirror an effect with the newest published figures."""
    found = own_item(request, item_id, Kind.EFFECT)

    def ask() -> None:
        effects.refuse_early(found)
        mirror_again.enqueue(found.pk)

    return attempt(request, found, ask, _("De uitkomst wordt naast de verwachting gelegd. Dit duurt even."))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("work_cycle", own=("item_id",))
def judge(request: HttpRequest, item_id: int) -> HttpResponse:
    """Give a verdict on an effect."""
    found = own_item(request, item_id, Kind.EFFECT)
    form = VerdictForm(request.POST or None, initial={"versie": found.version})

    def save() -> None:
        data = form.cleaned_data
        told = {"verdict": data["oordeel"], "then": data["daarna"], "because": data["omdat"], "version": data["versie"]}
        effects.judge_effect(effect=found, by=request.user, **told)

    title, done = _("Oordeel over het effect"), _("Het oordeel is vastgelegd.")
    return save_or_show(request, found, form, save, title=title, button=_("Leg vast"), done=done)
