"""The authorisation matrix: every route x every role x own and another's. What is expected follows from the declared rules.

A route without a rule, or with a part in its address that this file has no sample of, fails: whoever adds a page says who
may see it, and what of it is another's.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from regiewijzer.apps.accounts.actions import issue_token
from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.accounts.rules import NeedsPermission
from regiewijzer.apps.api.access import NeedsToken
from regiewijzer.apps.intake.returning import SheetTitles
from regiewijzer.apps.intake.senders import asked_tables
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.actions import publish_newest
from regiewijzer.apps.signals.models import Subscription
from regiewijzer.apps.signals.series import ALL
from regiewijzer.ledger.region import Municipality, Provider, Region
from regiewijzer.web.access import Everyone, EveryUser
from tests.support.a_cycle import a_question
from tests.support.authorisation_routes import Route, routes
from tests.support.authorisation_samples import (
    INDICATOR,
    a_delivery,
    a_finding_group,
    a_frozen_figure,
    a_note,
    a_remark,
    a_signal,
    samples_in,
)
from tests.support.people import OWN, everyone, one_per_kind, one_per_role, organisation, person, spread
from tests.support.small_delivery import MUNICIPALITY, PROVIDER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region_home")]

REGION_OF_TWO = Region(
    "Regio van twee",
    True,
    (Municipality(MUNICIPALITY, "Duinstad"), Municipality("0519", "Overduin")),
    (Provider(PROVIDER, "De Haven"), Provider("47000002", "De Kade")),
)
FEW = (INDICATOR, "flow", "claimed-care", "target-groups")
OTHER_MUNICIPALITY, OTHER_PROVIDER = "0519", "47000002"
REFUSED = (403, 404)
DIMENSIONS = {"gemeente": "municipality", "aanbieder": "provider"}  # as a program calls them

Kind = OrganisationKind
SERVICE, MUNICIPAL, CARE = (
    {Kind.SERVICE_ORGANISATION},
    {Kind.MUNICIPALITY, Kind.COUNCIL},
    {Kind.PROVIDER, Kind.CERTIFIED_INSTITUTION},
)
# Who may name which organisation in an address. A municipality may ask what one provider does in its own municipality, and a
# provider what it does in one municipality: those are own rows. Whoever has no rows may name nobody.
MAY_NAME: Mapping[tuple[str, str], set[Kind]] = {
    ("gemeente", MUNICIPALITY): SERVICE | MUNICIPAL | CARE,
    ("gemeente", OTHER_MUNICIPALITY): SERVICE | CARE,
    ("aanbieder", PROVIDER): SERVICE | CARE | MUNICIPAL,
    ("aanbieder", OTHER_PROVIDER): SERVICE | MUNICIPAL,
    ("eigenaar", f"municipality:{MUNICIPALITY}"): SERVICE | {Kind.MUNICIPALITY},
    ("eigenaar", f"municipality:{OTHER_MUNICIPALITY}"): SERVICE,
    ("eigenaar", f"provider:{PROVIDER}"): SERVICE | CARE,
    ("eigenaar", f"provider:{OTHER_PROVIDER}"): SERVICE,
}
# Of a municipality a forecast knows only the whole: what one provider does there is not told apart, so it is not its own.
NOT_PER_PROVIDER = "outlook:"
# What an organisation does for itself only: the service organisation looks on elsewhere.
OF_ITSELF = {"intake:mapping"}
# Who may open a figure that the service organisation froze of what.
MAY_OPEN: Mapping[str, set[Kind]] = {
    "region": set(Kind),
    f"municipality={MUNICIPALITY}": SERVICE | MUNICIPAL,
    f"municipality={OTHER_MUNICIPALITY}": SERVICE,
    f"provider={PROVIDER}": SERVICE | CARE,
    f"provider={OTHER_PROVIDER}": SERVICE,
}


@pytest.fixture
def region_home(loaded, settings, invented, monkeypatch):
    """The pages look at a home with loads, with figures made by hand that obey scopes as the real ones do."""
    settings.REGIEWIJZER_HOME = loaded
    monkeypatch.setattr(queries, "latest_snapshot", lambda home: 1)
    monkeypatch.setattr("regiewijzer.web.home._region", lambda home, changed: REGION_OF_TWO)
    few = {name: one for name, one in queries.indicators().items() if name in FEW}  # who may see a page does not hang on how many
    monkeypatch.setattr(queries, "indicators", lambda: few)
    # Nor on the form of a paper: what it says stands here as text, so that it can be compared too.
    monkeypatch.setattr("regiewijzer.apps.monitor.views.files.written", lambda paper, form: repr(paper).encode())
    publish_newest(home=loaded, by="test")
    return loaded


@pytest.fixture
def samples(region_home) -> Mapping[str, str]:
    return samples_in(region_home)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _ask(client: Client, address: str, query: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Return status and destination of a page: by GET, or by an empty form where only that is taken."""
    answer = client.get(address, query)
    if answer.status_code == 405:
        answer = client.post(f"{address}?{'&'.join(f'{key}={value}' for key, value in (query or {}).items())}")
    return answer.status_code, answer.get("Location", "")


