"""Signals: following a line, what becomes of a change that lasts, who is told, and who sees what of it."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.intake import actions, actions_deliveries
from regiewijzer.apps.intake.models import Delivery, Upload
from regiewijzer.apps.intake.summaries import Summary
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.actions import publish_moment
from regiewijzer.apps.monitor.names import care_forms
from regiewijzer.apps.post.models import Notice
from regiewijzer.apps.post.service import send_digests
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.signals import tasks
from regiewijzer.apps.signals.looking import look_everywhere
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.config.readiness import tell_of_load
from tests.support.changing_figures import World
from tests.support.invented_figures import KNOWN
from tests.support.people import organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "invented")]
INDICATOR = "young-people-in-care"
PAGE, FOLLOW = f"/monitor/{INDICATOR}", f"/signalen/volgen/{INDICATOR}"
BEGAN = date(2026, 1, 1)
OWN, OTHER = "9902", "9903"
FORMS = care_forms()


@pytest.fixture
def world(monkeypatch, invented) -> World:
    world = World()
    monkeypatch.setattr(queries.figures, "compute_figure", world)
    together = lambda home, requests, scope: tuple(world(home, one, scope) for one in requests)  # noqa: E731
    monkeypatch.setattr(queries.figures, "compute_figures", together)
    return world


@pytest.fixture
def risen(world) -> World:
    """A world in which the number is higher since January 2026."""
    world.steps = {BEGAN: 280}
    return world


@pytest.fixture
def look(home):
    return lambda: look_everywhere(home)


@pytest.fixture
def steward():
    return with_mail(person(Role.DATA_STEWARD), "carla")


@pytest.fixture
def adviser(published):
    return with_mail(person(Role.MUNICIPAL_ADVISER, Kind.MUNICIPALITY, OWN), "anne")


@pytest.fixture
def councillor(published):
    return with_mail(person(Role.COUNCILLOR, Kind.COUNCIL, OWN), "raad")


@pytest.fixture
def published(db):
    publish_moment(day=KNOWN[1], snapshot=4, by="test")


def with_mail(user, username):
    user.username, user.email = username, f"{username}@example.org"
    user.save()
    return user


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def follows(user, query: str = "") -> Subscription:
    answer = client_of(user).post(FOLLOW + query)
    assert answer.status_code == 302
    return Subscription.objects.get(user=user)


def page_of(signal: Signal) -> str:
    return f"/signalen/{signal.pk}"


# Following


def test_one_button_follows_and_another_ends_it(steward, world):
    client = client_of(steward)
    assert "Volg dit cijfer" in client.get(PAGE).text
    answer = client.post(FOLLOW, {"terug": f"{PAGE}?per=gemeente"})
    assert answer["Location"] == f"{PAGE}?per=gemeente"
    shown = client.get(PAGE).text
    assert "U volgt Jongeren in zorg, de hele regio." in shown
    assert "Volg dit cijfer" not in shown
    subscription = Subscription.objects.get()
    client.post(FOLLOW)
    assert Subscription.objects.count() == 1, "following twice is following"
    assert "geen verandering die aanhoudt" in client.get("/signalen").text
    assert client.post(f"/signalen/volgen/{subscription.pk}/stoppen")["Location"] == "/signalen"
    assert "U volgt nog niets" in client.get("/signalen").text
    assert [one.event for one in AuditEvent.objects.filter(event__startswith="line_").order_by("at")] == [
        "line_followed",
        "line_left",
    ]


@pytest.mark.parametrize("back", ["x", "https://elders.example/", "//elders.example/", "{'9902'}", ""])
def test_one_goes_back_to_pages_of_our_own_only(steward, world, back):
    assert client_of(steward).post(FOLLOW, {"terug": back})["Location"] == PAGE


def test_a_script_gets_only_the_button_back(steward, world):
    answer = client_of(steward).post(FOLLOW, headers={"HX-Request": "true"})
    assert answer.text.strip().startswith('<div id="volgen"')
    assert "<html" not in answer.text
    stop = f"/signalen/volgen/{Subscription.objects.get().pk}/stoppen"
    assert "Volg dit cijfer" in client_of(steward).post(stop, headers={"HX-Request": "true"}).text


def test_the_choice_of_the_page_is_followed_without_its_day_and_layout(steward, world):
    one = follows(steward, f"?zorgvorm=11&peildatum=2026-10-01&per=leeftijd&gemeente={OWN}")
    assert (one.choice, one.outcome) == (f"gemeente={OWN}&zorgvorm=11", "in_care")
    assert "U volgt Jongeren in zorg, Waterdam, " in client_of(steward).get(f"{PAGE}?gemeente={OWN}&zorgvorm=11").text
    assert "Volg dit cijfer" in client_of(steward).get(PAGE).text


def test_opening_the_address_of_a_mail_ends_nothing(steward, world):
    stop = f"/signalen/volgen/{follows(steward).pk}/stoppen"
    assert "Wilt u dit cijfer niet meer volgen?" in client_of(steward).get(stop).text
    assert Subscription.objects.exists()


@pytest.mark.parametrize(
    "address", ["/signalen/volgen/nothing", f"{FOLLOW}?gemeente=0000", "/signalen/volgen/flow?reeks=nothing"]
)
def test_what_is_not_there_cannot_be_followed(steward, world, address):
    assert client_of(steward).post(address).status_code == 404
    assert not Subscription.objects.exists()


def test_what_the_rule_cannot_judge_cannot_be_followed_and_the_page_says_so(steward, world):
    assert "kan niet gevolgd worden" in client_of(steward).get("/monitor/waiting").text
    assert client_of(steward).post("/signalen/volgen/waiting").status_code == 404


def test_another_s_municipality_cannot_be_followed(adviser, world):
    assert client_of(adviser).post(f"{FOLLOW}?gemeente={OTHER}").status_code == 403
    assert not Subscription.objects.exists()


# A change


def test_a_change_becomes_one_signal_one_neutral_question_and_one_notice(steward, risen, look):
    follows(steward)
    assert look() == 1
    signal, remark = Signal.objects.get(), Remark.objects.get()
    assert (signal.direction, signal.began, signal.state, signal.remark) == ("up", BEGAN, "visible", remark)
    assert (remark.address, remark.kind, remark.state, remark.author) == (PAGE, "question", "open", None)
    assert remark.organisation.kind == Kind.SERVICE_ORGANISATION
    assert "blijvend hoger sinds januari 2026, ongeveer 40" in remark.text
    assert "Weet u wat er aan de hand is?" in remark.text
    assert "geen oordeel" in remark.text
    notice = Notice.objects.get()
    assert (notice.user, notice.address) == (steward, page_of(signal))
    assert "gemaakt door Regiewijzer" in client_of(steward).get(f"/opmerkingen/{remark.pk}").text
    assert str(remark.pk) in client_of(steward).get("/opmerkingen/bij", {"bij": PAGE}).text


def test_the_same_load_twice_gives_one_signal(steward, risen, look):
    follows(steward)
    assert (look(), look()) == (1, 0)
    assert (Signal.objects.count(), Remark.objects.count(), Notice.objects.count()) == (1, 1, 1)


def test_a_change_that_seems_to_begin_a_month_later_is_the_same_signal(steward, risen, look):
    follows(steward)
    look()
    risen.steps = {date(2026, 2, 1): 290}
    assert look() == 0
    assert Signal.objects.get().began == date(2026, 2, 1)


def test_a_return_to_the_old_level_is_another_signal(steward, world, look):
    follows(steward)
    world.steps = {date(2025, 1, 1): 280}
    look()
    assert Signal.objects.count() == 0, "what came in sight longer than a year ago is no news"
    world.steps[date(2026, 3, 1)] = 180
    assert look() == 1
    assert Signal.objects.get().direction == "down"


def test_a_correction_ends_a_signal_and_keeps_it(steward, risen, look):
    follows(steward)
    look()
    risen.steps = {}
    look()
    signal = Signal.objects.get()
    assert signal.state == "gone"
    assert "niet meer zichtbaar" in client_of(steward).get(page_of(signal)).text
    assert "niet meer zichtbaar" in client_of(steward).get("/signalen").text
    assert [reply.author for reply in signal.remark.replies.all()] == [None]
    look()
    assert signal.remark.replies.count() == 1, "it is said once"
    assert "Regiewijzer" in client_of(steward).get(f"/opmerkingen/{signal.remark_id}").text
    risen.steps = {BEGAN: 280}
    assert look() == 0
    signal.refresh_from_db()
    assert (signal.state, Notice.objects.count()) == ("visible", 1)


def test_when_the_line_is_hidden_it_is_not_said_that_the_change_is_gone(steward, risen, look):
    follows(steward)
    look()
    risen.hidden = True
    look()
    signal = Signal.objects.get()
    assert signal.state == "unclear"
    shown = client_of(steward).get(page_of(signal)).text
    assert "niet te zeggen of deze verandering er nog is" in shown
    assert "In 60 perioden is het cijfer afgeschermd" in shown


def test_hidden_and_short_series_give_no_signal(steward, risen, look):
    follows(steward)
    risen.hidden = True
    assert look() == 0
    risen.hidden, risen.only_last = False, 12
    assert look() == 0
    assert not Signal.objects.exists()


def test_an_indicator_that_is_gone_keeps_no_other_from_its_turn(steward, risen, look):
    Subscription.objects.create(user=steward, indicator_id="gone", outcome="x")
    client_of(steward).post(FOLLOW)
    assert look() == 1
    shown = client_of(steward).get("/signalen").text
    assert "Dit cijfer bestaat niet meer." in shown


def test_one_series_that_fails_keeps_no_other_from_its_turn_and_is_told_to_the_worker(steward, risen, look, monkeypatch):
    client = client_of(steward)
    client.post("/signalen/volgen/dropout")
    client.post(FOLLOW)
    of_world = risen.__call__

    def failing(home, request, scope):
        if request.indicator == "dropout":
            raise ZeroDivisionError
        return of_world(home, request, scope)

    monkeypatch.setattr(queries.figures, "compute_figure", failing)
    with pytest.raises(ExceptionGroup):
        look()
    assert Signal.objects.count() == 1


# Who


def test_everyone_who_follows_is_told_once_and_a_series_is_worked_out_once(adviser, councillor, risen, look):
    follows(adviser)
    follows(councillor)
    risen.asked.clear()
    assert look() == 1
    assert len(risen.asked) == 1
    assert sorted(one.user.username for one in Notice.objects.filter(topic="signal")) == ["anne", "raad"]


def test_the_service_organisation_sees_what_is_not_published_and_others_do_not(steward, adviser, risen, look):
    follows(steward)
    look()
    (signal,) = Signal.objects.all()
    assert not signal.published_only
    assert client_of(adviser).get(page_of(signal)).status_code == 404


def test_a_councillor_reads_the_signal_of_the_own_municipality_and_not_its_question(adviser, councillor, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    follows(councillor, f"?gemeente={OWN}")
    assert look() == 1
    signal = Signal.objects.get()
    assert signal.remark.organisation == adviser.organisation
    answers = {one.username: client_of(one).get(page_of(signal)).text for one in (adviser, councillor)}
    assert f"/opmerkingen/{signal.remark_id}" in answers["anne"]
    assert f"/opmerkingen/{signal.remark_id}" not in answers["raad"]
    assert "U leest dat gesprek niet mee" in answers["raad"]
    assert client_of(councillor).get(f"/opmerkingen/{signal.remark_id}").status_code == 404


def test_who_only_reads_along_is_not_asked_to_explain(councillor, risen, look):
    follows(councillor, f"?gemeente={OWN}")
    look()
    assert Remark.objects.get().organisation.kind == Kind.SERVICE_ORGANISATION


def test_the_service_organisation_is_told_of_a_question_when_none_of_its_people_follows(adviser, steward, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    look()
    assert {(one.user.username, one.topic) for one in Notice.objects.all()} == {("anne", "signal"), ("carla", "remark")}


def test_who_was_asked_answers_and_closes(adviser, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    look()
    remark = Remark.objects.get()
    client_of(adviser).post(f"/opmerkingen/{remark.pk}", {"tekst": "Een nieuw wijkteam."})
    remark.refresh_from_db()
    assert remark.state == "answered"
    assert client_of(adviser).post(f"/opmerkingen/{remark.pk}/afsluiten").status_code == 302


def test_the_neighbour_sees_nothing_of_it(adviser, risen, look):
    neighbour = person(Role.MUNICIPAL_ADVISER, Kind.MUNICIPALITY, OTHER)
    follows(adviser, f"?gemeente={OWN}")
    look()
    signal = Signal.objects.get()
    assert client_of(neighbour).get(page_of(signal)).status_code == 404
    assert client_of(neighbour).get(f"/opmerkingen/{signal.remark_id}").status_code == 404


def test_whose_scope_was_narrowed_is_told_nothing_more(adviser, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    look()
    signal = Signal.objects.get()
    adviser.organisation = organisation(Kind.MUNICIPALITY, OTHER)
    adviser.save()
    risen.steps[date(2026, 3, 1)] = 900
    Signal.objects.all().update(began=date(2024, 1, 1))
    Notice.objects.all().delete()
    assert look() == 0
    assert not Notice.objects.exists()
    client = client_of(adviser)
    listed = client.get("/signalen").text
    assert "Dit valt nu buiten wat u mag zien" in listed
    assert str(signal.pk) not in listed
    assert client.get(page_of(signal)).status_code == 404
    client.post(f"/signalen/volgen/{Subscription.objects.get().pk}/stoppen")
    assert not Subscription.objects.exists()


def test_who_left_is_not_told(steward, risen, look):
    follows(steward)
    steward.is_active = False
    steward.save()
    assert look() == 0


def test_what_is_worked_out_is_what_the_reader_may_see(adviser, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    risen.asked.clear()
    look()
    ((request, scope),) = risen.asked
    assert (scope.municipalities, scope.published_only) == (frozenset({OWN}), True)
    assert request.snapshot == 4


# The page


def test_beside_the_change_stand_the_data_and_the_mix(steward, risen, look):
    follows(steward)
    risen.shares_since = {"02": 0.6, "11": 0.3, "unknown": 0.1}
    look()
    shown = client_of(steward).get(page_of(Signal.objects.get())).text.replace("\N{NO-BREAK SPACE}", " ")
    for text in (
        "blijvend hoger sinds januari 2026",
        "Van de verwachte leveringen is 98,2 % binnen.",
        "1,3 % van de gegevens heeft een open bevinding.",
        "telt niet mee bij dit signaal",
        "De open bevindingen van alle afzenders",
        "Vanaf hier ligt de lijn op een ander niveau.",
        f"{FORMS['02']}: van 50 % naar 60 % van het geheel.",
        f"{FORMS['11']}: van 40 % naar 30 % van het geheel.",
        "Dit cijfer wordt hiernaar niet onderscheiden; er is niets over te zeggen.",
        "Dat weet de rekenregel niet.",
    ):
        assert text in shown, text


def test_of_a_group_that_is_hidden_nothing_is_said(steward, risen, look):
    follows(steward)
    risen.hidden_forms = frozenset({"11"})
    look()
    signal = Signal.objects.get()
    shown = client_of(steward).get(page_of(signal)).text
    assert "Buiten beschouwing: 1 groep" in shown
    assert f"{FORMS['11']}: van" not in shown
    risen.hidden_forms = frozenset({"11", "02"})
    assert "Hierover is niets te zeggen" in client_of(steward).get(page_of(signal)).text


def test_who_may_not_see_findings_gets_no_way_to_them(councillor, risen, look):
    follows(councillor)
    look()
    shown = client_of(councillor).get(page_of(Signal.objects.get())).text
    assert "/controles" not in shown
    assert "is aan de afzenders en de serviceorganisatie" in shown


def test_a_signal_of_a_figure_that_is_gone_still_has_its_page(steward, risen, look):
    follows(steward)
    look()
    Signal.objects.all().update(indicator_id="gone")
    assert "nu niet te tonen" in client_of(steward).get(page_of(Signal.objects.get())).text


# Mail, and when it looks


def test_a_mail_says_where_to_look_and_where_to_end_it_without_a_figure(steward, risen, look):
    subscription = follows(steward)
    look()
    assert send_digests() == 1
    (sent,) = mail.outbox
    assert f"/signalen/{Signal.objects.get().pk}" in sent.body
    assert f"/signalen/volgen/{subscription.pk}/stoppen" in sent.body
    assert "40" not in sent.body.replace(str(Signal.objects.get().pk), "")


def test_who_wants_no_mail_about_it_finds_it_on_the_page(steward, risen, look):
    follows(steward)
    chosen = {"mention": "never", "remark": "never", "delivery": "never", "signal": "never"}
    client_of(steward).post("/post", chosen)
    look()
    assert not Notice.objects.exists()
    assert "blijvend hoger sinds januari 2026" in client_of(steward).get("/signalen").text


def test_a_published_moment_queues_one_look_and_only_when_someone_follows(steward, risen):
    publish_moment(day=date(2026, 9, 1), snapshot=4, by="test")
    assert not DBTaskResult.objects.exists()
    follows(steward)
    publish_moment(day=date(2026, 10, 1), snapshot=4, by="test")
    publish_moment(day=date(2026, 11, 1), snapshot=4, by="test")
    publish_moment(day=date(2026, 11, 1), snapshot=4, by="test")
    assert [one.task_path for one in DBTaskResult.objects.all()] == [tasks.look.module_path]
    tasks.look.func()
    assert Signal.objects.count() == 1


def _waiting() -> int:
    return DBTaskResult.objects.filter(task_path=tasks.look.module_path).count()


@pytest.mark.parametrize(("number", "queued"), [(5, 1), (None, 0)])
def test_a_load_on_a_page_queues_a_look_when_something_came_in(steward, world, number, queued):
    follows(steward)
    upload = Upload.objects.create(state="running", created_by="test", file_count=1, size_bytes=1)
    actions.finish(upload=upload, result=SimpleNamespace(number=number, accepted=1, rejected=0, already_known=0))
    assert _waiting() == queued


@pytest.mark.parametrize(("number", "queued"), [(5, 1), (None, 0)])
def test_a_delivered_file_queues_a_look_when_something_came_in(steward, world, number, queued):
    follows(steward)
    said = {"organisation": steward.organisation, "created_by": "test", "file_name": "a.csv", "sha256": "0" * 64}
    delivery = Delivery.objects.create(state="running", size_bytes=1, **said)
    actions_deliveries.finish(delivery=delivery, summary=Summary(), load_number=number)
    assert _waiting() == queued


def test_a_load_by_command_queues_a_look_too(steward, world, monkeypatch):
    follows(steward)
    monkeypatch.setattr(connection, "close", lambda: None)  # the thread has a connection of its own, this test has not
    tell_of_load()
    assert _waiting() == 1
