"""Who is mentioned: @name in a text."""

import re
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from regiewijzer.apps.accounts.service import OrganisationKind

_MENTION = re.compile(r"(?<![\w@])@([\w.+-]{1,150})")


def mentioned_names(text: str) -> frozenset[str]:
    """Return the names behind an @, without the full stop that ends a sentence."""
    return frozenset(name.rstrip(".-") for name in _MENTION.findall(text) if name.rstrip(".-"))


def reachable_by(user: Any) -> QuerySet[Any]:
    """Return whom the user may mention: colleagues, and people of the service organisation."""
    near = Q(organisation_id=user.organisation_id) | Q(organisation__kind=OrganisationKind.SERVICE_ORGANISATION)
    found: QuerySet[Any] = get_user_model().objects.filter(near, is_active=True)
    return found


def mentioned_in(text: str, *, by: Any) -> list[Any]:
    """Return the users mentioned in a text that its writer can reach; names of others are just text."""
    return list(reachable_by(by).filter(username__in=mentioned_names(text)).exclude(pk=by.pk))