def _asks_to_sign_in(answer: tuple[int, str]) -> bool:
    return answer[0] == 302 and answer[1].startswith("/inloggen?")


def _pages() -> list[Route]:
    """Return the routes that people open; those of the interface for programs ask a token, see below."""
    return [route for route in routes() if not _asks_a_token(route)]


def _asks_a_token(route: Route) -> bool:
    return route.name.startswith("api:") and not isinstance(route.rule, Everyone)


def _own(name: str) -> list[Route]:
    return [route for route in routes() if isinstance(route.rule, NeedsPermission) and name in route.rule.own]


def _allowed(user: User) -> list[Route]:
    return [route for route in _pages() if route.rule and route.rule.allows(user)]


def test_every_route_has_a_rule():
    assert [route.name for route in routes() if route.rule is None] == []
    assert len(routes()) > 15


def test_every_varying_part_of_an_address_has_a_sample(samples):
    for route in routes():
        assert route.address(samples)


def test_without_signing_in_only_open_pages_answer(samples):
    for route in _pages():
        answer = _ask(Client(), route.address(samples))
        assert _asks_to_sign_in(answer) is not isinstance(route.rule, Everyone), route.name


def test_what_is_open_to_everyone_is_listed_here():
    """Opening a page to the world is a decision that this list must follow."""
    assert {route.name for route in routes() if isinstance(route.rule, Everyone)} - {"api:openapi-json"} == {
        "accounts:accept_invitation",
        "accounts:from_provider",
        "accounts:lost_password",
        "accounts:refused",
        "accounts:reset_password",
        "accounts:second_step",
        "accounts:sign_in",
        "accounts:to_provider",
        "cycle:plain",
        "cycle:plain_speak",
        "cycle:plain_take_back",
        "publications:catalogue_json_ld",
        "publications:catalogue_turtle",
        "publications:changes",
        "publications:edition",
        "publications:editions",
        "publications:file_machine",
        "publications:file_nederlands",
        "publications:newest",
        *(f"publications:paper_{form}" for form in ("xlsx", "pdf", "docx", "png", "svg")),
        *(f"publications:report_{form}" for form in ("pdf", "docx")),
        "web:switch_language",
        "web:accessibility",
    }


def test_every_role_opens_exactly_what_its_rule_says(samples):
    for user in one_per_role():
        client = _signed_in(user)
        for route in _pages():
            if route.name == "accounts:sign_out":
                continue
            status, _ = answer = _ask(client, route.address(samples))
            assert not _asks_to_sign_in(answer), (user.username, route.name)
            refused = status == 403
            assert refused is not route.rule.allows(user), (user.username, route.name, status)


def test_the_interface_for_programs_opens_for_no_role_and_tells_so_as_a_problem(samples):
    clients = {"a visitor": Client()} | {user.username: _signed_in(user) for user in one_per_role()}
    unknown = {"Authorization": "Bearer rw_abcdefgh_" + "x" * 43}
    concerned = _for_programs(samples)
    assert len(concerned) > 8
    for route in concerned:
        assert isinstance(route.rule, NeedsToken), route.name
        for who, client in clients.items():
            for headers in ({}, unknown):
                answer = _answer(client, route.address(samples), headers)
                refused = (answer.status_code, answer["Content-Type"])
                assert refused == (401, "application/problem+json"), (who, route.name, headers)


