"""The pages of the cycle: who reads and changes what, what goes wrong is said, and nothing of a person is shown unasked."""

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.cycle.actions import items, voices
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Contribution, Expectation, Item
from tests.support import a_cycle
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_region")]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def director():
    return person(Role.DIRECTOR)


@pytest.fixture
def adviser():
    return person(Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY, "0518")


@pytest.fixture
def neighbour():
    return person(Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY, "0519")


def test_a_draft_is_read_by_its_makers_and_the_service_organisation(adviser, neighbour, director):
    draft = a_cycle.a_question(adviser)
    assert [client_of(one).get(f"/cyclus/{draft.pk}").status_code for one in (adviser, director, neighbour)] == [200, 200, 404]
    a_cycle.taken(draft, adviser, "indienen")
    assert client_of(neighbour).get(f"/cyclus/{draft.pk}").status_code == 200
    assert client_of(neighbour).get(f"/cyclus/{draft.pk}/wijzigen").status_code == 404


def test_who_was_second_keeps_the_own_text_and_is_told(adviser):
    question = a_cycle.a_question(adviser)
    client, seen = client_of(adviser), a_cycle.now(question).version
    sent = {"titel": "Van mij", "tekst": "Mijn tekst.", "versie": seen, **a_cycle.QUESTION}
    items.change(item=question, version=seen, title="Van de ander", text="x", details=a_cycle.QUESTION, goals=[], by=adviser)
    answer = client.post(f"/cyclus/{question.pk}/wijzigen", sent)
    assert answer.status_code == 422
    assert "intussen gewijzigd" in answer.text
    assert "Mijn tekst." in answer.text
    assert a_cycle.now(question).title == "Van de ander"
    again = {**sent, "versie": answer.context["form"].data["versie"]}
    assert client.post(f"/cyclus/{question.pk}/wijzigen", again).status_code == 302
    assert a_cycle.now(question).title == "Van mij"


def test_a_step_without_its_reason_or_too_early_is_refused_in_words(director):
    question = a_cycle.a_question(director, "indienen")
    client = client_of(director)
    answer = client.post(f"/cyclus/{question.pk}/stap/niet-oppakken", {"reden": ""}, follow=True)
    assert "Zeg bij deze stap waarom." in answer.text
    table = a_cycle.a_table(director)
    answer = client.post(f"/cyclus/{table.pk}/stap/vaststellen", follow=True)
    assert "waar de duiding op uitkwam" in answer.text
    assert client.post(f"/cyclus/{table.pk}/stap/bestaat-niet").status_code == 404


def test_what_is_hostile_is_shown_as_text(adviser):
    client = client_of(adviser)
    hostile = '<script>alert("x")</script>'
    answer = client.post("/cyclus/nieuw/question", {"titel": hostile, "tekst": hostile, **a_cycle.QUESTION}, follow=True)
    assert "&lt;script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    item = Item.objects.latest("pk")
    assert "<script>alert" not in client.get(f"/cyclus/{item.pk}/keten").text


@pytest.mark.parametrize("address", ["/cyclus/nieuw/onzin", "/cyclus/nieuw/advice?na=99999999999", "/cyclus/nieuw/response?na=1"])
def test_an_address_that_was_made_up_leads_nowhere(director, address):
    a_cycle.a_question(director)
    assert client_of(director).get(address).status_code == 404


def test_an_effect_is_not_made_by_hand(director):
    assert client_of(director).get("/cyclus/nieuw/effect").status_code == 403


def test_points_and_answers_are_written_on_their_pages(director):
    client = client_of(director)
    advice = a_cycle.begun(Kind.ADVICE, director, a_cycle.a_table(director))
    rows = {
        "punt-TOTAL_FORMS": 3,
        "punt-INITIAL_FORMS": 0,
        "punt-0-punt": "Eerste",
        "punt-0-vervalt": "Lijsten",
        "punt-2-punt": "Derde",
    }
    client.post(f"/cyclus/{advice.pk}/punten", {**rows, "versie": a_cycle.now(advice).version})
    assert [(one.position, one.text, one.stops) for one in advice.points.all()] == [(1, "Eerste", "Lijsten"), (2, "Derde", "")]
    client.post(f"/cyclus/{advice.pk}/stap/aanbieden")
    response = a_cycle.begun(Kind.RESPONSE, director, a_cycle.now(advice))
    first, second = advice.points.all()
    sent = {f"punt{first.pk}-antwoord": "adopt", f"punt{second.pk}-antwoord": "not", "versie": a_cycle.now(response).version}
    answer = client.post(f"/cyclus/{response.pk}/reactie", sent)
    assert answer.status_code == 422
    assert "Zeg waarom" in answer.text
    client.post(f"/cyclus/{response.pk}/reactie", {**sent, f"punt{second.pk}-reden": "Te duur."})
    assert [one.answer for one in response.answers.all()] == ["adopt", "not"]


