"""Why the forecast of a year moved since the vintage before, per cell, in steps that add up to the cent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from regiewijzer.forecast.arrays import IntArray
from regiewijzer.forecast.explanation import ORDER, Moved, explain_revision
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.universe import BOTTOM, DIMENSIONS, Universe
from regiewijzer.pipeline.forecast_published import Row
from regiewijzer.pipeline.forecast_words import HELD_BACK, OPINION, STEPS

assert (*(step.name for step in ORDER), OPINION, HELD_BACK) == STEPS, "the names of the steps are those of the model"
SCHEMA = pa.schema([*((name, pa.string()) for name in DIMENSIONS), ("step", pa.string()), ("cents", pa.int64())])
Codes = tuple[str, ...]


def _year(row: Row, values: IntArray, year: int, count: int) -> IntArray:
    """Return the sums (cells,) of a year of the published or raw values of a row; cells it did not know yet have 0."""
    first = 12 * year - row.first
    found = np.zeros(count, dtype=np.int64)
    found[: len(values)] = values[:, max(0, first) : first + 12].sum(axis=1)
    return found


def _in_universe(moved: Moved, values: IntArray, number: Mapping[Codes, int]) -> IntArray:
    found = np.zeros(len(number), dtype=np.int64)
    codes: list[Codes] = list(zip(*(moved.cells.keys[name].tolist() for name in DIMENSIONS), strict=True))
    found[[number[code] for code in codes]] = values
    return found


def _steps(moved: Moved, rows: Sequence[Row], year: int, number: Mapping[Codes, int]) -> Iterator[tuple[str, IntArray]]:
    count = len(number)
    before, after = ((_year(one, one.raw, year, count), _year(one, one.published, year, count)) for one in rows)
    for name, step in moved.explanation.steps.items():
        yield name, _in_universe(moved, step, number)
    by_model = _in_universe(moved, moved.explanation.after - moved.explanation.before, number)
    yield OPINION, after[0] - before[0] - by_model
    yield HELD_BACK, (after[1] - before[1]) - (after[0] - before[0])


def can_explain(old: Snapshot, new: Snapshot, year: int) -> bool:
    """Tell whether both vintages know the same months, and the whole of the year is among those that they forecast."""
    return old.first == new.first <= 12 * year


def change_table(old: Snapshot, new: Snapshot, rows: Sequence[Row], universe: Universe, year: int) -> tuple[pa.Table, float]:
    """Return the steps of a year per cell, and the part of the movement that depends on their order.

    `rows` are those of the old and the new vintage. The steps of a cell, and so of any sum of cells, add up to how much what is
    published moved: what was claimed and corrected, care, prices, population and re-estimated laws, then what the second opinion
    and the correction of bias add, then the news that is held back.
    """
    moved = explain_revision(old, new, 12 * year, 12 * year + 11)
    names = universe.names(BOTTOM)
    number = {name: place for place, name in enumerate(names)}
    tables = [_rows(step, values, names) for step, values in _steps(moved, rows, year, number)]
    return pa.concat_tables(tables), moved.explanation.order_dependence


def _rows(step: str, values: IntArray, names: Sequence[Codes]) -> pa.Table:
    cells = np.nonzero(values)[0]
    told: dict[str, Any] = {dimension: [names[int(cell)][place] for cell in cells] for place, dimension in enumerate(DIMENSIONS)}
    return pa.table(told | {"step": [step] * len(cells), "cents": values[cells]}, schema=SCHEMA)
