"""Forms with which the administrator manages users, organisations and tokens."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.accounts.models import Organisation, User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role, fits

NO_SUCH_ROLE = _("Deze organisatie kent deze rol niet.")
# Those in the region file come from there; the service organisation is there from the start.
OF_THE_REGION = {
    OrganisationKind.SERVICE_ORGANISATION,
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.COUNCIL,
    OrganisationKind.PROVIDER,
}
LONGEST_TOKEN = timedelta(days=366)


class InviteForm(forms.Form):
    """Whom to ask, for which organisation, in which role."""

    email = forms.EmailField(label=_("E-mailadres"))
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=_("Organisatie"))
    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        self.fields["organisation"].label_from_instance = lambda one: f"{one.get_kind_display()} {one.name} ({one.code})"

    def clean_email(self) -> str:
        """Return the address; someone who is a user needs no invitation."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(username=email).exists():
            raise ValidationError(_("Dit adres is al van een gebruiker."))
        return email

    def clean(self) -> dict[str, object]:
        """Refuse a role that people of such an organisation do not have."""
        found = super().clean() or {}
        organisation, role = found.get("organisation"), found.get("role")
        if organisation and role and not fits(str(role), organisation.kind):
            self.add_error("role", NO_SUCH_ROLE)
        return found


class RoleForm(forms.Form):
    """Another role within the same organisation."""

    role = forms.ChoiceField(label=_("Rol"))

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data, initial={"role": user.role})
        self.fields["role"].choices = [(code, name) for code, name in Role.choices if fits(code, user.organisation.kind)]


class OrganisationForm(forms.ModelForm):
    """An organisation that is not in the region file."""

    class Meta:
        """Kind, code and name."""

        model = Organisation
        fields = ("kind", "code", "name")
        labels = {"kind": _("Soort"), "code": _("Code"), "name": _("Naam")}  # noqa: RUF012 (Django's own form)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [(code, name) for code, name in OrganisationKind.choices if code not in OF_THE_REGION]


class TokenForm(forms.Form):
    """For whom a token is, for what, and until when."""

    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=_("Organisatie"))
    name = forms.CharField(label=_("Waarvoor"), max_length=100)
    may_read = forms.BooleanField(label=_("Mag cijfers lezen"), required=False, initial=True)
    may_deliver = forms.BooleanField(label=_("Mag gegevens aanleveren"), required=False)
    until = forms.DateField(
        label=_("Geldig tot en met"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        help_text=_("Ten hoogste een jaar."),
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate() + timedelta(days=365), "may_read": True})
        self.fields["organisation"].label_from_instance = lambda one: f"{one.get_kind_display()} {one.name} ({one.code})"

    def clean_until(self) -> date:
        """Return the last day; a token ends within a year."""
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST_TOKEN:
            raise ValidationError(_("Kies een dag vanaf vandaag, ten hoogste een jaar vooruit."))
        return day

    def clean(self) -> dict[str, object]:
        """Refuse a token that is for nothing."""
        found = super().clean() or {}
        if not found.get("may_read") and not found.get("may_deliver"):
            raise ValidationError(_("Kies waarvoor deze sleutel is: lezen, aanleveren of beide."))
        return found
