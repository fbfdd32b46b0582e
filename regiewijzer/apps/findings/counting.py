"""Keeps how many findings stood open at the end of each month."""

from datetime import date

from django.db.models import Sum

from regiewijzer.apps.findings.models import Group, MonthCount
from regiewijzer.vocabulary.periods import first_of_month, months_between, next_month


def count_month(today: date) -> None:
    """Write the numbers of the month of `today` as they are now; months in which nothing was checked stay as the last one was."""
    month = first_of_month(today)
    _carry_forward(month)
    MonthCount.objects.filter(month=month).delete()
    rows = (
        Group.objects.filter(open_findings__gt=0)
        .order_by()
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
