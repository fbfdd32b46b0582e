"""Brings the register up to date: one transaction, one audit event, and owners are told of what is new."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.findings import reconciling, telling
from regiewijzer.apps.findings.counting import count_month
from regiewijzer.apps.findings.models import Finding, Group, Line, Reconciliation
from regiewijzer.apps.findings.reconciling import Differences, Key, Known
from regiewijzer.apps.findings.states import TRANSITIONS, State, Step, may_follow
from regiewijzer.apps.findings.terms import due
from regiewijzer.pipeline.findings_open import FindingGroup, OpenFinding, grouped

AT_ONCE = 500  # rows in one statement
_CHANGING = ("state", "version", "severity", "open_findings", "cents", "due_on", "waived_until", "mended_on")


@transaction.atomic
def reconcile(*, found: Sequence[OpenFinding], snapshot: int, today: date) -> Reconciliation:
    """Lay what was found in a snapshot beside the register. Doing it twice changes nothing."""
    lapse(today=today)
    groups = {(one.rule, one.owner_role, one.owner_code, one.cause): one for one in Group.objects.select_for_update()}
    now = {reconciling.key_of(one): one for one in grouped(found)}
    fresh = _create_groups(now, groups, today)
    known = reconciling.read_known()
    differences = reconciling.compare(found, known, {key: group.pk for key, group in groups.items()})
    _write_findings(differences, known, groups, today)
    told = fresh + _settle(groups, now, differences, fresh, today)
    count_month(today)
    telling.tell_owners(told)
    return _note(differences, snapshot)


def _create_groups(now: Mapping[Key, FindingGroup], groups: dict[Key, Group], today: date) -> list[Group]:
    fresh = {key: _new_group(key, one, today) for key, one in now.items() if key not in groups}
    Group.objects.bulk_create(fresh.values(), batch_size=AT_ONCE)
    groups.update(fresh)
    return list(fresh.values())


def _new_group(key: Key, one: FindingGroup, today: date) -> Group:
    rule, role, code, cause = key
    return Group(
        rule=rule,
        owner_role=role,
        owner_code=code,
        cause=cause,
        severity=one.severity,
        open_findings=len(one.findings),
        cents=one.cents,
        found_on=today,
        due_on=due(rule, one.severity, today),
    )


def _row(one: OpenFinding, group_id: Any, today: date) -> Finding:
    said = one.finding
    value, cents, severity = reconciling.said_of(one)
    return Finding(
        identity=one.identity,
        group_id=group_id,
        severity=severity,
        message_id=said.message_id or "",
        message_type=said.message_type or "",
        municipality_code=one.municipality_code or "",
        provider_code=one.provider_code or "",
        dated_on=one.dated_on,
        path=said.path[:300],
        ordinal=said.ordinal,
        value=value,
        source_file=said.source_file[-500:],
        source_member=said.source_member[:300],
        detail=said.detail[:300],
        return_code=said.return_code or "",
        cents=cents,
        found_on=today,
    )


def _write_findings(differences: Differences, known: Mapping[str, Known], groups: Mapping[Key, Group], today: date) -> None:
    def group_of(one: OpenFinding) -> Any:
        return groups[reconciling.key_of_finding(one)].pk

    Finding.objects.bulk_create((_row(one, group_of(one), today) for one in differences.new), batch_size=AT_ONCE)
    back = [_row(one, group_of(one), today) for one in differences.returned]
    for row in back:
        row.returns = known[row.identity].returns + 1
    moving = ("group", "value", "cents", "severity")
    Finding.objects.bulk_update(back, ("gone_on", "returns", *moving), batch_size=AT_ONCE)
    changed = [_row(one, group_of(one), today) for one in differences.changed]
    Finding.objects.bulk_update(changed, moving, batch_size=AT_ONCE)
    for some in _batches(differences.gone):
        Finding.objects.filter(pk__in=some).update(gone_on=today)


def _batches(identities: Sequence[str]) -> Iterable[Sequence[str]]:
    return (identities[first : first + AT_ONCE] for first in range(0, len(identities), AT_ONCE))


def _settle(
    groups: Mapping[Key, Group],
    now: Mapping[Key, FindingGroup],
    differences: Differences,
    fresh: Sequence[Group],
    today: date,
) -> list[Group]:
    """Give every known group its numbers and state of now; return those that came back or grew out of their explanation."""
    new = {one.pk for one in fresh}
    changed, lines, told = [], [], []
    for key, group in groups.items():
        if group.pk in new:
            continue
        before = tuple(getattr(group, name) for name in _CHANGING)
        step = _settle_one(group, now.get(key), differences.added.get(key, 0), today)
        if step:
            lines.append(Line(group=group, step=step, count=differences.added.get(key)))
            told += [group] if step is not Step.MEND else []
        if before != tuple(getattr(group, name) for name in _CHANGING):
            changed.append(group)
    Group.objects.bulk_update(changed, _CHANGING, batch_size=AT_ONCE)
    Line.objects.bulk_create(lines, batch_size=AT_ONCE)
    return told


def _settle_one(group: Group, now: FindingGroup | None, added: int, today: date) -> Step | None:
    """Change a group in memory; return the step that this was, None when its state stays."""
    group.open_findings, group.cents = (len(now.findings), now.cents) if now else (0, None)
    if now is None:
        if group.state == State.MENDED:
            return None
        group.mended_on = today
        return _take(group, Step.MEND)
    group.severity = now.severity
    step = Step.RETURN if group.state == State.MENDED else Step.GROW if added else None
    if step is None or not may_follow(step, group.state):
        return None
    group.mended_on, group.due_on = None, due(group.rule, now.severity, today)
    return _take(group, step)


def _take(group: Group, step: Step) -> Step:
    group.state, group.version = TRANSITIONS[step].to, group.version + 1
    if group.state != State.WAIVED:
        group.waived_until = None
    return step


@transaction.atomic
def lapse(*, today: date) -> int:
    """End the waivers whose last day is past, and give their owners a term anew; return how many."""
    ended = list(Group.objects.select_for_update().filter(state=State.WAIVED, waived_until__lt=today))
    for group in ended:
        group.due_on = due(group.rule, group.severity, today)
        _take(group, Step.LAPSE)
        record_event("finding_waiver_lapsed", actor="worker", subject=str(group.pk))
    Group.objects.bulk_update(ended, _CHANGING, batch_size=AT_ONCE)
    Line.objects.bulk_create(Line(group=group, step=Step.LAPSE) for group in ended)
    telling.tell_owners(ended)
    return len(ended)


def _note(differences: Differences, snapshot: int) -> Reconciliation:
    counts = {
        "new": len(differences.new),
        "gone": len(differences.gone),
        "returned": len(differences.returned),
        "still": differences.still,
    }
    record_event("findings_reconciled", actor="worker", subject=str(snapshot), details=counts)
    return Reconciliation.objects.create(snapshot=snapshot, **counts)
