"""What came of a scenario as a reader may see it: through the disclosure gate, by the rules of the forecast under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value
from regiewijzer.pipeline.forecast_care import care_rows, gated_count
from regiewijzer.pipeline.forecast_shown import Node, gated, require, rows_of, years_by
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.pipeline.scenario_store import Outcome

COMPARED = ("base", "expected", "difference", "d100", "d900")
COUNTED = ("base", "expected")
_BASE = "base_"


@dataclass(frozen=True, slots=True)
class Compared:
    """A sum and period ("2027", "2027-01") with and without the scenario. Values of cost: COMPARED and QUANTILES, in cents.

    Of care: COUNTED and QUANTILES, in trajectories.
    """

    node: Node
    period: str
    values: Mapping[str, Value]

    @property
    def is_year(self) -> bool:
        """Whether it is of a whole year."""
        return len(self.period) == len("2027")

    def __getitem__(self, name: str) -> Value:
        return self.values[name]


def _of_base(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the row with who is behind the base: it is told without the scenario as well, by the rules of the forecast."""
    return {**row, **{name.removeprefix(_BASE): value for name, value in row.items() if name.startswith(_BASE)}}


def _cost(row: Mapping[str, Any], scope: Scope) -> Compared:
    values = {name: gated(row, name, scope) for name in (*COMPARED, *QUANTILES)}
    values["base"] = gated(_of_base(row), "base", scope)
    return Compared(Node(row["municipality"], row["product"]), row["period"], values)


def _care(row: Mapping[str, Any], node: Node, scope: Scope) -> Compared:
    values = {name: gated_count(row, name, scope) for name in (*COUNTED, *QUANTILES)}
    values["base"] = gated_count(_of_base(row), "base", scope)
    return Compared(node, row["period"], values)


def compared(outcome: Outcome, node: Node, scope: Scope) -> list[Compared]:
    """Return the months and years ahead of one node, in order of period; OutsideScope, TablesChanged."""
    require(scope, node)
    return [_cost(row, scope) for row in rows_of(outcome.table("cost"), node)]


def compared_by(outcome: Outcome, node: Node, dimension: str, scope: Scope) -> list[Compared]:
    """Return the years of the node broken down by "municipality" or "product"; what is another's is left out."""
    return [_cost(row, scope) for row in years_by(outcome.table("cost"), node, dimension, scope)]


def care_compared(outcome: Outcome, node: Node, quantity: str, scope: Scope) -> list[Compared]:
    """Return the months ahead of a quantity of care ("in_care", "starts") of one node; none where no care was kept."""
    return [_care(row, node, scope) for row in care_rows(outcome, node, quantity, scope)]
