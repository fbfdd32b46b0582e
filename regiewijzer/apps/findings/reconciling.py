"""Lays what the checks find now beside the register: what is new, still there, gone, or back. Changes nothing by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from regiewijzer.apps.findings.models import Finding
from regiewijzer.pipeline.findings_open import FindingGroup, OpenFinding

Key = tuple[str, str, str, str]  # rule, owner role, owner code, cause


@dataclass(frozen=True, slots=True)
class Known:
    """What the register says of one finding."""

    group_id: Any
    is_open: bool
    returns: int
    said: tuple[str, int | None, str]  # value, cents, severity: they may change while the finding stays


@dataclass(slots=True)
class Differences:
    """The findings by what is to be done; `gone` are identities, `added` counts new and returned ones per group."""

    new: list[OpenFinding] = field(default_factory=list)
    returned: list[OpenFinding] = field(default_factory=list)
    changed: list[OpenFinding] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    still: int = 0
    added: dict[Key, int] = field(default_factory=dict)


def key_of(group: FindingGroup) -> Key:
    """Return what makes a group one in the register."""
    return group.rule, str(group.owner_role), group.owner_code or "", group.cause


def key_of_finding(one: OpenFinding) -> Key:
    """Return the key of the group that a finding is in."""
    return one.finding.rule, str(one.finding.owner_role), one.finding.owner_code or "", one.cause


def read_known() -> dict[str, Known]:
    """Return the whole register by identity."""
    rows = Finding.objects.values_list("identity", "group_id", "gone_on", "returns", "value", "cents", "severity")
    return {
        identity: Known(group_id, gone_on is None, returns, (value, cents, severity))
        for identity, group_id, gone_on, returns, value, cents, severity in rows.iterator(chunk_size=10_000)
    }


def said_of(one: OpenFinding) -> tuple[str, int | None, str]:
    """Return what is kept of a finding and may change."""
    return (one.finding.value or "")[:300], one.cents, str(one.finding.severity)


def compare(found: Sequence[OpenFinding], known: Mapping[str, Known], groups: Mapping[Key, Any]) -> Differences:
    """Return the differences; `groups` are the ids of the groups in the register by key."""
    result = Differences()
    for one in found:
        before, key = known.get(one.identity), key_of_finding(one)
        if before is None:
            result.new.append(one)
        elif not before.is_open:
            result.returned.append(one)
        elif before.said != said_of(one) or before.group_id != groups.get(key):
            result.changed.append(one)
        else:
            result.still += 1
        if before is None or not before.is_open:
            result.added[key] = result.added.get(key, 0) + 1
    result.still += len(result.changed)
    result.gone = _gone(found, known)
    return result


def _gone(found: Iterable[OpenFinding], known: Mapping[str, Known]) -> list[str]:
    there = {one.identity for one in found}
    return [identity for identity, before in known.items() if before.is_open and identity not in there]
