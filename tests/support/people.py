"""People of every role, each at an organisation of the small region of the tests."""

from collections.abc import Iterator, Sequence

from regiewijzer.apps.accounts.models import Organisation, User
from regiewijzer.apps.accounts.roles import ROLES, OrganisationKind, Role
from tests.support.authorisation_routes import Route

OWN = {
    OrganisationKind.SERVICE_ORGANISATION: "service",
    OrganisationKind.MUNICIPALITY: "0518",
    OrganisationKind.COUNCIL: "0518",
    OrganisationKind.PROVIDER: "47000001",
    OrganisationKind.CERTIFIED_INSTITUTION: "47000001",
}


def organisation(kind: OrganisationKind, code: str = "") -> Organisation:
    """Return the organisation of this kind, made when it is not there yet."""
    code = code or OWN.get(kind, str(kind)[:20])
    return Organisation.objects.get_or_create(kind=kind, code=code, defaults={"name": f"{kind} {code}"})[0]


def person(role: Role, kind: OrganisationKind | None = None, code: str = "") -> User:
    """Return someone in this role at the first kind of organisation that has it, made when not there yet."""
    kind = kind or next(one for one, roles in ROLES.items() if role in roles)
    username = f"{role}.{kind}.{code}"
    found = User.objects.filter(username=username).first()
    return found or User.objects.create_user(username, role=role, organisation=organisation(kind, code))


def everyone() -> list[User]:
    """Return someone in every role at every kind of organisation that has it."""
    return [person(role, kind) for kind, roles in ROLES.items() for role in roles]


def one_per_kind() -> list[User]:
    """Return one person of every kind of organisation: together all scopes. A role that most pages are open for goes first."""
    return [person(roles[0], kind) for kind, roles in ROLES.items()]


def spread(asked: Sequence[Route]) -> Iterator[tuple[User, Route]]:
    """Yield every kind of organisation with every route that one of its people may open, and every one of them at least once.

    The routes go round the people of a kind: all roles are seen, at little more than the price of one role per kind.
    """
    for kind, roles in ROLES.items():
        people = [person(role, kind) for role in roles]
        allowed = {route: [one for one in people if route.rule and route.rule.allows(one)] for route in asked}
        pairs = [(those[place % len(those)], route) for place, (route, those) in enumerate(allowed.items()) if those]
        seen = {user.pk for user, _ in pairs}
        rest = [(one, route) for one in people if one.pk not in seen for route in asked if one in allowed[route]]
        yield from pairs
        yield from {one.pk: (one, route) for one, route in reversed(rest)}.values()


def one_per_role() -> list[User]:
    """Return one person for every role, together of every kind of scope."""
    return [person(role) for role in Role]
