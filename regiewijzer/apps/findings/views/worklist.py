"""The worklist: what waits for an organisation, what matters most first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.findings import presenters, queries
from regiewijzer.apps.findings.forms import ListForm
from regiewijzer.apps.findings.views.asked import addresses, asked, page_of
from regiewijzer.apps.intake.service import owner_name, owner_to_choice
from regiewijzer.figures.finding import OwnerRole
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.web.home import current_home, current_region

SHOWN_OWNERS = 10


@require_safe
@permission_required_for("view_findings", "view_own_findings", own=("eigenaar",))
def worklist(request: HttpRequest) -> HttpResponse:
    """List the groups that this reader may see."""
    today, region = timezone.localdate(), current_region()
    visible, choice = queries.visible_to(request.user), asked(request)
    chosen = choice.of(visible, today)
    page = page_of(request, chosen)
    sees_all = may(request.user, "view_findings")
    owners = _owners(visible, today) if sees_all else []
    context: dict[str, Any] = {
        "form": ListForm(_rules(visible), [(one["choice"], one["name"]) for one in owners], _said(request, choice)),
        "groups": presenters.group_views(page.object_list, region, today),
        "page": page,
        **addresses(request, page),
        "totals": queries.totals(chosen.order_by()),
        "waiting": queries.totals(visible.filter(queries.standing(today))),
        "late": queries.in_stand(visible, "te_laat", today).count(),
        "sees_all": sees_all,
        "owners": owners[:SHOWN_OWNERS],
        "answered": queries.in_stand(visible, "beantwoord", today).count(),
        "figure": presenters.figure_name(choice.figure) if choice.figure else "",
        "figure_id": choice.figure,
        "may_deliver": may(request.user, "deliver"),
        "query": request.GET.urlencode(),
        **freshness(),
    }
    return TemplateResponse(request, "findings/worklist.html", context)


def _said(request: HttpRequest, choice: Any) -> dict[str, str]:
    return {
        "stand": choice.stand,
        "regel": choice.rule,
        "eigenaar": request.GET.get("eigenaar", ""),
        "volgorde": choice.order,
    }


def _rules(visible: Any) -> list[tuple[str, str]]:
    return [(code, presenters.rule_name(code)) for code, _count in queries.rules_in(visible)]


def _owners(visible: Any, today: Any) -> list[dict[str, Any]]:
    region = current_region()
    return [
        {
            **one,
            "name": owner_name(region, OwnerRole(one["owner_role"]), one["owner_code"] or None),
            "choice": owner_to_choice(OwnerRole(one["owner_role"]), one["owner_code"] or None),
        }
        for one in queries.owners_in(visible, today)
    ]


def freshness() -> dict[str, object]:
    """Return when the register was brought up to date last, and whether a newer load waits to be laid beside it."""
    last = queries.last_reconciliation()
    return {"last": last, "behind": (last.snapshot if last else 0) < latest_snapshot(current_home())}
