"""Who hears of findings, by mail in the way each chose. A mail says that there is something and where, never what."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from regiewijzer.apps.findings.models import Group, Line
from regiewijzer.apps.findings.owners import people_of, stewards
from regiewijzer.apps.findings.policies import parties
from regiewijzer.apps.findings.states import Party
from regiewijzer.apps.post.service import Topic, notify


def tell_owners(groups: Iterable[Group]) -> None:
    """Tell each owner, once, that something new waits for it."""
    owners: dict[tuple[str, str], int] = {}
    for group in groups:
        key = (group.owner_role, group.owner_code)
        owners[key] = owners.get(key, 0) + 1
    for (role, code), count in owners.items():
        subject = f"Nieuw om te herstellen: {count} / new to mend: {count}"
        notify(users=people_of(role, code), topic=Topic.FINDING, subject=subject, address=reverse("findings:worklist"))


def tell_of_step(group: Group, line: Line) -> None:
    """Tell the other side of the conversation what was said or done."""
    address = reverse("findings:group", args=[group.pk])
    subject = f"Reactie op een bevinding / reply on a finding: {group.rule}"
    notify(users=_others(group, line.author), topic=Topic.FINDING, subject=subject, address=address)


def _others(group: Group, by: Any) -> list[Any]:
    users = get_user_model().objects.filter(is_active=True)
    involved = list(users.filter(organisation__in=group.involved.values("organisation")))
    sides = parties(by, group)
    owners = [] if Party.OWNER in sides else people_of(group.owner_role, group.owner_code)
    judges = [] if Party.STEWARD in sides else stewards()
    return list({one.pk: one for one in (*owners, *judges, *involved) if one.organisation_id != by.organisation_id}.values())
