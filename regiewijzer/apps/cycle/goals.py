"""The goals that items serve, from the goal trees."""

from collections.abc import Iterable

from regiewijzer.apps.cycle.models import ItemGoal
from regiewijzer.apps.monitor.service import said
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.goals_types import Goal


def goal_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all goals for a field, by tree."""
    trees = load_goal_trees().items()
    return [(said(tree.name), [(f"{tree_id}/{goal.code}", said(goal.title)) for goal in tree.goals]) for tree_id, tree in trees]


def find_goal(tree_id: str, code: str) -> Goal | None:
    """Return a goal, None when the tree or the goal is gone."""
    tree = load_goal_trees().get(tree_id)
    return next((goal for goal in tree.goals if goal.code == code), None) if tree else None


def named(goals: Iterable[ItemGoal]) -> list[tuple[str, str, str]]:
    """Return tree, code and title of goals; one that is gone is called by its code."""
    found = []
    for one in goals:
        goal = find_goal(one.tree_id, one.code)
        found.append((one.tree_id, one.code, said(goal.title) if goal else one.code))
    return found
