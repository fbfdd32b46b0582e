"""Everything that the necessary offer writes: one transaction and one audit event each. Versions are never changed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.offer.models import Agreement
from regiewijzer.web.refusals import ChangedMeanwhile


@transaction.atomic
def agree(*, code: str, values: Mapping[str, Any], after: int, by: Any) -> Agreement:
    """Keep a new version of an agreement; `after` is the version that the form was made from, 0 for a new function."""
    held = Agreement.objects.select_for_update().filter(code=code)
    newest = held.aggregate(newest=Max("number"))["newest"] or 0
    if newest != after:
        raise ChangedMeanwhile
    made = Agreement.objects.create(code=code, number=after + 1, made_by=by.get_username(), **values)
    details = {"version": made.number, "norm": made.norm, "unit": made.unit}
    record_event("offer_agreed", actor=by.get_username(), subject=code, details=details)
    return made
