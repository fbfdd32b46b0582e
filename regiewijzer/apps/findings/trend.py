"""How the pile shrinks: open findings at the end of each month, per rule and per owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.accounts.service import Permission, may, organisation_of
from regiewijzer.apps.findings import presenters
from regiewijzer.apps.findings.models import MonthCount
from regiewijzer.apps.findings.owners import OwnerKey, owner_key
from regiewijzer.apps.intake.service import owner_name
from regiewijzer.figures.finding import OwnerRole
from regiewijzer.ledger.region import Region
from regiewijzer.vocabulary.periods import add_months, first_of_month, months_between, next_month
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed
from regiewijzer.web.numbers import number, short_month

MONTHS = 13  # a year, and the month a year ago
MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One rule or owner with its number per month."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What the page shows; without months there is nothing to see yet."""

    months: tuple[date, ...]
    total: tuple[int, ...]
    sentence: str
    chart: ChartView | None
    rules: tuple[TrendRow, ...]
    owners: tuple[TrendRow, ...]


def visible_counts(user: Any, owner: OwnerKey | None) -> QuerySet[MonthCount]:
    """Return the numbers that this user may see, of one owner when that is asked."""
    found = MonthCount.objects.all()
    key = owner if may(user, Permission.VIEW_FINDINGS) else owner_key(organisation_of(user))
    if key:
        return found.filter(owner_role=key[0], owner_code=key[1])
    return found if may(user, Permission.VIEW_FINDINGS) else found.none()


def trend(counts: QuerySet[MonthCount], region: Region, today: date, *, per_owner: bool) -> Trend:
    """Return the course of the last year in these numbers."""
    newest = first_of_month(today)
    since = counts.filter(month__gt=add_months(newest, -MONTHS), month__lte=newest).order_by()
    counted = since.aggregate(first=Min("month"), last=Max("month"))
    months = tuple(months_between(counted["first"], next_month(counted["last"]))) if counted["first"] else ()
    by_month = _summed(since, ("month",))
    total = tuple(by_month.get((month,), 0) for month in months)
    rules = _rows(since, months, ("rule",), lambda key: presenters.rule_name(key[0]))
    names = (lambda key: owner_name(region, OwnerRole(key[0]), key[1] or None)) if per_owner else None
    owners = _rows(since, months, ("owner_role", "owner_code"), names) if names else ()
    sentence = _sentence(months, total)
    return Trend(months, total, sentence, _chart(months, total, sentence), rules, owners)


def _summed(counts: QuerySet[MonthCount], by: Sequence[str]) -> dict[tuple[Any, ...], int]:
    rows = counts.values(*by).annotate(sum=Sum("findings"))
    return {tuple(row[name] for name in by): row["sum"] for row in rows}


def _rows(counts: QuerySet[MonthCount], months: Sequence[date], by: tuple[str, ...], name: Any) -> tuple[TrendRow, ...]:
    summed = _summed(counts, (*by, "month"))
    keys = {key[:-1] for key in summed}
    rows = [TrendRow(name(key), tuple(summed.get((*key, month), 0) for month in months)) for key in keys]
    seen = (row for row in rows if any(row.counts))
    return tuple(sorted(seen, key=lambda row: (-row.counts[-1], -max(row.counts), row.name))[:MOST_ROWS])


def _sentence(months: Sequence[date], total: Sequence[int]) -> str:
    if not months:
        return _("Er is nog geen maand geteld.")
    said: Mapping[str, object] = {"now": number(total[-1]), "then": number(total[0]), "month": short_month(months[0])}
    if len(months) == 1:
        return ngettext("Er staat nu %(now)s bevinding open.", "Er staan nu %(now)s bevindingen open.", total[-1]) % said
    if total[-1] < total[0]:
        return _("De stapel slinkt: van %(then)s open bevindingen eind %(month)s naar %(now)s nu.") % said
    if total[-1] > total[0]:
        return _("De stapel groeit: van %(then)s open bevindingen eind %(month)s naar %(now)s nu.") % said
    return _("De stapel is even groot als eind %(month)s: %(now)s open bevindingen.") % said


def _chart(months: Sequence[date], total: Sequence[int], sentence: str) -> ChartView | None:
    if len(months) < 2:
        return None
    points = tuple(charts.Point(month, count, number(count)) for month, count in zip(months, total, strict=True))
    chart = charts.Chart(
        (charts.Line(_("open bevindingen"), points),),
        value_title=_("Aantal"),
        month_title=_("Maand"),
        line_title=_("Reeks"),
        provisional_name=_("nog niet alles bekend"),
        from_nought=True,
    )
    subtitle = _("aan het eind van elke maand; van deze maand zoals het nu is")
    return placed(chart, element_id="verloop", title=_("Open bevindingen"), subtitle=subtitle, alternative=sentence)
