"""From a question to an effect: which step may follow which, who takes it, and what must be there first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.cycle import policies
from regiewijzer.apps.cycle.actions import effects, items, parts, steps
from regiewijzer.apps.cycle.actions.keeping import ChangedMeanwhile, NotNow
from regiewijzer.apps.cycle.kinds import FOLLOWERS, Kind
from regiewijzer.apps.cycle.models import Item
from regiewijzer.apps.cycle.models.advice import Answer
from regiewijzer.apps.cycle.models.interpretation import Outcome
from regiewijzer.apps.cycle.states import FLOWS, State, steps_from
from tests.support import a_cycle
from tests.support.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return person(Role.DIRECTOR)


def refused(act, *arguments, **named):
    with pytest.raises(NotNow) as reason:
        act(*arguments, **named)
    return str(reason.value)


@pytest.mark.parametrize("kind", Kind)
def test_every_state_of_a_kind_is_reached_and_every_end_is_one_of_them(kind):
    flow = FLOWS[kind]
    reached = {flow.first}
    for _ in flow.steps:
        reached |= {step.after for step in flow.steps if reached & set(step.before)}
    assert reached == set(flow.states)
    assert flow.ends <= reached
    assert flow.changes_in <= reached


def test_every_kind_comes_of_another_and_has_something_after_it():
    assert {one for those in FOLLOWERS.values() for one in those} == set(Kind)
    assert all(FOLLOWERS[kind] for kind in Kind)


def test_a_whole_chain_from_a_question_to_an_effect(director):
    chain = a_cycle.a_chain(director)
    states = [State.TAKEN_UP, State.CONCLUDED, State.ANSWERED, State.GIVEN, State.TAKEN, State.RUNNING, State.AWAITED]
    assert [one.state for one in chain] == states
    assert chain[-1].due == chain[-2].expectation.look_on
    assert [change.what for change in chain[3].changes.all()] == ["geven", "points_answered", "begun"]


def test_what_must_be_there_first_is_said(director):
    analysis = a_cycle.begun(Kind.ANALYSIS, director, a_cycle.a_question(director))
    assert "vastgelegd cijfer" in refused(steps.take, item=analysis, code="klaar", by=director)
    table = a_cycle.a_table(director)
    assert "waar de duiding op uitkwam" in refused(steps.take, item=table, code="vaststellen", by=director)
    advice = a_cycle.begun(Kind.ADVICE, director, table)
    assert "minstens één" in refused(steps.take, item=advice, code="aanbieden", by=director)
    decision = a_cycle.begun(Kind.DECISION, director, table)
    assert "aanbieders, jongeren en ouders" in refused(steps.take, item=decision, code="nemen", by=director)
    action = a_cycle.begun(Kind.ACTION, director, a_cycle.a_decision(director, table))
    assert "welk effect u verwacht" in refused(steps.take, item=action, code="starten", by=director)


def test_a_response_answers_every_point_and_says_why_not(director):
    advice = a_cycle.an_advice(director, a_cycle.a_question(director))
    response = a_cycle.begun(Kind.RESPONSE, director, advice)
    first, second = advice.points.all()
    version = a_cycle.now(response).version
    parts.answer_points(response=response, answers={first: (Answer.NOT, "Te duur.")}, version=version, by=director)
    assert "punt 2" in refused(steps.take, item=response, code="geven", by=director)
    later = {second: (Answer.ADOPT, "")}
    parts.answer_points(response=response, answers=later, version=version + 1, by=director)
    steps.take(item=response, code="geven", by=director)
    assert a_cycle.now(advice).state == State.ANSWERED


def test_an_action_begins_only_after_its_decision_was_taken_and_is_told_when_that_is_withdrawn(director):
    decision = a_cycle.a_decision(director, a_cycle.a_table(director))
    action = a_cycle.an_action(director, decision)
    steps.take(item=decision, code="heroverwegen", by=director, reason="Nieuwe cijfers.")
    assert "als het besluit is genomen" in refused(steps.take, item=action, code="starten", by=director)
    steps.take(item=decision, code="nemen", by=director)
    steps.take(item=action, code="starten", by=director)
    steps.take(item=decision, code="intrekken", by=director, reason="Toch niet.")
    assert a_cycle.now(action).state == State.RUNNING


def test_two_people_who_change_one_item_do_not_lose_what_the_other_wrote(director):
    question = a_cycle.a_question(director)
    told = {"text": "Tekst.", "details": a_cycle.QUESTION, "goals": [], "by": director}
    seen = a_cycle.now(question).version
    items.change(item=question, version=seen, title="Van de een", **told)
    with pytest.raises(ChangedMeanwhile):
        items.change(item=question, version=seen, title="Van de ander", **told)
    assert a_cycle.now(question).title == "Van de een"


def test_what_lies_fixed_is_not_changed(director):
    question = a_cycle.a_question(director, "indienen")
    told = {"title": "x", "text": "x", "details": {}, "goals": [], "by": director}
    assert "ligt vast" in refused(items.change, item=question, version=question.version, **told)


def test_what_comes_of_what_never_goes_round(director):
    question, table, advice, response, decision, *_rest = a_cycle.a_chain(director)
    again = a_cycle.a_decision(director, decision)
    assert "kring" in refused(items.link, before=again, after=decision, by=director)
    assert "kan niet voortkomen" in refused(items.link, before=question, after=response, by=director)
    assert "voortkwam" in refused(items.unlink, before=table, after=advice, by=director)


def test_a_question_is_chosen_in_the_open_disputed_and_handed_back(director):
    adviser = person(Role.MUNICIPAL_ADVISER)
    question = a_cycle.a_question(adviser, "indienen")
    assert policies.may_take(director, question, FLOWS[Kind.QUESTION].step("oppakken", State.ASKED))
    assert not policies.may_take(adviser, question, FLOWS[Kind.QUESTION].step("oppakken", State.ASKED))
    question = a_cycle.taken(question, director, "niet-oppakken", reason="Deze ronde is vol.")
    assert question.changes.first().reason == "Deze ronde is vol."
    councillor = person(Role.COUNCILLOR)
    assert policies.may_take(councillor, question, FLOWS[Kind.QUESTION].step("betwisten", question.state))
    question = a_cycle.taken(question, councillor, "betwisten", reason="De raad wil dit weten.")
    question = a_cycle.taken(question, director, "oppakken", "teruggeven", reason="Welke leeftijd?")
    assert {one.code for one in steps_from(question.kind, question.state)} == {"indienen"}


def test_follow_up_research_asks_consent(director):
    table = a_cycle.a_table(director)
    told = {"interpretation": table, "kind": Outcome.RESEARCH, "text": "Vraag het na.", "by": director}
    assert "instemming" in refused(parts.conclude, consent_of="", **told)
    parts.conclude(consent_of="Bestuurlijk overleg", **told)
    assert table.outcomes.get().consent_of == "Bestuurlijk overleg"


def test_a_verdict_needs_a_mirror_and_is_given_once(director):
    *_rest, effect = a_cycle.a_chain(director)
    told = {"verdict": "not", "then": "stop", "because": "Niets te zien.", "by": director}
    assert "niet in de stand" in refused(effects.judge_effect, effect=effect, version=effect.version, **told)
    effects.keep_mirror(effect=effect, found={"places": [], "compared": None}, figure_id="")
    effects.judge_effect(effect=effect, version=a_cycle.now(effect).version, **told)
    assert a_cycle.now(effect).state == State.JUDGED
    assert "niet in de stand" in refused(effects.keep_mirror, effect=effect, found={}, figure_id="")
    effects.judge_again(effect=effect, reason="Het cijfer is verbeterd.", by=director)
    assert Item.objects.get(pk=effect.pk).mirror.verdict == ""


def test_it_is_not_looked_at_before_the_day(director):
    *_rest, effect = a_cycle.a_chain(director)
    assert "zoals vooraf is afgesproken" in effects.why_not_mirrored(effect)
    effect.due = timezone.localdate() - timedelta(days=1)
    assert effects.why_not_mirrored(effect) == ""


def test_a_municipality_ticks_off_its_own_task_only(director):
    decision = a_cycle.a_decision(director, a_cycle.a_table(director))
    asked = {"decision": decision, "body": "college", "what": "Vaststellen", "due": timezone.localdate(), "by": director}
    parts.ask_municipality(municipality_code="0518", **asked)
    assert "al op de lijst" in refused(parts.ask_municipality, municipality_code="0518", **asked)
    task = decision.tasks.get()
    assert policies.may_finish(person(Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY, "0518"), task)
    assert not policies.may_finish(person(Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY, "0519"), task)
    parts.finish_task(task=task, on=timezone.localdate(), by=director)
    assert "al afgevinkt" in refused(parts.finish_task, task=task, on=timezone.localdate(), by=director)
