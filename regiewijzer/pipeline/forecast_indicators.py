"""What a forecast expects of indicators, as a reader may see it: the region, or an own municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.forecast_shown import Node, require
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import QUANTILES

TABLE = "indicators"


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """One period of an outcome of an indicator: what is expected when nothing changes, and quantiles by name."""

    indicator: str
    outcome: str
    period: date
    expected: float
    quantiles: Mapping[str, float]


def _rows(run: Run, municipality: str | None, scope: Scope) -> pa.Table | None:
    require(scope, Node(municipality))
    if TABLE not in run.names:
        return None
    table = run.table(TABLE)
    column = table["municipality"]
    return table.filter(pc.is_null(column) if municipality is None else pc.equal(column, municipality))


def _values(table: pa.Table) -> list[ExpectedValue]:
    return [
        ExpectedValue(row["indicator"], row["outcome"], row["period"], row["expected"], {name: row[name] for name in QUANTILES})
        for row in table.to_pylist()
    ]


def expected_of(run: Run, indicator: str, municipality: str | None, scope: Scope) -> list[ExpectedValue]:
    """Return what is expected of an indicator, by outcome and period; nothing when its past says too little. OutsideScope."""
    table = _rows(run, municipality, scope)
    return [] if table is None else _values(table.filter(pc.equal(table["indicator"], indicator)))


def furthest(run: Run, municipality: str | None, scope: Scope) -> list[ExpectedValue]:
    """Return of every indicator and outcome the value that is expected furthest ahead. OutsideScope."""
    table = _rows(run, municipality, scope)
    if table is None:
        return []
    found = {(one.indicator, one.outcome): one for one in sorted(_values(table), key=lambda one: one.period)}
    return list(found.values())
