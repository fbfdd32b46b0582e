"""The register: what is new, still there, mended by a new message, and back again."""

from datetime import date

import pytest

from regiewijzer.apps.findings.models import Finding, Group, Line, MonthCount, Reconciliation
from regiewijzer.apps.findings.states import State, Step
from regiewijzer.apps.findings.terms import due

pytestmark = pytest.mark.django_db


def test_a_faulty_claim_is_one_group_with_two_rows(faulty_world):
    group = faulty_world.group()
    assert (group.owner_role, group.owner_code, group.state) == ("provider", "47000001", State.OPEN)
    assert group.open_findings == Finding.objects.filter(group=group, gone_on=None).count() == 2
    assert group.cents == 80_00 * (8 + 2)


def test_doing_it_twice_changes_nothing(faulty_world):
    before = list(Group.objects.order_by("pk").values()), list(Finding.objects.order_by("pk").values())
    faulty_world.reconciles()
    assert (list(Group.objects.order_by("pk").values()), list(Finding.objects.order_by("pk").values())) == before
    last = Reconciliation.objects.first()
    assert last is not None
    assert (last.new, last.gone, last.returned) == (0, 0, 0)
    assert last.still == Finding.objects.filter(gone_on=None).count() > 0


def test_a_new_message_mends_it_and_the_group_keeps_its_conversation(faulty_world):
    faulty_world.mends()
    group = faulty_world.group()
    assert (group.state, group.open_findings, group.cents) == (State.MENDED, 0, None)
    assert group.mended_on == faulty_world.today
    assert list(Line.objects.filter(group=group).values_list("step", flat=True)) == [Step.MEND]
    assert set(Finding.objects.filter(group=group).values_list("gone_on", flat=True)) == {faulty_world.today}


def test_what_comes_back_is_the_same_finding_with_a_new_term(faulty_world):
    group, was_due = faulty_world.group(), faulty_world.group().due_on
    faulty_world.days += 40
    faulty_world.reconciles([one for one in faulty_world.found if one.finding.rule != group.rule])
    assert faulty_world.group().state == State.MENDED
    faulty_world.days += 1
    faulty_world.reconciles()
    back = faulty_world.group()
    assert (back.pk, back.state, back.open_findings, back.mended_on) == (group.pk, State.OPEN, 2, None)
    assert back.due_on > was_due
    assert set(Finding.objects.filter(group=group).values_list("returns", "gone_on")) == {(1, None)}
    assert list(back.lines.values_list("step", "count")) == [(Step.MEND, None), (Step.RETURN, 2)]


def test_what_is_added_to_an_explained_group_opens_it_again(faulty_world):
    first, rest = faulty_world.found[0], faulty_world.found[1:]
    Group.objects.all().delete()
    faulty_world.reconciles(rest)
    Group.objects.filter(rule=first.finding.rule).update(state=State.EXPLAINED)
    faulty_world.reconciles([first, *rest])
    group = faulty_world.group(first.finding.rule)
    assert (group.state, group.open_findings) == (State.OPEN, 2)
    assert list(group.lines.values_list("step", "count")) == [(Step.GROW, 1)]


def test_the_month_is_counted_and_months_without_a_check_stay_as_they_were(faulty_world):
    first = MonthCount.objects.get(rule="TR338")
    assert (f"{first.month:%Y-%m}", first.findings) == ("2024-07", 2)
    faulty_world.days += 80
    faulty_world.reconciles()
    counted = list(MonthCount.objects.filter(rule="TR338").order_by("month").values_list("month", "findings"))
    assert [(f"{month:%Y-%m}", count) for month, count in counted] == [("2024-07", 2), ("2024-08", 2), ("2024-09", 2)]


@pytest.mark.parametrize(("rule", "severity", "day"), [("RW-CON-01", "error", 17), ("TR338", "error", 24), ("gone", "error", 24)])
def test_a_check_may_have_a_term_of_its_own(rule, severity, day):
    assert due(rule, severity, date(2024, 7, 10)) == date(2024, 7, day)
