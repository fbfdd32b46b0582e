"""Figures of a world that a test can change: a line that lies at another level from some month on, and groups within it."""

from dataclasses import dataclass, field, replace
from datetime import date

from regiewijzer.figures.figure import Cell, Figure, Request
from regiewijzer.figures.scope import REGION, Scope
from regiewijzer.figures.values import HIDDEN, Value, shown
from tests.support.invented_figures import invented_figure

BY = ("care_form",)
SHARES = {"02": 0.5, "11": 0.4, "unknown": 0.1}


@dataclass
class World:
    """`steps`: from which month on which level holds. `shares_since`: those of the forms of care from the last step on."""

    steps: dict[date, int] = field(default_factory=dict)
    before: int = 200
    shares_since: dict[str, float] | None = None
    hidden_forms: frozenset[str] = frozenset()
    hidden: bool = False
    only_last: int | None = None
    asked: list[tuple[Request, Scope]] = field(default_factory=list)

    def _level(self, period: date) -> int:
        return ([self.before] + [level for month, level in sorted(self.steps.items()) if month <= period])[-1]

    def _share(self, form: str, period: date) -> float:
        changed = self.shares_since and self.steps and period >= max(self.steps)
        return (self.shares_since if changed else SHARES)[form]

    def _value(self, cell: Cell, by: tuple[str, ...]) -> Value:
        if self.hidden:
            return HIDDEN
        if by != BY:
            return shown(self._level(cell.period))
        (form,) = cell.dimensions
        return HIDDEN if form in self.hidden_forms else shown(round(self._level(cell.period) * self._share(form, cell.period)))

    def __call__(self, home: object, request: Request, scope: Scope = REGION) -> Figure:
        """Work out a figure of this world, in the place of the real one."""
        self.asked.append((request, scope))
        figure = invented_figure(None, request, scope)
        cells = figure.cells[-self.only_last :] if self.only_last else figure.cells
        return replace(figure, cells=tuple(replace(cell, value=self._value(cell, request.by)) for cell in cells))
