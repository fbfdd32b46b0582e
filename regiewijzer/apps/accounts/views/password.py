"""Pages to change a password, and to get another when it is lost."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from regiewijzer.apps.accounts import actions
from regiewijzer.apps.accounts.forms import LostPasswordForm, NewPasswordForm, PasswordForm
from regiewijzer.apps.accounts.policies import may_ask_a_reset
from regiewijzer.web.access import for_every_user, open_to_everyone


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


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_everyone
def lost_password(request: HttpRequest) -> HttpResponse:
    """Send a link to the address; the answer is the same whether someone has it or not."""
    form = LostPasswordForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        if may_ask_a_reset(email, now=timezone.now()):
            actions.note_reset_asked(email=email)
            form.save(
                request=request,
                use_https=request.is_secure(),
                subject_template_name="accounts/mail/reset_subject.txt",
                email_template_name="accounts/mail/reset.txt",
            )
        return TemplateResponse(request, "accounts/lost_password.html", {"sent": True})
    return TemplateResponse(request, "accounts/lost_password.html", {"form": form})


@method_decorator([sensitive_post_parameters(), open_to_everyone], name="dispatch")
class ResetPassword(PasswordResetConfirmView):
    """Choose another password by the link in a mail; the link works once."""

    form_class = NewPasswordForm
    template_name = "accounts/reset_password.html"

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Keep the password; signing in is a step of its own, so that the second one is asked."""
        actions.reset_password(user=self.user, password=form.cleaned_data["new_password1"])
        self.request.session.flush()
        messages.success(self.request, _("Uw wachtwoord is gewijzigd. Log ermee in."))
        return redirect("accounts:sign_in")
