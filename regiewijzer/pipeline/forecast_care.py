"""The care that is expected, as a reader may see it: trajectories that run, begin and stop, through the disclosure gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow.compute as pc

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import HIDDEN, UNKNOWN, Value, ValueState
from regiewijzer.pipeline.forecast_shown import Node, require, rows_of
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.pipeline.kept_tables import KeptTables


@dataclass(frozen=True, slots=True)
class CareLine:
    """One month of one quantity, in trajectories. Names of values: "expected" and QUANTILES."""

    period: str
    values: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]


def gated_count(row: Mapping[str, Any], name: str, scope: Scope) -> Value:
    """Return a count of trajectories. Few of them are few young people, and many may be of a few: a youth can have several."""
    count = row[name]
    if count is None:
        return UNKNOWN
    behind = min(count, max(1, row["youths"]))
    cell = MeasuredCell(date.min, (), "", Unit.YOUTHS, count, youths=behind, beside=max(1, row["beside"]) if count else None)
    return through_gate(cell, detail=scope.detail, by_provider=False).value


def _line(row: Mapping[str, Any], scope: Scope) -> CareLine:
    expected = gated_count(row, "expected", scope)
    if expected.state is ValueState.HIDDEN:
        return CareLine(row["period"], dict.fromkeys(("expected", *QUANTILES), HIDDEN))
    return CareLine(row["period"], {"expected": expected, **{name: gated_count(row, name, scope) for name in QUANTILES}})


def care_rows(kept: KeptTables, node: Node, quantity: str, scope: Scope) -> list[dict[str, Any]]:
    """Return the rows of a quantity of a node in the table "care", exact, by period; none without the table. OutsideScope."""
    require(scope, node)
    if "care" not in kept.names:
        return []
    table = kept.table("care")
    rows = rows_of(table.filter(pc.equal(table["quantity"], quantity)), node)
    return sorted(rows, key=lambda row: str(row["period"]))


def care_lines(run: Run, node: Node, quantity: str, scope: Scope) -> list[CareLine]:
    """Return the months of a quantity (QUANTITIES) of a node; none of a forecast from before care was kept. OutsideScope."""
    return [_line(row, scope) for row in care_rows(run, node, quantity, scope)]
