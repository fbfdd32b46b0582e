"""The worklist and the conversation, by everyone who is in it."""

from datetime import timedelta

import pytest

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.findings import actions_register
from regiewijzer.apps.findings.models import Group, Line
from regiewijzer.apps.findings.states import State, Step
from regiewijzer.apps.post.models import Notice
from regiewijzer.ledger.home import Home
from tests.support.people import person

from .conftest import client_of

pytestmark = pytest.mark.django_db
OTHER_PROVIDER = "47000002"


@pytest.fixture(autouse=True)
def day(monkeypatch, faulty_world):
    """Pages stand on the day of the world."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_given: faulty_world.today)


def answer(user, group: Group, step: Step, text: str = "Dit klopt zo.", **said):
    form = {"versie": group.version, "stap": step.value, "tekst": text, **said}
    return client_of(user).post(f"/bevindingen/{group.pk}", form)


def test_the_owner_sees_its_worklist_with_what_it_touches(faulty_world, provider):
    page = client_of(provider).get("/bevindingen").text
    group = faulty_world.group()
    assert f"/bevindingen/{group.pk}" in page
    assert "€\N{NO-BREAK SPACE}800" in page
    assert "nog 10 werkdagen" in page


def test_another_sees_nothing_of_it(faulty_world):
    other = client_of(person(Role.PROVIDER_CONTACT, Kind.PROVIDER, OTHER_PROVIDER))
    group = faulty_world.group()
    assert str(group.pk) not in other.get("/bevindingen").text
    assert other.get(f"/bevindingen/{group.pk}").status_code == 404
    assert other.get("/bevindingen?eigenaar=provider:47000001").status_code == 404
    assert other.post(f"/bevindingen/{group.pk}", {"stap": "say", "tekst": "x", "versie": 1}).status_code == 404


def test_the_municipality_reads_along_only_when_it_is_asked(faulty_world, municipality, steward):
    group, theirs = faulty_world.group(), client_of(municipality)
    assert theirs.get(f"/bevindingen/{group.pk}").status_code == 404
    asked = client_of(steward).post(f"/bevindingen/{group.pk}/betrek", {"organisatie": municipality.organisation.pk})
    assert asked.status_code == 302
    page = theirs.get(f"/bevindingen/{group.pk}")
    assert page.status_code == 200
    assert 'value="explain"' not in page.text  # to answer is for the owner
    assert answer(municipality, group, Step.EXPLAIN).status_code == 403
    assert answer(municipality, group, Step.SAY, "Wij missen dit bericht ook.").status_code == 302


def test_who_is_not_on_the_other_side_cannot_be_asked(faulty_world, steward):
    stranger = person(Role.PROVIDER_CONTACT, Kind.PROVIDER, OTHER_PROVIDER).organisation
    address = f"/bevindingen/{faulty_world.group().pk}/betrek"
    assert client_of(steward).post(address, {"organisatie": stranger.pk}).status_code == 302
    assert not faulty_world.group().involved.exists()


def test_a_month_together(faulty_world, provider, steward):
    """A faulty claim, an explanation that does not hold, a dispute, a waiver, and the message that mends it."""
    assert answer(provider, faulty_world.group(), Step.EXPLAIN, "Het bericht volgt.").status_code == 302
    assert faulty_world.group().state == State.EXPLAINED
    assert answer(steward, faulty_world.group(), Step.REFUSE, "Wanneer?").status_code == 302
    assert faulty_world.group().state == State.OPEN
    assert answer(provider, faulty_world.group(), Step.DISPUTE, "De toewijzing is mondeling gegeven.").status_code == 302
    until = faulty_world.today + timedelta(30)
    waived = answer(steward, faulty_world.group(), Step.WAIVE, "Tot de gemeente toewijst.", tot_en_met=until.isoformat())
    assert waived.status_code == 302
    assert (faulty_world.group().state, faulty_world.group().waived_until) == (State.WAIVED, until)
    assert str(faulty_world.group().pk) not in client_of(provider).get("/bevindingen").text
    faulty_world.mends()
    group = faulty_world.group()
    assert group.state == State.MENDED
    steps = [Step.EXPLAIN, Step.REFUSE, Step.DISPUTE, Step.WAIVE, Step.MEND]
    assert list(group.lines.values_list("step", flat=True)) == steps
    page = client_of(provider).get(f"/bevindingen/{group.pk}").text
    for text in ("Het bericht volgt.", "Wanneer?", "De toewijzing is mondeling gegeven.", "Tot de gemeente toewijst."):
        assert text in page
    recorded = set(AuditEvent.objects.filter(subject=str(group.pk)).values_list("event", flat=True))
    assert {"finding_explain", "finding_refuse", "finding_dispute", "finding_waive"} <= recorded


def test_a_waiver_that_ends_lapses_by_itself(faulty_world, provider, steward):
    until = faulty_world.today + timedelta(3)
    answer(steward, faulty_world.group(), Step.WAIVE, tot_en_met=until.isoformat())
    faulty_world.days += 3
    assert str(faulty_world.group().pk) not in client_of(provider).get("/bevindingen").text
    assert actions_register.lapse(today=faulty_world.today) == 0  # its last day counts
    faulty_world.days += 1
    page = client_of(provider).get("/bevindingen").text
    assert str(faulty_world.group().pk) in page  # before any job has run
    assert actions_register.lapse(today=faulty_world.today) == 1
    group = faulty_world.group()
    assert (group.state, group.waived_until) == (State.OPEN, None)
    assert group.due_on > faulty_world.today


def test_an_answer_on_a_waiver_that_ended_today_finds_it_lapsed(faulty_world, provider, steward):
    answer(steward, faulty_world.group(), Step.WAIVE, tot_en_met=faulty_world.today.isoformat())
    group = faulty_world.group()
    faulty_world.days += 1
    assert answer(provider, group, Step.EXPLAIN).status_code == 409  # someone (the program) did something since that page
    assert answer(provider, faulty_world.group(), Step.EXPLAIN).status_code == 409
    actions_register.lapse(today=faulty_world.today)
    assert answer(provider, faulty_world.group(), Step.EXPLAIN).status_code == 302


@pytest.mark.parametrize("until", ["", "2024-07-09", "2031-01-01", "morgen"])
def test_a_waiver_without_a_good_end_is_refused(faulty_world, steward, until):
    page = answer(steward, faulty_world.group(), Step.WAIVE, "Reden", tot_en_met=until)
    assert page.status_code == 422
    assert faulty_world.group().state == State.OPEN
    assert "Reden" in page.text


def test_a_step_without_a_reason_is_refused(faulty_world, provider):
    assert answer(provider, faulty_world.group(), Step.DISPUTE, "  ").status_code == 422
    assert not Line.objects.exists()


def test_two_people_answer_at_once(faulty_world, provider, steward):
    page_of_both = faulty_world.group()
    assert answer(provider, page_of_both, Step.DISPUTE, "Eerst").status_code == 302
    second = answer(steward, page_of_both, Step.WAIVE, "Ik was later", tot_en_met=faulty_world.today.isoformat())
    assert second.status_code == 409
    assert "Ik was later" in second.text
    assert "Eerst" in second.text
    assert faulty_world.group().state == State.DISPUTED


def test_what_is_mended_cannot_be_disputed(faulty_world, provider):
    faulty_world.mends()
    assert answer(provider, faulty_world.group(), Step.DISPUTE).status_code == 409
    assert faulty_world.group().state == State.MENDED


@pytest.mark.parametrize("step", [Step.LAPSE, Step.MEND, Step.RETURN, Step.GROW])
def test_nobody_takes_a_step_of_the_program(faulty_world, steward, step):
    assert answer(steward, faulty_world.group(), step).status_code == 422


@pytest.mark.parametrize("step", [Step.WAIVE, Step.REFUSE])
def test_the_owner_does_not_judge_itself(faulty_world, provider, step):
    page = answer(provider, faulty_world.group(), step, tot_en_met=faulty_world.today.isoformat())
    assert page.status_code == 403
    assert faulty_world.group().state == State.OPEN


def test_a_hostile_text_stays_text(faulty_world, provider, steward):
    answer(provider, faulty_world.group(), Step.SAY, "<script>alert(1)</script> {{ 7|add:1 }}")
    page = client_of(steward).get(f"/bevindingen/{faulty_world.group().pk}").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7|add:1 }}" in page


def test_the_other_side_of_the_conversation_is_told_without_what_was_said(faulty_world, provider, steward):
    answer(provider, faulty_world.group(), Step.EXPLAIN, "Vertrouwelijk")
    [notice] = Notice.objects.filter(user=steward)
    assert notice.address == f"/bevindingen/{faulty_world.group().pk}"
    assert "Vertrouwelijk" not in notice.subject + notice.text
    assert not Notice.objects.filter(user=provider).exists()


def test_an_owner_is_told_once_of_everything_that_is_new(faulty_world, provider):
    Group.objects.all().delete()
    faulty_world.reconciles()
    [notice] = Notice.objects.filter(user=provider)
    assert notice.address == "/bevindingen"
    faulty_world.reconciles()
    assert Notice.objects.filter(user=provider).count() == 1


def test_paging_and_filters_that_make_no_sense(steward):
    client = client_of(steward)
    assert client.get("/bevindingen?pagina=0").status_code == 404
    assert client.get("/bevindingen?pagina=x").status_code == 404
    assert client.get("/bevindingen?stand=niets&volgorde=niets&regel=<b>").status_code == 200
    assert client.get("/bevindingen/00000000-0000-0000-0000-000000000000").status_code == 404


def test_before_anything_was_loaded(settings, tmp_path, steward):
    settings.REGIEWIJZER_HOME = Home(tmp_path / "empty").create()
    assert client_of(steward).get("/bevindingen").status_code == 200
