"""Pages on which the administrator manages users and organisations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts import actions, queries
from regiewijzer.apps.accounts.forms_people import OrganisationForm, RoleForm
from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.rules import permission_required_for


@require_safe
@permission_required_for("manage_users")
def people(request: HttpRequest) -> HttpResponse:
    """List users by organisation, and who was invited."""
    context = {"users": queries.users(), "invitations": queries.open_invitations()}
    return TemplateResponse(request, "accounts/people.html", context)


def _user(user_id: int) -> User:
    return get_object_or_404(User.objects.select_related("organisation"), pk=user_id)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("manage_users")
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show a user; give another role."""
    user = _user(user_id)
    form = RoleForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.change_role(user=user, role=form.cleaned_data["role"], by=request.user.get_username())
        except actions.LastAdministrator:
            form.add_error("role", _last())
        else:
            messages.success(request, _("De rol is gewijzigd."))
            return redirect("accounts:person", user_id)
    crumbs = [(_("Gebruikers"), reverse("accounts:people")), (user.username, "")]
    context = {"person": user, "form": form, "has_second_factor": queries.has_second_factor(user), "crumbs": crumbs}
    return TemplateResponse(request, "accounts/person.html", context, status=422 if form.errors else 200)


def _last() -> str:
    return _("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.")


@require_POST
@permission_required_for("manage_users")
def switch(request: HttpRequest, user_id: int) -> HttpResponse:
    """End someone's access, or let someone in again."""
    user, by = _user(user_id), request.user.get_username()
    try:
        (actions.deactivate if user.is_active else actions.activate)(user=user, by=by)
    except actions.LastAdministrator:
        messages.error(request, _last())
    else:
        text = _("%(name)s kan weer inloggen.") if user.is_active else _("%(name)s kan niet meer inloggen.")
        messages.success(request, text % {"name": user.username})
    return redirect("accounts:person", user_id)


@require_POST
@permission_required_for("manage_users")
def drop_second_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    """Help someone who lost the telephone: the second step must then be set up anew."""
    actions.drop_second_factor(user=_user(user_id), by=request.user.get_username())
    messages.success(request, _("De tweede stap is gewist; de gebruiker stelt haar opnieuw in."))
    return redirect("accounts:person", user_id)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("manage_users")
def organisations(request: HttpRequest) -> HttpResponse:
    """List organisations; let another take part."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_organisation(**form.cleaned_data, by=request.user.get_username())
        messages.success(request, _("De organisatie is toegevoegd."))
        return redirect("accounts:organisations")
    context = {"form": form, "organisations": queries.organisations()}
    return TemplateResponse(request, "accounts/organisations.html", context, status=422 if form.errors else 200)
