"""Definitions as they leave: indicators, goals, tables to deliver."""

from datetime import date

from regiewijzer.apps.api.schemas.base import Out, TextOut, text_out
from regiewijzer.definitions.extracts_types import ExtractColumn, ExtractTable
from regiewijzer.definitions.goals_types import Goal, GoalIndicator, GoalTree
from regiewijzer.definitions.indicators_types import Indicator, Outcome


class OutcomeOut(Out):
    """One line of a figure: its code is the `series` of a cell."""

    code: str
    label: TextOut
    unit: str


class IndicatorSummaryOut(Out):
    """An indicator in a list."""

    id: str
    name: TextOut
    question: TextOut
    theme: str
    kind: str
    grain: str
    definition_version: str


class IndicatorOut(IndicatorSummaryOut):
    """An indicator in full. `sql` is the whole query that gives its facts."""

    title: TextOut
    why_it_matters: TextOut
    definition: TextOut
    numerator: TextOut
    denominator: TextOut
    excluded: TextOut
    direction: str
    steerable: bool
    dimensions: list[str]
    outcomes: list[OutcomeOut]
    author: str
    checker: str
    reviewed_on: date
    next_review_on: date
    sql: str


class LineageOut(Out):
    """A field of the ledger that an indicator uses, and what fills it."""

    field: str
    source: str


class GoalIndicatorOut(Out):
    """An indicator that a goal is followed with. Values are in the unit of the indicator; money in cents."""

    indicator: str
    outcome: str | None
    steerable: bool
    norm: float | None
    baseline_period: date | None
    baseline_value: float | None
    target_year: int | None
    target_value: float | None
    target_change: float | None


class GoalOut(Out):
    """One goal of a tree; `parent` is the code of the goal it serves."""

    code: str
    title: TextOut
    kind: str
    parent: str | None
    indicators: list[GoalIndicatorOut]


class GoalTreeOut(Out):
    """The goals of one vision."""

    id: str
    name: TextOut
    source: TextOut
    goals: list[GoalOut]


class ExtractColumnOut(Out):
    """One column of a table to deliver: `title` is the head of the column in the file."""

    name: str
    title: TextOut
    explanation: TextOut
    type: str
    required: bool
    codes: list[str]  # as people write them


class ExtractTableOut(Out):
    """A table to deliver. A later delivery of the same `slice` takes the place of the earlier one."""

    id: str
    file_name: str
    name: TextOut
    grain: TextOut
    purpose: TextOut
    senders: list[str]
    slice: list[str]
    columns: list[ExtractColumnOut]


def outcome_out(outcome: Outcome) -> OutcomeOut:
    """Return one line of a figure."""
    return OutcomeOut(code=outcome.code, label=text_out(outcome.label), unit=str(outcome.unit))


def _summary(indicator: Indicator) -> dict[str, object]:
    return {
        "id": indicator.id,
        "name": text_out(indicator.name),
        "question": text_out(indicator.question),
        "theme": str(indicator.theme),
        "kind": str(indicator.kind),
        "grain": str(indicator.grain),
        "definition_version": indicator.definition_version,
    }


def summary_out(indicator: Indicator) -> IndicatorSummaryOut:
    """Return an indicator for a list."""
    return IndicatorSummaryOut.model_validate(_summary(indicator))


def indicator_out(indicator: Indicator) -> IndicatorOut:
    """Return an indicator in full."""
    texts = ("title", "why_it_matters", "definition", "numerator", "denominator", "excluded")
    return IndicatorOut.model_validate(
        {
            **_summary(indicator),
            **{name: text_out(getattr(indicator, name)) for name in texts},
            "direction": str(indicator.direction),
            "steerable": indicator.steerable,
            "dimensions": list(indicator.dimensions),
            "outcomes": [outcome_out(one) for one in indicator.outcomes],
            "author": indicator.author,
            "checker": indicator.checker,
            "reviewed_on": indicator.reviewed_on,
            "next_review_on": indicator.next_review_on,
            "sql": indicator.query.sql,
        }
    )


def _goal_indicator_out(link: GoalIndicator) -> GoalIndicatorOut:
    baseline, target = link.baseline, link.target
    return GoalIndicatorOut(
        indicator=link.indicator,
        outcome=link.outcome,
        steerable=link.steerable,
        norm=link.norm.value if link.norm else None,
        baseline_period=baseline.period if baseline else None,
        baseline_value=baseline.value if baseline else None,
        target_year=target.year if target else None,
        target_value=target.value if target else None,
        target_change=target.change if target else None,
    )


def _goal_out(goal: Goal) -> GoalOut:
    return GoalOut(
        code=goal.code,
        title=text_out(goal.title),
        kind=str(goal.kind),
        parent=goal.parent,
        indicators=[_goal_indicator_out(one) for one in goal.indicators],
    )


def tree_out(tree: GoalTree) -> GoalTreeOut:
    """Return a goal tree."""
    goals = [_goal_out(one) for one in tree.goals]
    return GoalTreeOut(id=tree.id, name=text_out(tree.name), source=text_out(tree.source), goals=goals)


def _column_out(column: ExtractColumn) -> ExtractColumnOut:
    return ExtractColumnOut(
        name=column.name,
        title=text_out(column.title),
        explanation=text_out(column.explanation),
        type=str(column.type),
        required=column.required,
        codes=[code.written for code in column.codes.values()],
    )


def table_out(table: ExtractTable) -> ExtractTableOut:
    """Return a table to deliver."""
    return ExtractTableOut(
        id=table.name,
        file_name=table.file_name,
        name=text_out(table.title),
        grain=text_out(table.grain),
        purpose=text_out(table.purpose),
        senders=[str(one) for one in table.senders],
        slice=list(table.slice),
        columns=[_column_out(one) for one in table.columns],
    )
