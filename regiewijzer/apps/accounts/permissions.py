"""Who may do what, as one table. How far a user sees (which rows) is the scope, decided in `scopes.py`."""

from collections.abc import Mapping
from enum import StrEnum

from regiewijzer.apps.accounts.roles import SERVICE_ROLES, Role


class Permission(StrEnum):
    """Something that some may do and others may not."""

    VIEW_FIGURES = "view_figures"  # monitor, goals, definitions, frozen figures, within the scope
    FREEZE_FIGURE = "freeze_figure"
    ANNOTATE = "annotate"  # a note beside a timeline
    PUBLISH_MOMENT = "publish_moment"
    MAKE_FORECAST = "make_forecast"
    PUBLISH_FORECAST = "publish_forecast"
    SET_WARNING = "set_warning"  # from which chance of overspending one is warned
    MAKE_SCENARIO = "make_scenario"  # also share the own ones
    VIEW_EDITIONS = "view_editions"  # those for one's own audience; who makes them sees all
    MAKE_EDITION = "make_edition"  # also change its text, and correct one
    CHECK_EDITION = "check_edition"  # of another maker
    PUBLISH_EDITION = "publish_edition"  # and withdraw
    VIEW_PROTECTION = "view_protection"  # what was protected in an edition and what an attacker could still tell
    VIEW_CONTRACTS = "view_contracts"  # those that concern the own organisation
    EDIT_CONTRACTS = "edit_contracts"  # contracts, tariffs, products, caps
    APPROVE_TARIFFS = "approve_tariffs"  # of a round that somebody else prepared
    VIEW_LOADS = "view_loads"  # what everyone delivered, and how complete it is
    LOAD_FILES = "load_files"  # put messages of any sender in the ledger
    DELIVER = "deliver"  # deliver files of one's own organisation
    VIEW_FINDINGS = "view_findings"  # of every owner
    VIEW_OWN_FINDINGS = "view_own_findings"  # those that one's own organisation must mend
    ANSWER_FINDINGS = "answer_findings"  # of one's own organisation: explain, dispute, ask a waiver
    JUDGE_FINDINGS = "judge_findings"  # give a waiver, send an answer back, ask the other side in
    VIEW_RETURN_MESSAGE = "view_return_message"  # one message, with the persons masked
    VIEW_CYCLE = "view_cycle"  # what is no draft of another organisation
    ASK_QUESTION = "ask_question"  # also change the own one
    WORK_CYCLE = "work_cycle"  # make analyses, interpretations, advice, decisions and actions, and keep them going
    DECIDE = "decide"  # take a question up or not, give a response, record that a decision was taken
    CONTRIBUTE = "contribute"  # speak at an interpretation, dispute a question
    MODERATE = "moderate"  # judge whether a contribution may be read
    REMARK = "remark"
    HANDLE_REMARKS = "handle_remarks"  # answer and close
    MANAGE_USERS = "manage_users"
    VIEW_AUDIT_LOG = "view_audit_log"
    VIEW_PROCESSING_LOG = "view_processing_log"
    VIEW_REGISTER = "view_register"  # what is asked of whom, why, until when and at what cost
    EDIT_REGISTER = "edit_register"  # also make requests for data, send them out and end them
    CHECK_REQUEST = "check_request"  # of another maker
    VIEW_PROCESSING_REGISTER = "view_processing_register"
    VIEW_CONTINUITY = "view_continuity"  # how the region depends on each provider
    AGREE_OFFER = "agree_offer"  # what must exist in the region, and what happens when it does not


_SERVICE = frozenset(SERVICE_ROLES)
_MUNICIPAL_STAFF = frozenset({Role.MUNICIPAL_ADVISER, Role.MUNICIPAL_CONTROLLER})
_DELIVERERS = _MUNICIPAL_STAFF | {Role.PROVIDER_CONTACT}
_ALL = frozenset(Role)

