"""Forms to sign in and to change a password."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.accounts import actions
from regiewijzer.apps.accounts.policies import may_try_to_sign_in

WRONG = _("Deze naam en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw.")
TOO_OFTEN = _("Er is te vaak een verkeerd wachtwoord gegeven. Probeer het over een kwartier opnieuw.")


class SignInForm(AuthenticationForm):
    """Name and password, with a brake on guessing."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}  # noqa: RUF012 (Django's own form)

    def clean(self) -> dict[str, object]:
        """Refuse after too many failures; count this one when it fails."""
        username = self.cleaned_data.get("username") or ""
        if not may_try_to_sign_in(username, now=timezone.now()):
            raise ValidationError(TOO_OFTEN, code="too_often")
        try:
            return super().clean()
        except ValidationError:
            actions.refuse_sign_in(username=username)
            raise


class PasswordForm(PasswordChangeForm):
    """The old password and twice the new one."""
