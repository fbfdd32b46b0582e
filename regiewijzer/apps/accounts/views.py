"""Pages to sign in, sign out and change the password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView

from regiewijzer.apps.accounts import actions
from regiewijzer.apps.accounts.forms import PasswordForm, SignInForm
from regiewijzer.web.access import for_every_user, open_to_everyone


@method_decorator([open_to_everyone, sensitive_post_parameters("password")], name="dispatch")
class SignIn(RedirectURLMixin, FormView):
    """Sign in and go to the page that was asked for, when it is one of ours."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    next_page = "intake:start"

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Open the session."""
        actions.sign_in(request=self.request, user=form.get_user())
        return HttpResponseRedirect(self.get_success_url())


@require_POST
@for_every_user
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    actions.sign_out(request=request)
    return redirect("accounts:sign_in")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@for_every_user
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password and stay signed in."""
    form = PasswordForm(request.user, request.POST or None)
    if form.is_valid():
        actions.change_password(user=request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Uw wachtwoord is gewijzigd."))
        return redirect("intake:start")
    return TemplateResponse(request, "accounts/change_password.html", {"form": form})