def test_the_interface_for_programs_opens_for_a_token(samples):
    token = {"Authorization": f"Bearer {_token(Kind.MUNICIPALITY)}"}
    for route in _for_programs(samples):
        assert _call(Client(), route.address(samples), token) not in (401, 500), route.name


def _for_programs(samples: Mapping[str, str]) -> list[Route]:
    """Return the routes that ask a token; at the root there is nothing, which is tested here too."""
    assert Client().get("/api/v1/").status_code == 404
    return [route for route in routes() if _asks_a_token(route) and route.name != "api:api-root"]


@pytest.mark.parametrize(("name", "code"), [one for one in MAY_NAME if one[0] in DIMENSIONS])
def test_another_s_code_is_refused_to_programs_too(samples, name, code):
    concerned = [route for route in filter(_asks_a_token, routes()) if "indicator_id" in route.parameters]
    for kind in Kind:
        headers, may = {"Authorization": f"Bearer {_token(kind)}"}, kind in MAY_NAME[name, code]
        for route in concerned:
            plain = _call(Client(), route.address(samples), headers)
            asked = _call(Client(), f"{route.address(samples)}?where={DIMENSIONS[name]}:{code}", headers)
            if "figure" in route.pattern:
                assert (asked in REFUSED) is not may, (kind, route.name, code)
            else:
                assert asked == plain, f"{route.name} obeys a filter that this test does not expect of it"


@pytest.mark.parametrize("of_what", MAY_OPEN)
def test_another_s_frozen_figure_is_not_there_for_programs_either(samples, region_home, of_what):
    address = {**samples, "figure_id": a_frozen_figure(region_home, of_what)}
    concerned = [route for route in filter(_asks_a_token, routes()) if "figure_id" in route.parameters]
    for kind in Kind:
        headers, may = {"Authorization": f"Bearer {_token(kind)}"}, kind in MAY_OPEN[of_what]
        for route in concerned:
            assert _call(Client(), route.address(address), headers) == (200 if may else 404), (kind, route.name, of_what)


def _token(kind: OrganisationKind) -> str:
    until = timezone.now() + timedelta(days=1)
    said = {"name": "test", "may_read": True, "may_deliver": True, "expires_at": until, "by": "test"}
    return issue_token(organisation=organisation(kind), **said)[1]


def _call(client: Client, address: str, headers: Mapping[str, str]) -> int:
    return _answer(client, address, headers).status_code


def _answer(client: Client, address: str, headers: Mapping[str, str]) -> HttpResponse:
    answer = client.get(address, headers=headers)
    return client.post(address, headers=headers) if answer.status_code == 405 else answer


def test_pages_for_every_user_name_nobody():
    for route in routes():
        if isinstance(route.rule, EveryUser):
            assert not route.parameters, f"{route.name}: a page with a part that varies needs a permission, or its own rule"


@pytest.mark.parametrize(("name", "code"), MAY_NAME)
def test_another_s_code_in_the_address_is_refused(samples, name, code):
    concerned = _own(name)
    assert concerned
    for user, route in spread(concerned):
        may = user.organisation.kind in MAY_NAME[name, code] - (CARE if route.name.startswith(NOT_PER_PROVIDER) else set())
        status, _ = _ask(_signed_in(user), route.address(samples), {name: code})
        assert (status in REFUSED) is not may, (user.username, route.name, name, code, status)


@pytest.mark.parametrize("of_what", MAY_OPEN)
def test_another_s_frozen_figure_is_not_there(samples, region_home, of_what):
    address = {**samples, "figure_id": a_frozen_figure(region_home, of_what)}
    concerned = _own("figure_id")
    assert concerned
    for user, route in spread(concerned):
        may = user.organisation.kind in MAY_OPEN[of_what]
        status, _ = _ask(_signed_in(user), route.address(address))
        assert status == (200 if may else 404), (user.username, route.name, of_what)


