"""Reads the goal trees: `definitions/goals/<tree>.yaml`, one vision each."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from regiewijzer.definitions.goals_types import (
    Baseline,
    Counterbalance,
    Goal,
    GoalIndicator,
    GoalKind,
    GoalTree,
    Norm,
    Target,
)
from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml

_TREE_KEYS = ("name", "source", "goals", "counterbalances")
_GOAL_KEYS = ("title", "kind", "parent", "why", "indicators")
_LINK_KEYS = ("indicator", "outcome", "steerable", "norm", "baseline", "target")


def _measure(fields: Fields, key: str) -> float:
    value = fields.values.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise fields.wrong(key, "a number")
    return float(value)


def _optional_measure(fields: Fields, key: str) -> float | None:
    return _measure(fields, key) if key in fields.values else None


def _norm(fields: Fields) -> Norm:
    fields.only(("value", "source"))
    return Norm(_measure(fields, "value"), fields.text("source"))


def _baseline(fields: Fields) -> Baseline:
    fields.only(("period", "value"))
    period = fields.day("period")
    if period.day != 1:
        raise fields.wrong("period", "the first day of a month")
    return Baseline(period, _optional_measure(fields, "value"))


def _target(fields: Fields) -> Target:
    fields.only(("year", "value", "change"))
    value, change = _optional_measure(fields, "value"), _optional_measure(fields, "change")
    if (value is None) == (change is None):
        raise fields.wrong("value", "either a value or a change")
    return Target(fields.number("year"), value, change)


def _link(fields: Fields) -> GoalIndicator:
    fields.only(_LINK_KEYS)
    there = fields.values
    target = _target(fields.mapping("target")) if "target" in there else None
    baseline = _baseline(fields.mapping("baseline")) if "baseline" in there else None
    if target and not baseline:
        raise fields.wrong("baseline", "a baseline: without one nobody can say whether the target comes nearer")
    return GoalIndicator(
        indicator=fields.string("indicator"),
        outcome=fields.string("outcome") if "outcome" in there else None,
        steerable=fields.flag("steerable") if "steerable" in there else True,
        norm=_norm(fields.mapping("norm")) if "norm" in there else None,
        baseline=baseline,
        target=target,
    )


def _goal(code: str, fields: Fields, known: Mapping[str, Goal]) -> Goal:
    fields.only(_GOAL_KEYS)
    parent = fields.string("parent") if "parent" in fields.values else None
    if parent is not None and parent not in known:
        raise fields.wrong("parent", f"a goal that stands before it: {', '.join(known)}")
    return Goal(
        code=code,
        title=fields.text("title"),
        kind=fields.choice("kind", GoalKind),
        parent=parent,
        why=fields.optional_text("why"),
        indicators=tuple(_link(one) for one in fields.each("indicators")) if "indicators" in fields.values else (),
    )


def _goals(fields: Fields) -> tuple[Goal, ...]:
    found: dict[str, Goal] = {}
    for code in fields.values:
        found[code] = _goal(code, fields.mapping(code), found)
    return tuple(found.values())


def _counterbalance(fields: Fields) -> Counterbalance:
    fields.only(("indicator", "against", "why"))
    return Counterbalance(fields.string("indicator"), fields.string("against"), fields.text("why"))


def read_tree(path: Path) -> GoalTree:
    """Return the tree in one file; IndicatorDefinitionError names file, key and what was expected."""
    try:
        raw = read_yaml(path)
    except yaml.YAMLError as error:
        raise IndicatorDefinitionError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(raw, dict):
        raise IndicatorDefinitionError(f"{path.name}: a mapping was expected")
    fields = Fields(path.name, raw)
    fields.only(_TREE_KEYS)
    return GoalTree(
        id=path.stem,
        name=fields.text("name"),
        source=fields.text("source"),
        goals=_goals(fields.mapping("goals")),
        counterbalances=tuple(_counterbalance(one) for one in fields.each("counterbalances")) if "counterbalances" in raw else (),
    )


@cache
def load_goal_trees() -> Mapping[str, GoalTree]:
    """Return the trees by id, in the order of their names: the first is the one the monitor opens with."""
    paths = sorted((definitions_folder() / "goals").glob("*.yaml"))
    return MappingProxyType({path.stem: read_tree(path) for path in paths})
