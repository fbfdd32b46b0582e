"""What the rules across messages found."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, organisation_of, permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.intake import presenters, queries
from regiewijzer.apps.intake.owners import Owner, from_choice, owner_of
from regiewijzer.apps.intake.views.choosing import filter_of
from regiewijzer.definitions.rules import load_rules
from regiewijzer.web.home import current_home, current_region


@require_safe
@permission_required_for("view_findings", "view_own_findings", own=("eigenaar",))
@processes(Activity.FORMAL_CONTROL)
def checks(request: HttpRequest) -> HttpResponse:
    """Show what the rules across messages found, by owner and rule, and which rules could not run."""
    home, region, rules, chosen = current_home(), current_region(), load_rules(), filter_of(request)
    found = queries.checks(home)
    if found is None:
        return TemplateResponse(request, "intake/checks.html", {"nothing": True})
    findings = queries.findings_for(found.findings, _own_owner(request))
    owner = _asked_owner(request, chosen)
    kept = [one for one in findings if owner in (None, (one.owner_role, one.owner_code)) and chosen.rule in ("", one.rule)]
    page = kept[(chosen.page - 1) * queries.PAGE : chosen.page * queries.PAGE]
    context = {
        "chosen": chosen,
        "owners": presenters.owner_rows(queries.owners_of(findings), region),
        "rules": presenters.rule_choices(Counter(one.rule for one in findings).most_common(), rules),
        "groups": presenters.finding_groups(page, rules, region),
        "pages": presenters.pages(chosen, len(kept)),
        "not_run": presenters.not_run_rows(found.not_run, rules),
        "ran": len(found.ran),
    }
    return TemplateResponse(request, "intake/checks.html", context)


def _own_owner(request: HttpRequest) -> Owner | None:
    """Return whose findings this user may see; None for those of everyone."""
    return None if may(request.user, "view_findings") else owner_of(organisation_of(request.user))


def _asked_owner(request: HttpRequest, chosen: presenters.Filter) -> Owner | None:
    """Return the owner in the address; another's findings are not there for who may only see the own."""
    owner, own = from_choice(chosen.owner), _own_owner(request)
    if own and owner not in (None, own):
        raise Http404
    return owner
