"""Figures: of an indicator, as the organisation behind the token may see it, and frozen ones."""

import re
from datetime import date
from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from regiewijzer.apps.api.access import scope_of_caller
from regiewijzer.apps.api.problems import Problem, not_there
from regiewijzer.apps.api.routes.definitions import indicator_of
from regiewijzer.apps.api.schemas.figures import FigureOut, figure_out
from regiewijzer.apps.monitor.service import NoSuchFigure, NothingLoaded, figure_of, frozen_figure, known_days
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.web.home import current_home

router = Router(tags=["figures"])
_FILTER = re.compile(r"(?P<dimension>[a-z_]+):(?P<code>[\w.\- ]{1,60})")

By = Annotated[list[str], Query(description="Dimensions to break down by, at most two.", max_length=2)]
Where = Annotated[list[str], Query(description="Keep only these: dimension:code, for instance municipality:0518.", max_length=50)]
Moment = Annotated[date | None, Query(alias="asOf", description="As known at the end of this day; without it the newest.")]
First = Annotated[date | None, Query(alias="from", description="First period (its first day).")]
Last = Annotated[date | None, Query(alias="until", description="Last period (its first day).")]


def _unknown(dimension: str, indicator: Indicator) -> Problem:
    known = ", ".join(indicator.dimensions)
    text = _("%(dimension)s is geen uitsplitsing van deze indicator. Wel: %(known)s.") % {"dimension": dimension, "known": known}
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, text)


def _checked(dimensions: list[str], indicator: Indicator) -> tuple[str, ...]:
    for one in dimensions:
        if one not in indicator.dimensions:
            raise _unknown(one, indicator)
    return tuple(dict.fromkeys(dimensions))


def _conditions(where: list[str], indicator: Indicator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    chosen: dict[str, list[str]] = {}
    for text in where:
        match = _FILTER.fullmatch(text)
        if match is None:
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY, _("where: dimension:code werd verwacht, bijvoorbeeld municipality:0518.")
            )
        _checked([match["dimension"]], indicator)
        chosen.setdefault(match["dimension"], []).append(match["code"])
    for name, codes in chosen.items():
        if len(set(codes)) > 1:
            text = _("where: één code per uitsplitsing; gebruik by=%(dimension)s om alle naast elkaar te zien.")
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, text % {"dimension": name})
    return tuple((name, tuple(codes)) for name, codes in chosen.items())


@router.get("/indicators/{indicator_id}/figure", response=FigureOut, by_alias=True, summary="Compute a figure")
def show_figure(
    request: HttpRequest,
    indicator_id: str,
    by: By = [],  # noqa: B006 (the framework copies it)
    where: Where = [],  # noqa: B006
    as_of: Moment = None,
    first: First = None,
    last: Last = None,
) -> FigureOut:
    """Return the figure of an indicator, through the disclosure gate.

    Outside the service organisation figures exist at published moments only.
    """
    indicator, scope, home = indicator_of(indicator_id), scope_of_caller(request), current_home()
    try:
        _oldest, newest = known_days(home, scope)
    except NothingLoaded:
        raise not_there(_("Een cijfer: er is nog niets geladen of gepubliceerd. Dit")) from None
    found = figure_of(
        home,
        indicator,
        scope,
        day=min(as_of or newest, newest),
        by=_checked(by, indicator),
        where=_conditions(where, indicator),
        periods=(first, last),
    )
    return figure_out(found)


@router.get("/figures/{figure_id}", response=FigureOut, by_alias=True, summary="Show a frozen figure")
def show_frozen(request: HttpRequest, figure_id: str) -> FigureOut:
    """Return a figure as it was frozen: its values never change."""
    try:
        return figure_out(frozen_figure(current_home(), figure_id, scope_of_caller(request)), figure_id)
    except NoSuchFigure:
        raise not_there(f"Cijfer {figure_id}") from None
