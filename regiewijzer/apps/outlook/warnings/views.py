"""Choosing from which chance of overspending a municipality is warned."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.outlook.warnings.actions import set_threshold
from regiewijzer.apps.outlook.warnings.queries import CHOICES
from regiewijzer.web.home import current_region


@require_POST
@permission_required_for("set_warning")
def threshold(request: HttpRequest) -> HttpResponse:
    """Keep the threshold of a municipality of the reader; 404 for another's, and for a chance that is no choice."""
    code, chance = request.POST.get("gemeente", ""), request.POST.get("kans", "")
    known = {one.code for one in current_region().municipalities}
    scope = scope_of(request.user)
    if code not in known or scope.providers is not None or not scope.allows(municipality=code):
        raise Http404
    if chance not in map(str, CHOICES):
        raise Http404
    set_threshold(municipality=code, chance=float(chance), by=request.user.get_username())
    messages.success(request, _("De grens is bewaard. U krijgt bericht zodra een prognose erboven of weer eronder komt."))
    return redirect(f"{reverse('outlook:forecast')}?gemeente={code}#begroting")
