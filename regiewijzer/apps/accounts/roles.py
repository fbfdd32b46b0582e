"""Kinds of organisations, the roles their people have, and which kind knows which role."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is in the youth-care region; senders of extracts use the same words."""

    SERVICE_ORGANISATION = "service_organisation", _("Serviceorganisatie")
    MUNICIPALITY = "municipality", _("Gemeente")
    PROVIDER = "provider", _("Aanbieder")
    SCHOOL_BOARD = "school_board", _("Schoolbestuur")
    CERTIFIED_INSTITUTION = "certified_institution", _("Gecertificeerde instelling")
    CLIENT_COUNCIL = "client_council", _("Cliëntenraad")
    KNOWLEDGE_INSTITUTE = "knowledge_institute", _("Kennisinstelling")
    COUNCIL = "council", _("Gemeenteraad")
    CBS = "cbs", _("CBS")


class Role(models.TextChoices):
    """What a user does for the organisation. One role per user: who does two things has two accounts, or the wider role."""

    DATA_STEWARD = "data_steward", _("Datasteward")
    CONTROLLER = "controller", _("Controller")
    CONTRACT_MANAGER = "contract_manager", _("Contractmanager")
    DIRECTOR = "director", _("Directeur")
    ADMINISTRATOR = "administrator", _("Beheerder")
    MUNICIPAL_ADVISER = "municipal_adviser", _("Beleidsadviseur gemeente")
    MUNICIPAL_CONTROLLER = "municipal_controller", _("Controller gemeente")
    ALDERMAN = "alderman", _("Wethouder")
    PROVIDER_CONTACT = "provider_contact", _("Contactpersoon aanleveraar")
    COUNCILLOR = "councillor", _("Raadslid")
    TABLE_MEMBER = "table_member", _("Lid van de overlegtafel")
    CLIENT_REPRESENTATIVE = "client_representative", _("Cliëntvertegenwoordiger")


SERVICE_ROLES = (Role.DATA_STEWARD, Role.CONTROLLER, Role.CONTRACT_MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR)

ROLES: Mapping[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.SERVICE_ORGANISATION: SERVICE_ROLES,
    OrganisationKind.MUNICIPALITY: (Role.MUNICIPAL_ADVISER, Role.MUNICIPAL_CONTROLLER, Role.ALDERMAN, Role.TABLE_MEMBER),
    OrganisationKind.PROVIDER: (Role.PROVIDER_CONTACT, Role.TABLE_MEMBER),
    OrganisationKind.SCHOOL_BOARD: (Role.PROVIDER_CONTACT, Role.TABLE_MEMBER),
    OrganisationKind.CERTIFIED_INSTITUTION: (Role.PROVIDER_CONTACT, Role.TABLE_MEMBER),
    OrganisationKind.CLIENT_COUNCIL: (Role.CLIENT_REPRESENTATIVE, Role.TABLE_MEMBER),
    OrganisationKind.KNOWLEDGE_INSTITUTE: (Role.PROVIDER_CONTACT, Role.TABLE_MEMBER),
    OrganisationKind.COUNCIL: (Role.COUNCILLOR,),
    OrganisationKind.CBS: (Role.PROVIDER_CONTACT,),
}


def fits(role: str, kind: str) -> bool:
    """Tell whether an organisation of this kind has people in this role."""
    return kind in ROLES and role in ROLES[OrganisationKind(kind)]