@pytest.mark.parametrize(
    ("kind", "code"), [(Kind.PROVIDER, PROVIDER), (Kind.PROVIDER, OTHER_PROVIDER), (Kind.MUNICIPALITY, MUNICIPALITY)]
)
def test_another_s_delivery_is_not_there(samples, monkeypatch, kind, code):
    """Every route that names a delivery, also one that is made later: there for its own people, and for nobody else."""
    owner = organisation(kind, code)
    _all_is_kept(monkeypatch)
    address = {**samples, "delivery_id": str(a_delivery(owner).pk), "table": asked_tables(owner)[0].name}
    concerned = [route for route in _pages() if "delivery_id" in route.parameters]
    assert {"intake:delivery", "intake:delivery_marked", "intake:mapping"} < {route.name for route in concerned}
    assert concerned == _own("delivery_id")
    for user, route in [*spread(concerned), *((person(Role.PROVIDER_CONTACT, kind, code), route) for route in concerned if code)]:
        may = user.organisation == owner or (user.organisation.kind == Kind.SERVICE_ORGANISATION and route.name not in OF_ITSELF)
        status, _ = _ask(_signed_in(user), route.address(address))
        assert (status in REFUSED) is not may, (user.username, route.name, kind, code, status)


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        ("provider", PROVIDER, SERVICE | CARE),
        ("provider", OTHER_PROVIDER, SERVICE),
        ("municipality", MUNICIPALITY, SERVICE | {Kind.MUNICIPALITY}),
        ("service_organisation", "", SERVICE),
    ],
)
def test_another_s_finding_is_not_there(samples, role, code, may):
    """Every route that names a group of findings: there for its owner and for who sees all, and for nobody else."""
    address = {**samples, "group_id": str(a_finding_group(role, code).pk)}
    concerned = [route for route in _pages() if "group_id" in route.parameters]
    assert concerned == _own("group_id")
    for user, route in spread(concerned):
        status, _ = _ask(_signed_in(user), route.address(address))
        assert (status in REFUSED) is (user.organisation.kind not in may), (user.username, route.name, role, code, status)


def test_another_s_delivery_is_not_there_for_programs_either(samples, monkeypatch):
    owner = organisation(Kind.PROVIDER)
    _all_is_kept(monkeypatch)
    address = {**samples, "delivery_id": str(a_delivery(owner).pk)}
    concerned = [route for route in filter(_asks_a_token, routes()) if "delivery_id" in route.parameters]
    assert len(concerned) > 2
    for kind in Kind:
        headers, may = {"Authorization": f"Bearer {_token(kind)}"}, kind in {owner.kind, Kind.SERVICE_ORGANISATION}
        for route in concerned:
            assert _call(Client(), route.address(address), headers) == (200 if may else 404), (kind, route.name)


def _all_is_kept(monkeypatch) -> None:
    """Let there be titles, findings and a marked file of any delivery, so that a refusal is never for want of them."""
    titles = (SheetTitles("blad", None, ("Naam",)),)
    monkeypatch.setattr("regiewijzer.apps.intake.views.mappings.returned_titles", lambda home, delivery: titles)
    monkeypatch.setattr("regiewijzer.apps.intake.queries_deliveries.marked_of", lambda home, delivery: b"xlsx")
    monkeypatch.setattr("regiewijzer.apps.intake.queries_deliveries.findings_of", lambda home, delivery, offset, limit: (0, ()))


def test_another_s_note_is_not_there(samples):
    """A note is withdrawn by who wrote it and by who sees everything."""
    (concerned,) = [route for route in routes() if "note_id" in route.parameters]
    for user in everyone():
        if concerned.rule.allows(user):
            note = a_note()
            status, _ = _ask(_signed_in(user), concerned.address({**samples, "note_id": str(note.pk)}))
            note.refresh_from_db()
            may = user.organisation.kind == Kind.SERVICE_ORGANISATION
            assert (status, note.withdrawn_at is not None) == ((302, True) if may else (404, False)), user.username


@pytest.mark.parametrize("kind", [Kind.PROVIDER, Kind.MUNICIPALITY, Kind.COUNCIL])
def test_another_s_remark_is_not_there(samples, kind):
    author, service = (
        next(one for one in one_per_kind() if one.organisation.kind == of) for of in (kind, Kind.SERVICE_ORGANISATION)
    )
    address = {**samples, "remark_id": str(a_remark(author).pk)}
    concerned = _own("remark_id")
    assert concerned == [route for route in routes() if "remark_id" in route.parameters]
    others = [pair for pair in spread(concerned) if pair[0].organisation not in (author.organisation, service.organisation)]
    for user, route in [*others, *((user, route) for user in (author, service) for route in concerned)]:
        status, _ = _ask(_signed_in(user), route.address(address))
        assert (status in REFUSED) is (user not in (author, service)), (user.username, route.name, kind, status)


