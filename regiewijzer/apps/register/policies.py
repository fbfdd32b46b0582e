"""When a step may be taken with a request; whether a role ever may is a permission of accounts.

Each question is answered with why not, in the words of the page; an empty text means yes.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.service import Permission, may
from regiewijzer.apps.register.game import Rule
from regiewijzer.apps.register.models import DataRequest
from regiewijzer.apps.register.states import TRANSITIONS, State, Step

ASKS = {Step.APPROVE: Permission.CHECK_REQUEST, Step.RETURN: Permission.CHECK_REQUEST}


def sees_all(user: Any) -> bool:
    """Tell whether the user sees requests in every state: who makes or checks them."""
    return may(user, Permission.EDIT_REGISTER) or may(user, Permission.CHECK_REQUEST)


def may_read(user: Any, request: DataRequest) -> bool:
    """Tell whether the user may read a request: of others only what was sent out to their kind of organisation."""
    is_asked = request.state in (State.SENT, State.ENDED) and user.organisation.kind in request.asked_of
    return sees_all(user) or is_asked


def why_no_change(request: DataRequest) -> str:
    """Say why its texts may not be changed."""
    return "" if request.state == State.DRAFT else _("Alleen een concept kan worden gewijzigd. Geef het eerst terug.")


def why_not(step: Step, request: DataRequest, user: Any, rules: Sequence[Rule]) -> str:
    """Say why this user may not take the step now."""
    transition = TRANSITIONS[step]
    if not may(user, ASKS.get(step, Permission.EDIT_REGISTER)):
        return _("Dat is aan een ander.")
    if request.state not in transition.sources:
        return _("Deze uitvraag is %(state)s; dan kan dit niet.") % {"state": request.get_state_display()}
    if transition.second and user.get_username() in request.makers:
        return _("U heeft zelf aan deze uitvraag gewerkt. Iemand anders moet haar beoordelen.")
    broken = [rule.title for rule in rules if not rule.holds] if transition.rules else []
    return _("Nog niet aan de spelregels voldaan: %(rules)s.") % {"rules": "; ".join(broken)} if broken else ""
