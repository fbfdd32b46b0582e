"""Inviting people, and what they find behind the link."""

from django.contrib import messages
from django.contrib.auth import password_validation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts import actions
from regiewijzer.apps.accounts.forms import NewPasswordForm
from regiewijzer.apps.accounts.forms_people import InviteForm
from regiewijzer.apps.accounts.links import invitation_of
from regiewijzer.apps.accounts.models import Invitation, User
from regiewijzer.apps.accounts.rules import permission_required_for
from regiewijzer.web.access import open_to_everyone


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("manage_users")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite someone by mail."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        base = request.build_absolute_uri("/").rstrip("/")
        actions.invite(**form.cleaned_data, by=request.user.get_username(), base=base)
        messages.success(request, _("De uitnodiging aan %(email)s is verstuurd.") % {"email": form.cleaned_data["email"]})
        return redirect("accounts:people")
    return TemplateResponse(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@permission_required_for("manage_users")
def withdraw_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Make an open invitation void."""
    invitation = get_object_or_404(Invitation, pk=invitation_id, accepted_at=None, withdrawn_at=None)
    actions.withdraw_invitation(invitation=invitation, by=request.user.get_username())
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("accounts:people")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_everyone
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and become a user."""
    invitation = invitation_of(token)
    if invitation is None:
        return TemplateResponse(request, "accounts/invitation_void.html", status=410)
    someone = User(username=invitation.email, email=invitation.email)  # for the rule that a password is not like the name
    form = NewPasswordForm(someone, request.POST or None)
    if form.is_valid():
        user = actions.accept_invitation(invitation=invitation, password=form.cleaned_data["new_password1"])
        messages.success(request, _("Welkom. Log in met %(name)s en uw wachtwoord.") % {"name": user.username})
        return redirect("accounts:sign_in")
    context = {"form": form, "invitation": invitation, "rules": password_validation.password_validators_help_texts()}
    return TemplateResponse(request, "accounts/accept_invitation.html", context, status=422 if form.errors else 200)
