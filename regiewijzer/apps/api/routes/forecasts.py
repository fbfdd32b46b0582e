"""Forecasts: the list, and one of a node, as the organisation behind the token may see it."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from regiewijzer.apps.api.access import scope_of_caller
from regiewijzer.apps.api.problems import not_there
from regiewijzer.apps.api.routes.definitions import Limit, Offset
from regiewijzer.apps.api.schemas.base import PageOut
from regiewijzer.apps.api.schemas.forecasts import (
    AboutOut,
    ExpectationsOut,
    ForecastOut,
    YearsOut,
    about_out,
    earlier_out,
    expected_out,
    lines_out,
    rooms_out,
    values_out,
    year_out,
)
from regiewijzer.apps.outlook.service import NoForecast, forecast_for, forecasts_for
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.forecast_indicators import expected_of
from regiewijzer.pipeline.forecast_room import rooms_of
from regiewijzer.pipeline.forecast_shown import Node, changes, history, lines, over_time
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_years_shown import years_by_form, years_of_node
from regiewijzer.web.home import current_home

router = Router(tags=["forecasts"])
Municipality = Annotated[str | None, Query(description="Code of a municipality; without it the whole region.", max_length=20)]
Product = Annotated[str | None, Query(description="Code of a product category; without it all claimed care.", max_length=20)]


@router.get("/forecasts", response=PageOut[AboutOut], by_alias=True, summary="List the forecasts")
def list_forecasts(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> PageOut[AboutOut]:
    """Return the forecasts that may be seen, the newest first. Outside the service organisation: those that are published."""
    found = forecasts_for(current_home(), scope_of_caller(request))
    return PageOut(total=len(found), offset=offset, results=[about_out(one) for one in found[offset : offset + limit]])


def _run(scope: Scope, run_id: str) -> Run:
    try:
        return forecast_for(current_home(), scope, run_id)
    except NoForecast:
        raise not_there(f"Prognose {run_id}") from None


@router.get("/forecasts/{run_id}/years", response=YearsOut, by_alias=True, summary="Show several years of a forecast")
def show_years(request: HttpRequest, run_id: str, municipality: Municipality = None) -> YearsOut:
    """Return this year and the four after it, of all care and per form of care, beside the budgets of those years."""
    scope, node = scope_of_caller(request), Node(municipality)
    run = _run(scope, run_id)
    found = [*years_of_node(run, node, scope), *years_by_form(run, node, scope)]
    if not found:
        raise not_there(f"meerjaren {municipality or 'regio'}")
    return YearsOut(about=about_out(run), years=[year_out(one) for one in found])


@router.get(
    "/forecasts/{run_id}/indicators/{indicator_id}",
    response=ExpectationsOut,
    by_alias=True,
    summary="Show what a forecast expects of an indicator",
)
def show_expectation(request: HttpRequest, run_id: str, indicator_id: str, municipality: Municipality = None) -> ExpectationsOut:
    """Return what is expected of every outcome and period of an indicator when nothing changes, with quantiles."""
    scope = scope_of_caller(request)
    run = _run(scope, run_id)
    if indicator_id not in load_indicators():
        raise not_there(f"Cijfer {indicator_id}")
    found = expected_of(run, indicator_id, municipality, scope)
    return ExpectationsOut(about=about_out(run), indicator=indicator_id, municipality=municipality, periods=expected_out(found))


@router.get("/forecasts/{run_id}", response=ForecastOut, by_alias=True, summary="Show a forecast")
def show_forecast(request: HttpRequest, run_id: str, municipality: Municipality = None, product: Product = None) -> ForecastOut:
    """Return a forecast, through the disclosure gate: it never changes. Money outside the claims is in the rooms only."""
    scope, node = scope_of_caller(request), Node(municipality, product)
    run = _run(scope, run_id)
    found = lines(run, node, scope)
    if not found:
        raise not_there(f"{municipality or 'regio'} {product or ''}".strip())
    return ForecastOut(
        about=about_out(run),
        municipality=municipality,
        product=product,
        lines=lines_out(found),
        changes=values_out(changes(run, node, scope)),
        vintages=earlier_out(over_time(run, node, scope)),
        history=earlier_out(history(run, node, scope)),
        rooms=rooms_out(rooms_of(run, node, scope)),
    )
