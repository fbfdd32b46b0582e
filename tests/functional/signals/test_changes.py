"""What becomes of a change that lasts: one signal, seen again, ended, or not to be told."""

from datetime import date

import pytest

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.post.models import Notice
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.signals.models import Signal, Subscription
from tests.support.followers import BEGAN, FOLLOW, PAGE, client_of, follows, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "invented")]


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
