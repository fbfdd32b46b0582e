"""Nothing in the cycle ends without anyone seeing: every gap is found, for who it is for, and told once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.cycle import reminders, waiting
from regiewijzer.apps.cycle.actions import effects, items, parts, steps
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Item, ItemFigure
from regiewijzer.apps.post.models import Notice
from tests.support import a_cycle
from tests.support.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return person(Role.DIRECTOR)


def codes(item):
    """Return why an item waits."""
    return {one.gap.code for one in waiting.waiting() if one.item.pk == item.pk}


def aged(item, days):
    Item.objects.filter(pk=item.pk).update(moved_at=timezone.now() - timedelta(days=days))
    return item


def table_concluded(director):
    table = a_cycle.a_table(director)
    parts.conclude(interpretation=table, kind="meaning", text="Zo is het.", consent_of="", by=director)
    return a_cycle.taken(table, director, "vaststellen")


MADE = {
    "unchosen": lambda by: a_cycle.a_question(by, "indienen"),
    "handed_back": lambda by: a_cycle.a_question(by, "indienen", "teruggeven"),
    "unbegun": lambda by: a_cycle.a_question(by, "indienen", "oppakken"),
    "open_long": a_cycle.a_table,
    "no_advice": table_concluded,
    "unanswered": lambda by: a_cycle.an_advice(by, a_cycle.a_table(by)),
    "undecided": lambda by: a_cycle.a_response(by, a_cycle.an_advice(by, a_cycle.a_table(by))),
    "not_taken": lambda by: a_cycle.begun(Kind.DECISION, by, a_cycle.a_table(by)),
    "no_action": lambda by: a_cycle.a_decision(by, a_cycle.a_table(by)),
    "not_started": lambda by: a_cycle.an_action(by, a_cycle.a_decision(by, a_cycle.a_table(by))),
}


@pytest.mark.parametrize("code", MADE)
def test_what_stands_too_long_is_found_and_not_before(code, director):
    item = MADE[code](director)
    gap = waiting.EVERY[code]
    assert code not in codes(aged(item, gap.days - 1))
    assert code in codes(aged(item, gap.days + 1))


@pytest.mark.parametrize("code", ["no_action", "unbegun"])
def test_what_came_of_it_closes_the_gap(code, director):
    item = aged(MADE[code](director), 100)
    a_cycle.begun(Kind.ACTION if code == "no_action" else Kind.ANALYSIS, director, item)
    assert code not in codes(item)


def test_an_advice_that_was_withdrawn_does_not_close_a_gap(director):
    table = aged(table_concluded(director), 100)
    advice = a_cycle.an_advice(director, table)
    assert "no_advice" not in codes(table)
    a_cycle.taken(advice, director, "intrekken")
    assert "no_advice" in codes(table)


def test_days_of_their_own(director):
    *_rest, decision, action, effect = a_cycle.a_chain(director)
    yesterday = timezone.localdate() - timedelta(days=1)
    Item.objects.filter(pk__in=[effect.pk, decision.pk]).update(due=yesterday)
    assert (codes(effect), codes(decision)) == ({"due"}, {"review"})
    parts.ask_municipality(decision=decision, municipality_code="0518", body="college", what="Iets", due=yesterday, by=director)
    assert codes(decision) == {"review", "task"}
    steps.take(item=decision, code="intrekken", by=director, reason="Toch niet.")
    assert codes(action) == {"withdrawn"}


def test_a_figure_that_was_corrected_asks_whether_the_decision_stands(director):
    question, _table, _advice, _response, decision, *_rest = a_cycle.a_chain(director)
    figure = ItemFigure.objects.create(item=question, figure_id="0" * 16, caption="x", position=1, drift="Nu anders.")
    assert codes(decision) == {"drift"}
    items.see_drift(item=question, figure_id=figure.figure_id, by=director)
    assert codes(decision) == set()


def test_a_verdict_that_asks_for_more_waits_until_more_comes(director):
    *_rest, effect = a_cycle.a_chain(director)
    effects.keep_mirror(effect=effect, found={"places": [], "compared": None}, figure_id="")
    assert codes(effect) == {"unjudged"}
    told = {"verdict": "not", "then": "adapt", "because": "Anders.", "by": director}
    effects.judge_effect(effect=effect, version=a_cycle.now(effect).version, **told)
    assert codes(aged(effect, 31)) == {"nothing_after"}
    a_cycle.begun(Kind.DECISION, director, effect)
    assert codes(effect) == set()


def test_each_hears_once_what_is_theirs(director):
    adviser = person(Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY, "0518")
    person(Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY, "0519")
    aged(a_cycle.a_question(adviser, "indienen"), 31)
    back = aged(a_cycle.taken(a_cycle.a_question(adviser, "indienen"), director, "teruggeven"), 31)
    reminders.tell()
    reminders.tell()
    told = sorted((notice.user.username, notice.address) for notice in Notice.objects.all())
    assert (adviser.username, back.get_absolute_url()) in told
    assert {name for name, _address in told} == {adviser.username, director.username}
    assert len(told) == 2
