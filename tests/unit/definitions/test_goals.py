"""A goal tree is read strictly: a mistake names file, key and what was expected."""

import pytest

from regiewijzer.definitions.goals import load_goal_trees, read_tree
from regiewijzer.definitions.goals_types import GoalKind
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_fields import IndicatorDefinitionError

TREE = """
name: {nl: Visie, en: Vision}
source: {nl: Verzonnen, en: Invented}
goals:
  thuis:
    title: {nl: Thuis, en: Home}
    kind: ambition
  gezinsvorm:
    title: {nl: Gezin, en: Family}
    kind: operational
    parent: thuis
    indicators:
      - indicator: family-like-care
        baseline: {period: 2024-01-01}
        target: {year: 2027, change: 0.1}
counterbalances:
  - {indicator: family-like-care, against: waiting, why: {nl: Samen, en: Together}}
"""


def written(tmp_path, text):
    path = tmp_path / "visie.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_tree_knows_what_serves_what(tmp_path):
    tree = read_tree(written(tmp_path, TREE))
    assert [goal.code for goal in tree.below(None)] == ["thuis"]
    assert [goal.code for goal in tree.below("thuis")] == ["gezinsvorm"]
    assert [goal.code for goal in tree.above("gezinsvorm")] == ["thuis"]
    assert tree.goal("thuis").kind is GoalKind.AMBITION
    assert [goal.code for goal in tree.goals_of("family-like-care")] == ["gezinsvorm"]
    assert tree.counterbalances_of("waiting")[0].other("waiting") == "family-like-care"
    assert tree.counterbalances_of("dropout") == ()


@pytest.mark.parametrize(
    ("find", "put", "complaint"),
    [
        ("parent: thuis", "parent: huis", "visie.yaml: goals.gezinsvorm.parent: expected a goal that stands before it"),
        ("kind: ambition", "kind: wens", "goals.thuis.kind: expected one of"),
        ("change: 0.1}", "change: 0.1, value: 3}", "expected either a value or a change"),
        ("        baseline: {period: 2024-01-01}\n", "", "expected a baseline"),
        ("2024-01-01", "2024-01-15", "expected the first day of a month"),
        ("indicator: family-like-care\n", "indicator: family-like-care\n        colour: red\n", "colour: unknown key"),
        ("change: 0.1", "change: veel", "expected a number"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, find, put, complaint):
    with pytest.raises(IndicatorDefinitionError, match=complaint.replace(".", r"\.")):
        read_tree(written(tmp_path, TREE.replace(find, put)))


@pytest.mark.parametrize("tree", load_goal_trees().values(), ids=lambda tree: tree.id)
def test_every_link_and_pair_names_an_indicator_and_a_line_that_exist(tree):
    indicators = load_indicators()
    for goal, link in tree.links():
        assert link.indicator in indicators, (goal.code, link.indicator)
        if link.outcome:
            assert indicators[link.indicator].outcome(link.outcome)
    named = {one for pair in tree.counterbalances for one in (pair.indicator, pair.against)}
    assert named <= indicators.keys()


def test_every_indicator_serves_a_goal():
    served = {link.indicator for tree in load_goal_trees().values() for _goal, link in tree.links()}
    assert served >= load_indicators().keys(), sorted(load_indicators().keys() - served)
