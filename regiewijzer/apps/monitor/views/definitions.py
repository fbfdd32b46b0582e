"""The definition of an indicator beside the ones it replaced."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.presenters.subject import Subject, said, subject_of
from regiewijzer.apps.monitor.presenters.versions import versions_of
from regiewijzer.apps.monitor.views.asking import Asked, valid_asked
from regiewijzer.apps.monitor.views.parts import crumbs
from regiewijzer.web.home import current_home


def _subjects(asked: Asked) -> list[Subject]:
    """Return the figure of the address under every definition, oldest first."""
    assert asked.request is not None
    earlier = [
        subject_of(one, queries.figure(current_home(), replace(asked.request, definition=one.version), asked.scope))
        for one in asked.indicator.earlier
    ]
    return [*earlier, subject_of(asked.indicator, asked.figure)]


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def definitions(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show the old and the new definition, and what each gives for the choice in the address."""
    asked = valid_asked(request, indicator_id)
    back = reverse("monitor:indicator", args=[indicator_id]) + (f"?{asked.query}" if asked.query else "")
    if not asked.indicator.earlier:
        return redirect(back)  # there is nothing to put beside it
    context = {
        "title": said(asked.indicator.title),
        "versions": versions_of(_subjects(asked)),
        "crumbs": crumbs((said(asked.indicator.name), back), (_("Oude en nieuwe definitie"), "")),
    }
    return TemplateResponse(request, "monitor/definitions.html", context)
