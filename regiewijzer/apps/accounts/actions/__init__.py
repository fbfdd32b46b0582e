"""Everything that writes about users; one transaction and one audit event each."""

from regiewijzer.apps.accounts.actions.invitations import (
    AlreadyUser,
    accept_invitation,
    invite,
    withdraw_invitation,
)
from regiewijzer.apps.accounts.actions.organisations import add_organisation, settle_organisations
from regiewijzer.apps.accounts.actions.people import (
    LastAdministrator,
    RoleDoesNotFit,
    UnknownOrganisation,
    UnknownUser,
    activate,
    change_password,
    change_role,
    create_administrator,
    create_user,
    deactivate,
    note_reset_asked,
    renew_password,
    reset_password,
    user_of_provider,
)
from regiewijzer.apps.accounts.actions.second_factor import (
    drop_second_factor,
    enrol,
    new_recovery_codes,
    refuse_second_step,
    use_code,
)
from regiewijzer.apps.accounts.actions.sessions import refuse_sign_in, sign_in, sign_out
from regiewijzer.apps.accounts.actions.tokens import issue_token, note_use, revoke_token

__all__ = [
    "AlreadyUser",
    "LastAdministrator",
    "RoleDoesNotFit",
    "UnknownOrganisation",
    "UnknownUser",
    "accept_invitation",
    "activate",
    "add_organisation",
    "change_password",
    "change_role",
    "create_administrator",
    "create_user",
    "deactivate",
    "drop_second_factor",
    "enrol",
    "invite",
    "issue_token",
    "new_recovery_codes",
    "note_reset_asked",
    "note_use",
    "refuse_second_step",
    "refuse_sign_in",
    "renew_password",
    "reset_password",
    "revoke_token",
    "settle_organisations",
    "sign_in",
    "sign_out",
    "use_code",
    "user_of_provider",
    "withdraw_invitation",
]
