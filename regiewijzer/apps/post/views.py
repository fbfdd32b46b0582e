"""The page on which users say what they want by mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regiewijzer.apps.post import actions, queries
from regiewijzer.apps.post.forms import PreferencesForm
from regiewijzer.web.access import for_every_user


@require_http_methods(["GET", "HEAD", "POST"])
@for_every_user
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose how often one is mailed, per topic."""
    form = PreferencesForm(request.POST or None, initial={t.value: f for t, f in queries.frequencies_of(request.user).items()})
    if form.is_valid():
        actions.choose(user=request.user, frequencies=form.frequencies())
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("post:preferences")
    return TemplateResponse(request, "post/preferences.html", {"form": form}, status=422 if form.is_bound else 200)
