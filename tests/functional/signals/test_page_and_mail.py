"""The page of a signal, the mail about it, and what makes the worker look."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.intake import actions, actions_deliveries
from regiewijzer.apps.intake.models import Delivery, Upload
from regiewijzer.apps.intake.summaries import Summary
from regiewijzer.apps.monitor.actions import publish_moment
from regiewijzer.apps.post.models import Notice
from regiewijzer.apps.post.service import Topic, send_digests
from regiewijzer.apps.signals import tasks
from regiewijzer.apps.signals.models import Signal
from regiewijzer.config.readiness import tell_of_load
from tests.support.followers import FORMS, client_of, follows, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "invented")]


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
    client_of(steward).post("/post", dict.fromkeys(Topic.values, "never"))
    look()
    assert not Notice.objects.exists()
    assert "blijvend hoger sinds januari 2026" in client_of(steward).get("/signalen").text


def test_a_published_moment_queues_one_look_and_only_when_someone_follows(steward, risen):
    publish_moment(day=date(2026, 9, 1), snapshot=4, by="test")
    assert _waiting() == 0
    follows(steward)
    publish_moment(day=date(2026, 10, 1), snapshot=4, by="test")
    publish_moment(day=date(2026, 11, 1), snapshot=4, by="test")
    publish_moment(day=date(2026, 11, 1), snapshot=4, by="test")
    assert _waiting() == 1
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