# The administrator sets up and keeps things going in a small organisation; what is made public is not for that role to decide.
GRANTS: Mapping[Permission, frozenset[Role]] = {
    Permission.VIEW_FIGURES: _ALL,
    Permission.FREEZE_FIGURE: _SERVICE | _MUNICIPAL_STAFF,
    Permission.ANNOTATE: _SERVICE | _MUNICIPAL_STAFF,
    Permission.PUBLISH_MOMENT: frozenset({Role.DATA_STEWARD, Role.DIRECTOR}),
    Permission.MAKE_FORECAST: frozenset({Role.DATA_STEWARD, Role.CONTROLLER, Role.DIRECTOR}),
    Permission.PUBLISH_FORECAST: frozenset({Role.CONTROLLER, Role.DIRECTOR}),
    Permission.SET_WARNING: frozenset({Role.CONTROLLER, Role.DIRECTOR}) | _MUNICIPAL_STAFF,
    Permission.MAKE_SCENARIO: _SERVICE | _MUNICIPAL_STAFF,
    Permission.VIEW_EDITIONS: _ALL,
    Permission.MAKE_EDITION: frozenset({Role.DATA_STEWARD, Role.CONTROLLER, Role.DIRECTOR}),
    Permission.CHECK_EDITION: frozenset({Role.DATA_STEWARD, Role.CONTROLLER, Role.DIRECTOR}),
    Permission.PUBLISH_EDITION: frozenset({Role.DIRECTOR}),
    Permission.VIEW_PROTECTION: _SERVICE,
    Permission.VIEW_CONTRACTS: _SERVICE | _MUNICIPAL_STAFF | {Role.ALDERMAN, Role.PROVIDER_CONTACT},
    Permission.EDIT_CONTRACTS: frozenset({Role.CONTRACT_MANAGER, Role.ADMINISTRATOR}),
    Permission.APPROVE_TARIFFS: frozenset({Role.CONTRACT_MANAGER, Role.CONTROLLER, Role.DIRECTOR}),
    Permission.VIEW_LOADS: _SERVICE,
    Permission.LOAD_FILES: frozenset({Role.DATA_STEWARD, Role.ADMINISTRATOR}),
    Permission.DELIVER: _DELIVERERS | {Role.DATA_STEWARD, Role.ADMINISTRATOR, Role.CLIENT_REPRESENTATIVE},
    Permission.VIEW_FINDINGS: _SERVICE,
    Permission.VIEW_OWN_FINDINGS: _SERVICE | _DELIVERERS,
    Permission.ANSWER_FINDINGS: _DELIVERERS | {Role.DATA_STEWARD, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR},
    Permission.JUDGE_FINDINGS: frozenset({Role.DATA_STEWARD, Role.ADMINISTRATOR}),
    Permission.VIEW_RETURN_MESSAGE: frozenset({Role.DATA_STEWARD, Role.CONTROLLER, Role.ADMINISTRATOR}),
    Permission.VIEW_CYCLE: _ALL,
    Permission.ASK_QUESTION: _ALL,
    Permission.WORK_CYCLE: _SERVICE | _MUNICIPAL_STAFF | {Role.TABLE_MEMBER},
    Permission.DECIDE: frozenset({Role.DIRECTOR, Role.ALDERMAN}),
    Permission.CONTRIBUTE: _ALL,
    Permission.MODERATE: frozenset({Role.DATA_STEWARD, Role.DIRECTOR, Role.ADMINISTRATOR}),
    Permission.REMARK: _ALL,
    Permission.HANDLE_REMARKS: _SERVICE,
    Permission.MANAGE_USERS: frozenset({Role.ADMINISTRATOR}),
    Permission.VIEW_AUDIT_LOG: frozenset({Role.ADMINISTRATOR}),
    Permission.VIEW_PROCESSING_LOG: frozenset({Role.DATA_STEWARD, Role.ADMINISTRATOR}),
    Permission.VIEW_REGISTER: _ALL,
    Permission.EDIT_REGISTER: frozenset({Role.DATA_STEWARD, Role.ADMINISTRATOR}),
    Permission.CHECK_REQUEST: frozenset({Role.DATA_STEWARD, Role.CONTROLLER, Role.CONTRACT_MANAGER, Role.DIRECTOR}),
    Permission.VIEW_CONTINUITY: _SERVICE,
    Permission.AGREE_OFFER: frozenset({Role.CONTRACT_MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR}),
    Permission.VIEW_PROCESSING_REGISTER: _SERVICE | _MUNICIPAL_STAFF | {Role.ALDERMAN, Role.PROVIDER_CONTACT},
}


def role_may(role: str, permission: Permission | str) -> bool:
    """Tell whether a role has the permission; ValueError for one that does not exist: a typing error is no refusal."""
    return role in GRANTS[Permission(permission)]
