"""How the pile shrinks, per rule and owner."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.findings.trend import trend, visible_counts
from regiewijzer.apps.findings.views.asked import asked
from regiewijzer.apps.intake.service import owner_name
from regiewijzer.figures.finding import OwnerRole
from regiewijzer.web.home import current_region


@require_safe
@permission_required_for("view_findings", "view_own_findings", own=("eigenaar",))
def course(request: HttpRequest) -> HttpResponse:
    """Show the open findings at the end of each month."""
    region, owner = current_region(), asked(request).owner
    per_owner = may(request.user, "view_findings") and owner is None
    context = {
        "trend": trend(visible_counts(request.user, owner), region, timezone.localdate(), per_owner=per_owner),
        "of": owner_name(region, OwnerRole(owner[0]), owner[1] or None) if owner else "",
        "crumbs": [(_("Werklijst"), reverse("findings:worklist")), (_("Hoe de stapel slinkt"), "")],
    }
    return TemplateResponse(request, "findings/trend.html", context)