def test_an_expectation_is_said_on_its_page_and_the_action_starts_as_of_what_is_published(director):
    client = client_of(director)
    action = a_cycle.begun(Kind.ACTION, director, a_cycle.a_decision(director, a_cycle.a_table(director)))
    sent = {
        "uitkomst": "young-people-waiting/longer_than_norm",
        "richting": "down",
        "omvang": "5,5",
        "kijken_op": "2027-12-01",
        "andere_oorzaken": "De zomer.",
        "gevolgen": "Doorgaan.",
        "versie": a_cycle.now(action).version,
    }
    early = client.post(f"/cyclus/{action.pk}/verwachting", {**sent, "kijken_op": "2020-01-01", "omvang": "0"})
    assert "Kies een dag in de toekomst." in early.text
    assert "groter dan nul" in early.text
    client.post(f"/cyclus/{action.pk}/verwachting", sent)
    assert Expectation.objects.get(action=action).size == pytest.approx(0.055)
    client.post(f"/cyclus/{action.pk}/stap/starten")
    told = Expectation.objects.get(action=action)
    assert (told.known_on is not None, told.snapshot) == (True, 1)


def test_a_contribution_is_read_once_it_was_judged_and_in_the_name_of_a_role(director, adviser):
    table = a_cycle.a_table(director)
    parent = person(Role.CLIENT_REPRESENTATIVE)
    sent = {"stem": "parent", "zegt": "tells", "tekst": "Wij hoorden niets.", "naam": ""}
    client_of(parent).post(f"/cyclus/{table.pk}/bijdrage", sent)
    page = f"/cyclus/{table.pk}"
    assert [("Wij hoorden niets." in client_of(one).get(page).text) for one in (parent, adviser)] == [True, False]
    said = Contribution.objects.get()
    assert client_of(adviser).post(f"/cyclus/bijdragen/{said.pk}/beoordelen", {"besluit": "plaatsen"}).status_code == 403
    client_of(director).post(f"/cyclus/bijdragen/{said.pk}/beoordelen", {"besluit": "plaatsen"})
    shown = client_of(adviser).get(page).text
    assert "Wij hoorden niets." in shown
    assert parent.username not in shown
    assert client_of(adviser).post(f"/cyclus/bijdragen/{said.pk}/verwijderen").status_code == 404
    client_of(parent).post(f"/cyclus/bijdragen/{said.pk}/verwijderen")
    assert "Wij hoorden niets." not in client_of(adviser).get(page).text


def test_what_is_not_placed_is_erased_at_once_and_says_why(director):
    table = a_cycle.a_table(director)
    said, secret = voices.contribute(interpretation=table, voice="client", says="tells", text="Mijn naam is Anna.")
    client = client_of(director)
    client.post(f"/cyclus/bijdragen/{said.pk}/beoordelen", {"besluit": "niet", "reden": ""})
    assert Contribution.objects.get().shown == "waiting"
    client.post(f"/cyclus/bijdragen/{said.pk}/beoordelen", {"besluit": "niet", "reden": "Herkenbaar."})
    assert (Contribution.objects.get().text, Contribution.objects.get().judged_because) == ("", "Herkenbaar.")
    assert voices.of_secret(secret) is None


def test_only_a_frozen_figure_that_one_may_see_is_added(director):
    analysis = a_cycle.begun(Kind.ANALYSIS, director, a_cycle.a_question(director))
    client, address = client_of(director), f"/cyclus/{analysis.pk}/cijfer"
    assert "zestien tekens" in client.post(address, {"adres": "https://elders.example", "bijschrift": "x"}).text
    assert "geen vastgelegd cijfer" in client.post(address, {"adres": "/cijfer/0123456789abcdef", "bijschrift": "x"}).text


def test_five_thousand_items_are_listed_in_pages(director, django_assert_max_num_queries):
    template = a_cycle.a_question(director, "indienen")
    Item.objects.bulk_create(
        Item(kind="question", state="asked", title=f"Vraag {n}", text="x", organisation=director.organisation, author="x")
        for n in range(5000)
    )
    client = client_of(director)
    with django_assert_max_num_queries(60):
        page = client.get("/cyclus?q=Vraag+12")
    assert page.text.count('class="rw-remark"') == 50
    assert template.title not in page.text
