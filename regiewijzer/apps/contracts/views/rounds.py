"""Pages of tariff rounds: prepared by one, with what they cost; approved by another, and then delivered."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.contracts import actions, queries, rounds, words
from regiewijzer.apps.contracts.models import TariffRound
from regiewijzer.apps.contracts.states import RoundState
from regiewijzer.contracting.changes import Conflict
from regiewijzer.pipeline import registers
from regiewijzer.web.home import current_home

READ = ("edit_contracts", "approve_tariffs")


def _round(round_id: int) -> TariffRound:
    found = TariffRound.objects.filter(pk=round_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@permission_required_for(*READ)
def overview(request: HttpRequest) -> HttpResponse:
    """List the rounds, newest first."""
    context = {
        "rounds": TariffRound.objects.all(),
        "can_edit": may(request.user, "edit_contracts"),
        "crumbs": [(_("Contracten"), reverse("contracts:overview")), (_("Tariefrondes"), "")],
    }
    return TemplateResponse(request, "contracts/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("edit_contracts")
def new(request: HttpRequest) -> HttpResponse:
    """Prepare a round; nothing changes before another has approved it."""
    home = current_home()
    found = queries.all_registers(home)
    form = rounds.RoundForm(
        request.POST if request.method == "POST" else None, tariffs=found["tariff"], products=found["product"], lots=found["lot"]
    )
    if form.is_valid():
        said = form.said()
        if rounds.moving(home, TariffRound(**said), with_effect=False).rows:
            one = actions.prepare_round(by=request.user.get_username(), **said)
            messages.success(request, _("De ronde is bewaard. Een ander kan haar goedkeuren."))
            return redirect("contracts:round", one.pk)
        form.add_error(None, _("Op die dag geldt geen tarief van deze producten. Kies andere producten of een andere dag."))
    crumbs = [(_("Tariefrondes"), reverse("contracts:rounds")), (_("Nieuwe ronde"), "")]
    context = {"form": form, "crumbs": crumbs}
    return TemplateResponse(request, "contracts/round_new.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required_for(*READ)
def one(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show a round: what each tariff becomes, what it costs whom, and what is to be settled when it goes back in time."""
    found, home = _round(round_id), current_home()
    names = queries.names(home)
    is_open = found.state == RoundState.PREPARED
    moving = rounds.moving(home, found) if is_open else None
    effect = moving.effect if moving else None
    by = request.user.get_username()
    context = {
        "round": found,
        "is_open": is_open,
        "tariffs": rounds.tariff_rows(moving, found, names) if moving else [],
        "effect": effect,
        "total": rounds.amount(effect.total) if effect else "",
        "municipalities": rounds.value_rows(effect.by_municipality, names) if effect else [],
        "providers": rounds.value_rows(effect.by_provider, names) if effect else [],
        "settlement": rounds.amount(effect.settlement) if effect and effect.settlement else "",
        "settlements": rounds.value_rows(effect.settlement_by_provider, names) if effect else [],
        "is_own": found.created_by == by,
        "can_approve": may(request.user, "approve_tariffs") and found.created_by != by,
        "crumbs": [
            (_("Contracten"), reverse("contracts:overview")),
            (_("Tariefrondes"), reverse("contracts:rounds")),
            (found.title, ""),
        ],
    }
    return TemplateResponse(request, "contracts/round.html", context)


@require_POST
@permission_required_for("approve_tariffs")
def approve(request: HttpRequest, round_id: int) -> HttpResponse:
    """Approve another's round: its tariffs are delivered to the ledger."""
    found, home = _round(round_id), current_home()
    moving = rounds.moving(home, found, with_effect=False)
    try:
        registers.judge_change(home, "tariff", moving.operations, datetime.now(UTC).replace(tzinfo=None))
        done = actions.approve_round(round_id=round_id, operations=moving.operations, by=request.user.get_username())
    except actions.SamePerson:
        messages.error(request, _("Wie een ronde voorbereidt kan haar niet zelf goedkeuren. Vraag een ander."))
    except actions.WrongState:
        messages.error(request, _("Over deze ronde is al beslist."))
    except actions.AlreadyChanging:
        messages.error(
            request, _("Een van deze tarieven wacht op een andere wijziging. Probeer het opnieuw als die is verwerkt.")
        )
    except registers.NotInOrder as error:
        for text in words.refusal_in_words("tariff", error, queries.names(home)):
            messages.error(request, text)
    except Conflict:
        messages.error(request, _("Er staat al een tarief dat op die dag begint. Pas dat aan, of kies een andere dag."))
    else:
        assert done.change is not None, "an approved round has its change"
        return redirect("contracts:change" if may(request.user, "edit_contracts") else "contracts:round", _target(request, done))
    return redirect("contracts:round", round_id)


def _target(request: HttpRequest, done: TariffRound) -> object:
    return done.change_id if may(request.user, "edit_contracts") else done.pk


@require_POST
@permission_required_for(*READ)
def close(request: HttpRequest, round_id: int) -> HttpResponse:
    """Withdraw one's own round, or reject another's, which only who may approve can."""
    found, by = _round(round_id), request.user.get_username()
    if found.created_by != by and not may(request.user, "approve_tariffs"):
        raise Http404
    try:
        actions.close_round(round_id=round_id, by=by)
    except actions.WrongState:
        messages.error(request, _("Over deze ronde is al beslist."))
    return redirect("contracts:round", round_id)
