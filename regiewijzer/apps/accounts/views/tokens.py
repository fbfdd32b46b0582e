"""Tokens for programs of organisations."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts import actions, queries
from regiewijzer.apps.accounts.forms_people import TokenForm
from regiewijzer.apps.accounts.models import ApiToken
from regiewijzer.apps.accounts.rules import permission_required_for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("manage_users")
def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens; issue one and show it this once."""
    form, text = TokenForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        chosen = dict(form.cleaned_data)
        until = timezone.make_aware(datetime.combine(chosen.pop("until") + timedelta(days=1), time()))
        _token, text = actions.issue_token(**chosen, expires_at=until, by=request.user.get_username())
        form = TokenForm()
    context = {"form": form, "tokens": queries.tokens(), "text": text}
    return TemplateResponse(request, "accounts/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@permission_required_for("manage_users")
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(ApiToken, pk=token_id, revoked_at=None)
    actions.revoke_token(token=token, by=request.user.get_username())
    messages.success(request, _("De sleutel %(prefix)s werkt niet meer.") % {"prefix": token.prefix})
    return redirect("accounts:tokens")
