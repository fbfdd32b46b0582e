"""Following a line, and ending that."""

import pytest

from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.monitor.service import Line, may_follow
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Grain
from tests.support.followers import BEGAN, FOLLOW, OTHER, OWN, PAGE, client_of, follows, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "invented")]


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


def test_what_no_rule_can_judge_cannot_be_followed_and_the_page_says_why(steward, world):
    client = client_of(steward)
    assert "Dit cijfer komt één keer per jaar." in client.get("/monitor/care-paths").text
    for address in ("care-paths", "expected-use?reeks=by_age_and_sex_upper_95"):
        assert client.post(f"/signalen/volgen/{address}").status_code == 404
    assert not Subscription.objects.exists()


def test_every_figure_that_comes_more_than_once_a_year_can_be_followed(home):
    for indicator in load_indicators().values():
        for outcome in indicator.outcomes:
            is_followed = indicator.grain is not Grain.YEAR and not outcome.is_limit
            assert may_follow(Line(indicator.id, outcome.code)) == is_followed, outcome.code


@pytest.mark.parametrize(
    "query", ["waiting?reeks=assignment_to_start_median", "spending", "trajectories-per-provider?reeks=duration"]
)
def test_medians_amounts_and_means_are_followed_as_well(steward, world, look, query):
    client = client_of(steward)
    indicator, _, _outcome = query.partition("?")
    assert "Volg dit cijfer" in client.get(f"/monitor/{query}").text
    assert client.post(f"/signalen/volgen/{query}").status_code == 302
    look()
    assert not Signal.objects.exists()
    world.steps = {BEGAN: 320}
    look()
    signal = Signal.objects.get()
    assert (signal.indicator_id, signal.direction, signal.began) == (indicator, "up", BEGAN)
    assert "blijvend hoger sinds" in client.get(page_of(signal)).text


def test_another_s_municipality_cannot_be_followed(adviser, world):
    assert client_of(adviser).post(f"{FOLLOW}?gemeente={OTHER}").status_code == 403
    assert not Subscription.objects.exists()
