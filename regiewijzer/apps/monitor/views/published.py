"""Published moments: what others than the service organisation may look at, and the act of publishing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regiewijzer.apps.accounts.service import may, permission_required_for, scope_of
from regiewijzer.apps.monitor import actions, queries
from regiewijzer.apps.monitor.forms_published import PublishForm
from regiewijzer.apps.monitor.publishing import published_moments
from regiewijzer.web.home import current_home
from regiewijzer.web.numbers import full_date


def _publish_form(request: HttpRequest) -> PublishForm | None:
    """Return the form with which this user can publish; None when there is nothing to publish or it is not for this user."""
    if not may(request.user, "publish_moment"):
        return None
    try:
        first, newest = queries.known_days(current_home(), scope_of(request.user))
    except queries.NothingLoaded:
        return None
    return PublishForm(request.POST or None, first=first, newest=newest)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("view_figures")
def published(request: HttpRequest) -> HttpResponse:
    """List the published moments; publish another."""
    form = _publish_form(request)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            day = form.cleaned_data["day"]
            actions.publish_moment(day=day, snapshot=queries.latest_snapshot(current_home()), by=request.user.get_username())
            messages.success(request, _("De stand van %(day)s is gepubliceerd.") % {"day": full_date(day)})
            return redirect("monitor:published")
    context = {"form": form, "moments": published_moments()}
    return TemplateResponse(request, "monitor/published.html", context, status=422 if form and form.errors else 200)
