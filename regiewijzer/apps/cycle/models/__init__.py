"""Items of the policy cycle with what belongs to each kind."""

from regiewijzer.apps.cycle.models.advice import AdvicePoint, PointResponse
from regiewijzer.apps.cycle.models.decision import MunicipalTask, Weighing
from regiewijzer.apps.cycle.models.effect import Expectation, Mirror
from regiewijzer.apps.cycle.models.interpretation import Contribution, TableOutcome
from regiewijzer.apps.cycle.models.item import Change, Item, ItemFigure, ItemGoal, Link, Reminder

__all__ = [
    "AdvicePoint",
    "Change",
    "Contribution",
    "Expectation",
    "Item",
    "ItemFigure",
    "ItemGoal",
    "Link",
    "Mirror",
    "MunicipalTask",
    "PointResponse",
    "Reminder",
    "TableOutcome",
    "Weighing",
]
