"""When something may be done with an edition; whether a role ever may is a permission of accounts.

Each question is answered with why not, in the words of the page; an empty text means yes.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.service import OrganisationKind, Permission, Role, may
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.states import READABLE, Audience, Protection, State, may_become

READERS: Mapping[Audience, frozenset[Role]] = {
    Audience.PUBLIC: frozenset(Role),
    Audience.COUNCILS: frozenset({Role.COUNCILLOR}),
    Audience.BOARDS: frozenset({Role.ALDERMAN, Role.MUNICIPAL_ADVISER, Role.MUNICIPAL_CONTROLLER}),
    Audience.PROVIDERS: frozenset({Role.PROVIDER_CONTACT}),
}


def sees_all(user: Any) -> bool:
    """Tell whether the user sees editions for every audience and in every state: who works for the service organisation."""
    return may(user, Permission.VIEW_PROTECTION)


def audiences_of(user: Any) -> frozenset[Audience]:
    """Return the audiences that a user belongs to. A contact person of a school reads what everyone reads."""
    if sees_all(user):
        return frozenset(Audience)
    is_provider = user.organisation.kind == OrganisationKind.PROVIDER
    mine = {one for one, roles in READERS.items() if user.role in roles}
    return frozenset(mine if is_provider else mine - {Audience.PROVIDERS})


def may_read(user: Any, edition: Edition) -> bool:
    """Tell whether a user may read an edition."""
    return sees_all(user) or (edition.state in READABLE and edition.audience in audiences_of(user))


def why_no_change(edition: Edition) -> str:
    """Say why the texts may not be changed."""
    if edition.state == State.CHECKED:
        return _("Deze editie is gecontroleerd. Geef haar eerst terug om haar te wijzigen.")
    return "" if edition.state == State.DRAFT else _("Deze editie ligt vast.")


def _published_since(edition: Edition) -> list[int]:
    """Return the editions that readers saw and the protection of this one did not: together they may give something away."""
    compared = edition.audit.get("against", ())
    seen = Edition.objects.filter(published_at__isnull=False).exclude(pk=edition.pk).exclude(number__in=compared)
    return sorted(seen.values_list("number", flat=True))


def _why_not_compared(edition: Edition) -> str:
    since = _published_since(edition)
    if not since:
        return ""
    text = _(
        "Na de privacytoets is nog iets gepubliceerd: editie %(numbers)s. Laat de cijfers opnieuw berekenen; dan wordt ook "
        "daarmee vergeleken. Een gecontroleerde editie gaat daarvoor eerst terug naar de makers."
    )
    return text % {"numbers": ", ".join(map(str, since))}


def why_not_protected(edition: Edition) -> str:
    """Say why the figures are not fit to leave: not worked out, too much follows from them, or not held against all that left."""
    if edition.protection == Protection.WAITING:
        return _("De cijfers worden nog berekend en beschermd.")
    if edition.protection == Protection.FAILED:
        return _("Het berekenen van de cijfers is mislukt.")
    if not edition.audit_ok:
        return _(
            "De privacytoets is niet gehaald: wat is afgeschermd, valt uit te rekenen. Bekijk in de privacytoets om welke "
            "waarden het gaat, en maak een editie zonder die vraag of zonder die uitsplitsing."
        )
    return _why_not_compared(edition)


def why_no_check(edition: Edition, username: str) -> str:
    """Say why this user may not check it: never someone who wrote at it."""
    if not may_become(edition.state, State.CHECKED):
        return _("Alleen een concept kan worden gecontroleerd.")
    if username in edition.makers:
        return _("U heeft zelf aan deze editie gewerkt. Iemand anders moet haar controleren.")
    return why_not_protected(edition)


def why_no_publication(edition: Edition) -> str:
    """Say why it may not be published."""
    if not may_become(edition.state, State.PUBLISHED):
        return _("Alleen een gecontroleerde editie kan worden gepubliceerd.")
    return why_not_protected(edition)


def why_no_return(edition: Edition) -> str:
    """Say why it may not go back to the makers."""
    return "" if may_become(edition.state, State.DRAFT) else _("Alleen een gecontroleerde editie kan terug naar de makers.")


def why_no_withdrawal(edition: Edition) -> str:
    """Say why it may not be withdrawn."""
    return "" if may_become(edition.state, State.WITHDRAWN) else _("Deze editie is al ingetrokken.")


def why_no_correction(edition: Edition) -> str:
    """Say why it may not be corrected: only what readers now find as the newest."""
    return "" if edition.state == State.PUBLISHED else _("Alleen de editie die nu gepubliceerd is, kan worden gecorrigeerd.")
