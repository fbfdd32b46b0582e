"""What an address of the monitor asks: an indicator, and a valid or invalid choice."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils import timezone

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.monitor import names, queries
from regiewijzer.apps.monitor.forms import Days, FigureForm
from regiewijzer.apps.monitor.own_names import own_names
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import Scope, rows_in_scope
from regiewijzer.indicators.settled import local_day
from regiewijzer.web.home import current_home, current_region


@dataclass(frozen=True)
class Asked:
    """What an address asks: an indicator and a valid or invalid choice, and how far the reader sees."""

    indicator: Indicator
    form: FigureForm
    request: Request | None
    scope: Scope
    query: str

    @cached_property
    def figure(self) -> Figure:
        """The figure of a valid choice."""
        assert self.request is not None, "an invalid choice has no figure"
        return queries.figure(current_home(), self.request, self.scope)


def find_indicator(indicator_id: str) -> Indicator:
    """Return the indicator of an address; 404 when there is none."""
    try:
        return queries.indicators()[indicator_id]
    except KeyError:
        raise Http404(indicator_id) from None


def names_of_codes() -> names.Names:
    """Return the names of codes per dimension."""
    shared = names.of_dimensions(current_region(), queries.district_names(current_home()))
    return {**shared, **own_names(queries.indicators(), shared)}


def days_of(scope: Scope) -> Days:
    """Return the days that this reader may ask; queries.NothingLoaded when there is none."""
    first, newest = queries.known_days(current_home(), scope)
    if scope.published_only:
        published = tuple(sorted((local_day(moment) for _snapshot, moment in scope.published), reverse=True))
        return Days(first, newest, newest, published)
    # What was known can be asked up to today, also when nothing has come in since.
    return Days(first, newest, max(newest, timezone.localdate()))


def asked_of(request: HttpRequest, indicator_id: str) -> Asked:
    """Return what the address asks; queries.NothingLoaded when there is nothing to ask it of, OutsideScope for another's."""
    indicator, home, scope = find_indicator(indicator_id), current_home(), scope_of(request.user)
    form = FigureForm(request.GET, indicator=indicator, names=names_of_codes(), scope=scope, days=days_of(scope))
    rows_in_scope(scope, (), form.named())
    figure_request = None
    if form.is_valid():
        day = form.cleaned_data["peildatum"]
        figure_request = queries.request_for(indicator, home=home, day=day, scope=scope, where=form.where())
    return Asked(indicator, form, figure_request, scope, request.GET.urlencode())


def valid_asked(request: HttpRequest, indicator_id: str) -> Asked:
    """Return what an address asks that must be valid: files, passports and freezing take no half choice."""
    try:
        asked = asked_of(request, indicator_id)
    except queries.NothingLoaded:
        raise Http404 from None
    if asked.request is None:
        raise Http404
    return asked


def figure_asked(request: HttpRequest, indicator_id: str) -> Figure:
    """Return the figure of an address that must be valid."""
    return valid_asked(request, indicator_id).figure
