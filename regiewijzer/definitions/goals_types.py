"""What a goal tree (doelenboom) is: plain frozen types, read from `definitions/goals/<tree>.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regiewijzer.definitions.indicators_types import Text


class GoalKind(StrEnum):
    """Which sort of goal a node of the tree is."""

    AMBITION = "ambition"  # what the region's vision wants
    OPERATIONAL = "operational"  # what is done to bring an ambition nearer
    CONDITION = "condition"  # what must hold meanwhile: a goal nobody sets out for, and without which the others fail


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a goal starts from: the period, and its value; None: the value of the figure itself in that period."""

    period: date
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What should be reached at the end of a year: a value, or a change as part of the baseline (-0.1 is 10 % less)."""

    year: int
    value: float | None = None
    change: float | None = None

    def __post_init__(self) -> None:
        assert (self.value is None) != (self.change is None), self


@dataclass(frozen=True, slots=True)
class Norm:
    """A line that holds whatever the target: a legal term, an agreed ceiling. `source` says who set it."""

    value: float
    source: Text


@dataclass(frozen=True, slots=True)
class GoalIndicator:
    """One indicator that a goal is followed with. `outcome` is a line of its figure, None its first.

    `steerable`: those who set the goal can move it; else it is only watched. Values are in the indicator's unit as the
    figure holds it: a share between 0 and 1, money in cents.
    """

    indicator: str
    outcome: str | None = None
    steerable: bool = True
    norm: Norm | None = None
    baseline: Baseline | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of a tree; `parent` is the code of the goal it serves, None at the top."""

    code: str
    title: Text
    kind: GoalKind
    parent: str | None
    why: Text | None
    indicators: tuple[GoalIndicator, ...]


@dataclass(frozen=True, slots=True)
class Counterbalance:
    """Two indicators that are read together: doing well on one must not hide what happens to the other."""

    indicator: str
    against: str
    why: Text

    def other(self, indicator: str) -> str | None:
        """Return the indicator at the other end, None when this pair has nothing to do with it."""
        return {self.indicator: self.against, self.against: self.indicator}.get(indicator)


@dataclass(frozen=True, slots=True)
class GoalTree:
    """The goals of one vision, parents before children in the order of the file."""

    id: str
    name: Text
    source: Text
    goals: tuple[Goal, ...]
    counterbalances: tuple[Counterbalance, ...]

    def goal(self, code: str) -> Goal:
        """Return the goal of that code; KeyError when there is none."""
        for goal in self.goals:
            if goal.code == code:
                return goal
        raise KeyError(f"{self.id}: {code}")

    def below(self, code: str | None) -> tuple[Goal, ...]:
        """Return the goals directly below a goal, or at the top (None)."""
        return tuple(goal for goal in self.goals if goal.parent == code)

    def above(self, code: str) -> tuple[Goal, ...]:
        """Return the goals it serves, the top first."""
        parent = self.goal(code).parent
        return () if parent is None else (*self.above(parent), self.goal(parent))

    def links(self) -> Iterator[tuple[Goal, GoalIndicator]]:
        """Yield every goal with each of its indicators."""
        for goal in self.goals:
            for link in goal.indicators:
                yield goal, link

    def indicators_under(self, code: str) -> frozenset[str]:
        """Return the indicators of a goal and of every goal below it."""
        own = {link.indicator for link in self.goal(code).indicators}
        return frozenset(own).union(*(self.indicators_under(child.code) for child in self.below(code)))

    def goals_of(self, indicator: str) -> tuple[Goal, ...]:
        """Return the goals that are followed with an indicator."""
        return tuple(goal for goal, link in self.links() if link.indicator == indicator)

    def counterbalances_of(self, indicator: str) -> tuple[Counterbalance, ...]:
        """Return the pairs an indicator must be read in."""
        return tuple(pair for pair in self.counterbalances if pair.other(indicator))
