"""The page on which a user sets up the second step, gets recovery codes, or turns it off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from regiewijzer.apps.accounts import actions, totp
from regiewijzer.apps.accounts.actions.sessions import SECOND_FACTOR
from regiewijzer.apps.accounts.forms import WRONG_CODE, CodeForm, FirstCodeForm
from regiewijzer.apps.accounts.models import Authenticator
from regiewijzer.apps.accounts.policies import must_have_second_factor
from regiewijzer.apps.accounts.sealing import seal, unseal
from regiewijzer.web.access import for_every_user

SETTING_UP = "second_factor_being_set_up"  # in the session: the sealed secret, until its first code was right


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_every_user
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the second step; once it is there, renew the recovery codes or turn it off with a code."""
    if Authenticator.objects.filter(user=request.user).exists():
        return _manage(request)
    return _set_up(request)


def _set_up(request: HttpRequest) -> HttpResponse:
    sealed = request.session.get(SETTING_UP)
    if sealed is None:
        sealed = request.session[SETTING_UP] = seal(totp.new_secret())
    secret, form = unseal(sealed), FirstCodeForm(request.POST or None)
    if form.is_valid():
        step = totp.step_of(secret, form.cleaned_data["code"], after=0, at=timezone.now())
        if step is not None:
            codes = actions.enrol(user=request.user, secret=secret, step=step)
            del request.session[SETTING_UP]
            request.session[SECOND_FACTOR] = True
            request.session.cycle_key()
            return _show_codes(request, codes)
        form.add_error("code", WRONG_CODE)
    address = totp.address(secret, request.user.get_username())
    context = {
        "form": form,
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "picture": mark_safe(totp.picture(address)),  # noqa: S308 (made here, of modules only)
        "required": must_have_second_factor(request.user),
    }
    return TemplateResponse(request, "accounts/second_factor_set_up.html", context)


def _manage(request: HttpRequest) -> HttpResponse:
    form, required = CodeForm(request.user, request.POST or None), must_have_second_factor(request.user)
    if form.is_valid():
        if request.POST.get("doel") == "codes":
            return _show_codes(request, actions.new_recovery_codes(user=request.user))
        if not required:
            actions.drop_second_factor(user=request.user, by=request.user.get_username())
            request.session[SECOND_FACTOR] = False
            messages.success(request, _("De tweede stap is uitgezet."))
            return redirect("accounts:second_factor")
    context = {"form": form, "required": required}
    return TemplateResponse(request, "accounts/second_factor.html", context)


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Show the recovery codes, this once."""
    return TemplateResponse(request, "accounts/recovery_codes.html", {"codes": codes})
