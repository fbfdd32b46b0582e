"""What an address of the monitor asks: an indicator, and a valid or invalid choice."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.forms import FigureForm
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import rows_in_scope
from regiewijzer.web.home import current_home, current_region


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: an indicator and a valid or invalid choice."""

    indicator: Indicator
    form: FigureForm
    request: Request | None


def find_indicator(indicator_id: str) -> Indicator:
    """Return the indicator of an address; 404 when there is none."""
    try:
        return queries.indicators()[indicator_id]
    except KeyError:
        raise Http404(indicator_id) from None


def asked_of(request: HttpRequest, indicator_id: str) -> Asked:
    """Return what the address asks; queries.NothingLoaded when there is nothing to ask it of, OutsideScope for another's."""
    indicator, home, scope = find_indicator(indicator_id), current_home(), scope_of(request.user)
    first, newest = queries.known_days(home, scope)
    # What was known can be asked up to today, also when nothing has come in since.
    today = newest if scope.published_only else max(newest, timezone.localdate())
    form = FigureForm(
        request.GET, region=current_region(), indicator=indicator, newest=newest, first=first, today=today, scope=scope
    )
    rows_in_scope(scope, (), form.named())
    if not form.is_valid():
        return Asked(indicator, form, None)
    day = form.cleaned_data["peildatum"]
    return Asked(indicator, form, queries.request_for(indicator, home=home, day=day, scope=scope, where=form.where()))


def figure_asked(request: HttpRequest, indicator_id: str) -> Figure:
    """Return the figure of an address that must be valid: files, passports and freezing take no half choice."""
    try:
        asked = asked_of(request, indicator_id)
    except queries.NothingLoaded:
        raise Http404 from None
    if asked.request is None:
        raise Http404
    return queries.figure(current_home(), asked.request, scope_of(request.user))
