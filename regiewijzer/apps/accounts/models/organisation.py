"""The organisation a user works for."""

from django.db import models

from regiewijzer.apps.accounts.roles import OrganisationKind

SERVICE_CODE = "service"


class OrganisationManager(models.Manager["Organisation"]):
    """Knows the one organisation that is always there."""

    def service_organisation(self) -> "Organisation":
        """Return the service organisation of this installation, made when it is not there yet."""
        found, _made = self.get_or_create(
            kind=OrganisationKind.SERVICE_ORGANISATION, code=SERVICE_CODE, defaults={"name": "Serviceorganisatie"}
        )
        return found


class Organisation(models.Model):
    """An organisation. `code` is the code of a municipality or provider (AGB); of other kinds a code of our own."""

    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)

    objects = OrganisationManager()

    class Meta:
        """One organisation per kind and code: a council has the code of its municipality."""

        ordering = ("kind", "name")
        constraints = (
            models.UniqueConstraint(fields=("kind", "code"), name="organisation_once"),
            models.CheckConstraint(name="organisation_has_code", condition=~models.Q(code="")),
            models.CheckConstraint(name="organisation_kind_known", condition=models.Q(kind__in=OrganisationKind.values)),
        )

    def __str__(self) -> str:
        return self.name
