"""Keeps how many findings stood open at the end of each month."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Sum

from regiewijzer.apps.findings.models import Group, MonthCount
from regiewijzer.vocabulary.periods import first_of_month, months_between, next_month


def count_month(today: date) -> None:
    """Write the numbers of the month of `today` as they are now; months in which nothing was checked stay as the last one was."""
    month = first_of_month(today)
    _carry_forward(month)
    MonthCount.objects.filter(month=month).delete()
    # Also what is all mended is counted, as nought: without a row it would seem that nobody looked.
    rows = (
        Group.objects.order_by()
        .values("rule", "owner_role", "owner_code")
        .annotate(findings=Sum("open_findings"), cents=Sum("cents"))
    )
    MonthCount.objects.bulk_create((MonthCount(month=month, **row) for row in rows), batch_size=500)


def _carry_forward(month: date) -> None:
    last = MonthCount.objects.order_by("-month").values_list("month", flat=True).first()
    if last is None:
        return
    stood = MonthCount.objects.filter(month=last).values("rule", "owner_role", "owner_code", "findings", "cents")
    for between in months_between(next_month(last), month):
        MonthCount.objects.bulk_create((MonthCount(month=between, **row) for row in stood), batch_size=500)


@transaction.atomic
def keep_month(*, month: date, counts: Mapping[tuple[str, str, str], int]) -> None:
    """Write the numbers of a past month by rule, owner role and owner code; one that was counted already stays as it was."""
    if not MonthCount.objects.filter(month=month).exists():
        rows = (
            MonthCount(month=month, rule=rule, owner_role=role, owner_code=code, findings=count)
            for (rule, role, code), count in counts.items()
        )
        MonthCount.objects.bulk_create(rows, batch_size=500)
