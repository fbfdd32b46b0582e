"""Forms to sign in and to choose a password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.accounts import actions
from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.policies import may_try_a_code, may_try_to_sign_in

WRONG = _("Deze naam en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw.")
TOO_OFTEN = _("Er is te vaak een verkeerd wachtwoord gegeven. Probeer het over een kwartier opnieuw.")
WRONG_CODE = _("Deze code klopt niet of is al gebruikt. Neem de code die uw app nu toont.")
TOO_MANY_CODES = _("Er is te vaak een verkeerde code gegeven. Probeer het over een kwartier opnieuw.")


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


class CodeForm(forms.Form):
    """A code of the app, or a recovery code; using it is part of the check, so that it works once."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True, "spellcheck": "false"}
        ),
        help_text=_("Zes cijfers uit uw app, of een herstelcode."),
    )

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data)
        self.user = user

    def clean_code(self) -> str:
        """Use the code; refuse a wrong one, and any after too many wrong ones."""
        if not may_try_a_code(self.user.username, now=timezone.now()):
            raise ValidationError(TOO_MANY_CODES, code="too_often")
        code: str = self.cleaned_data["code"]
        if not actions.use_code(user=self.user, code=code):
            actions.refuse_second_step(user=self.user)
            raise ValidationError(WRONG_CODE, code="wrong")
        return code


class FirstCodeForm(forms.Form):
    """The first code of an app that is being set up."""

    code = forms.CharField(
        label=_("Code"), max_length=10, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    )


class PasswordForm(PasswordChangeForm):
    """The old password and twice the new one."""


class NewPasswordForm(SetPasswordForm):
    """Twice a new password."""


class LostPasswordForm(PasswordResetForm):
    """The address to which a link is sent, when someone with a password has it."""
