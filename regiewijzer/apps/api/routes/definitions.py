"""What figures mean: indicators with lineage, goals, the tables that are asked."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from regiewijzer.apps.api.access import caller
from regiewijzer.apps.api.problems import not_there
from regiewijzer.apps.api.schemas.base import PageOut
from regiewijzer.apps.api.schemas.definitions import (
    ExtractTableOut,
    GoalTreeOut,
    IndicatorOut,
    IndicatorSummaryOut,
    LineageOut,
    indicator_out,
    summary_out,
    table_out,
    tree_out,
)
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator, IndicatorKind, Theme
from regiewijzer.pipeline.figures_lineage import elements_of

router = Router(tags=["definitions"])
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=500)]


def indicator_of(indicator_id: str) -> Indicator:
    """Return the indicator; the problem of one that is not there."""
    found = load_indicators().get(indicator_id)
    if found is None:
        raise not_there(f"Indicator {indicator_id}")
    return found


@router.get("/indicators", response=PageOut[IndicatorSummaryOut], by_alias=True, summary="List the indicators")
def list_indicators(
    request: HttpRequest,  # noqa: ARG001
    theme: Theme | None = None,
    kind: IndicatorKind | None = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> PageOut[IndicatorSummaryOut]:
    """List the indicators, by theme or kind."""
    found = [one for one in load_indicators().values() if theme in (None, one.theme) and kind in (None, one.kind)]
    return PageOut(total=len(found), offset=offset, results=[summary_out(one) for one in found[offset : offset + limit]])


@router.get("/indicators/{indicator_id}", response=IndicatorOut, by_alias=True, summary="Show an indicator")
def show_indicator(request: HttpRequest, indicator_id: str) -> IndicatorOut:  # noqa: ARG001
    """Return the whole definition of an indicator, with the query that gives its facts."""
    return indicator_out(indicator_of(indicator_id))


@router.get("/indicators/{indicator_id}/lineage", response=list[LineageOut], by_alias=True, summary="Show where it comes from")
def show_lineage(request: HttpRequest, indicator_id: str) -> list[LineageOut]:  # noqa: ARG001
    """Return every field of the ledger that the indicator uses, with the element of the messages or file that fills it."""
    fields = elements_of(indicator_of(indicator_id))
    return [LineageOut(field=field, source=source) for field, source in fields.items()]


@router.get("/goal-trees", response=list[GoalTreeOut], by_alias=True, summary="List the goal trees")
def list_goal_trees(request: HttpRequest) -> list[GoalTreeOut]:  # noqa: ARG001
    """Return the goal trees with norms, baselines and targets."""
    return [tree_out(one) for one in load_goal_trees().values()]


@router.get("/goal-trees/{tree_id}", response=GoalTreeOut, by_alias=True, summary="Show a goal tree")
def show_goal_tree(request: HttpRequest, tree_id: str) -> GoalTreeOut:  # noqa: ARG001
    """Return one goal tree."""
    found = load_goal_trees().get(tree_id)
    if found is None:
        raise not_there(f"Doelenboom {tree_id}")
    return tree_out(found)


@router.get("/extract-tables", response=list[ExtractTableOut], by_alias=True, summary="List the tables to deliver")
def list_extract_tables(request: HttpRequest) -> list[ExtractTableOut]:
    """Return the tables that the organisation behind the token is asked to deliver; all of them for the service organisation."""
    kind = str(caller(request).kind)
    found = load_extract_tables().values()
    mine = (one for one in found if kind == "service_organisation" or kind in map(str, one.senders))
    return [table_out(one) for one in mine]


@router.get("/extract-tables/{table_id}", response=ExtractTableOut, by_alias=True, summary="Show a table to deliver")
def show_extract_table(request: HttpRequest, table_id: str) -> ExtractTableOut:  # noqa: ARG001
    """Return one table with its columns."""
    found = load_extract_tables().get(table_id)
    if found is None:
        raise not_there(f"Tabel {table_id}")
    return table_out(found)
