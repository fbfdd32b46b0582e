"""What changed since a month ago: new periods and revisions, the most striking first."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.presenters.changes import Change, change_of, ordered
from regiewijzer.apps.monitor.presenters.subject import Subject, subject_of
from regiewijzer.apps.monitor.views.parts import crumbs
from regiewijzer.apps.monitor.views.patience import while_patient
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.scope import Scope
from regiewijzer.indicators.settled import local_day
from regiewijzer.ledger.home import Home
from regiewijzer.web.home import current_home


def _day_before(scope: Scope, first: date, newest: date) -> date | None:
    """Return the day to compare with: a month earlier, or the moment that was published before the newest one."""
    if scope.published_only:
        days = sorted({local_day(moment) for _snapshot, moment in scope.published})
        return days[-2] if len(days) > 1 else None
    day = newest.replace(day=1) - timedelta(days=1)
    day = day.replace(day=min(day.day, newest.day))
    return day if day >= first else None


def _subject(home: Home, indicator: Indicator, day: date, scope: Scope) -> Subject:
    request = queries.request_for(indicator, home=home, day=day, scope=scope)
    return subject_of(indicator, queries.figure(home, request, scope))


def _changes(home: Home, scope: Scope, newest: date, earlier: date | None) -> Iterator[Change | None]:
    """Yield what changed per indicator; None for what is worked out at a next visit."""
    for indicator, in_time in while_patient(queries.indicators().values()):
        if not in_time:
            yield None
            continue
        then = _subject(home, indicator, earlier, scope) if earlier else None
        found = change_of(_subject(home, indicator, newest, scope), then)
        if found:
            yield found


@require_safe
@permission_required_for("view_figures")
def changes(request: HttpRequest) -> HttpResponse:
    """Show per indicator what changed, the most striking first."""
    home, scope = current_home(), scope_of(request.user)
    page: dict[str, object] = {"title": _("Wat is er veranderd?"), "crumbs": crumbs((_("Wat is er veranderd?"), ""))}
    try:
        first, newest = queries.known_days(home, scope)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/nothing.html", page)
    earlier = _day_before(scope, first, newest)
    found = list(_changes(home, scope, newest, earlier))
    page |= {
        "changes": ordered([one for one in found if one]),
        "newest": newest,
        "earlier": earlier,
        "unfinished": found.count(None),
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "monitor/changes.html", page)