@pytest.mark.parametrize(
    ("choice", "municipalities", "providers", "published", "may"),
    [
        ("", ALL, ALL, False, SERVICE),
        ("", "", "", True, set(Kind)),
        (f"gemeente={MUNICIPALITY}", ALL, ALL, False, SERVICE),
        (f"gemeente={MUNICIPALITY}", MUNICIPALITY, ALL, True, SERVICE | MUNICIPAL),
        (f"gemeente={OTHER_MUNICIPALITY}", OTHER_MUNICIPALITY, ALL, True, SERVICE),
        (f"aanbieder={PROVIDER}", ALL, PROVIDER, True, SERVICE | CARE),
        (f"gemeente={MUNICIPALITY}", ALL, PROVIDER, True, SERVICE | CARE),
        (f"aanbieder={OTHER_PROVIDER}", ALL, OTHER_PROVIDER, True, SERVICE),
    ],
)
def test_another_s_signal_is_not_there(samples, choice, municipalities, providers, published, may):
    address = {**samples, "signal_id": str(a_signal(choice, municipalities, providers, published=published).pk)}
    (concerned,) = _own("signal_id")
    for user in everyone():
        status, _ = _ask(_signed_in(user), concerned.address(address))
        assert status == (200 if user.organisation.kind in may else 404), user.username


def test_a_draft_of_another_organisation_is_not_there(samples):
    """Every route that names an item of the policy cycle: a draft is its makers' own."""
    author = person(Role.MUNICIPAL_ADVISER, Kind.MUNICIPALITY, OTHER_MUNICIPALITY)
    address = {**samples, "item_id": str(a_question(author).pk)}
    concerned = [route for route in _own("item_id") if route.name.startswith("cycle:")]
    assert len(concerned) > 15
    for user, route in spread(concerned):
        status, _ = _ask(_signed_in(user), route.address(address))
        if user.organisation.kind != Kind.SERVICE_ORGANISATION:
            assert status in REFUSED, (user.username, route.name, status)
    assert _ask(_signed_in(author), f"/cyclus/{address['item_id']}")[0] == 200


def test_what_another_follows_is_not_there(samples):
    (concerned,) = _own("subscription_id")
    for user in one_per_role():
        for call in (_signed_in(user).get, _signed_in(user).post):
            assert call(concerned.address(samples)).status_code == 404, user.username
    assert Subscription.objects.filter(pk=samples["subscription_id"]).exists()


def test_a_code_that_a_page_does_not_declare_changes_nothing_on_it(samples):
    """A page that obeys a code without saying so would slip past the tests above."""
    codes = {"gemeente": OTHER_MUNICIPALITY, "aanbieder": OTHER_PROVIDER, "eigenaar": f"provider:{OTHER_PROVIDER}"}
    for user in (person(Role.MUNICIPAL_CONTROLLER), person(Role.PROVIDER_CONTACT, Kind.PROVIDER)):
        client = _signed_in(user)
        for route in _allowed(user):
            declared = getattr(route.rule, "own", ())
            undeclared = {name: code for name, code in codes.items() if name not in declared}
            address = route.address(samples)
            plain, named = client.get(address), client.get(address, undeclared)
            if plain.status_code == 200:
                assert _text(named) == _text(plain), (user.username, route.name)


def _text(answer) -> str:
    """Return a page without what may differ: the token of forms, and the query that links and the language switch keep."""
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"|\?[^"]*"', '"', answer.content.decode(errors="replace"))


def test_an_unpublished_moment_is_refused_outside_the_service_organisation(samples):
    for user in one_per_kind():
        status, _ = _ask(_signed_in(user), f"/monitor/{INDICATOR}", {"peildatum": "2026-10-31"})
        assert (status in (*REFUSED, 422)) is (user.organisation.kind != Kind.SERVICE_ORGANISATION), user.username


def test_the_oracle_knows_every_kind():
    assert set(OWN) == SERVICE | MUNICIPAL | CARE
