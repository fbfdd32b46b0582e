"""The row that is published of each vintage, one after the other: half of the news at once, the rest with the next ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import IntArray
from regiewijzer.forecast.publish import stabilise
from regiewijzer.forecast.replay import Replay, Vintage


class Row(NamedTuple):
    """Whole cents (cells, months) from month `first` on, in the numbering of the universe of its replay."""

    first: int
    raw: IntArray
    published: IntArray


def _previous(row: Row | None, raw: IntArray, first: int) -> IntArray:
    """Return the row published before in the shape of the new one; months that it did not reach hold back nothing."""
    result = raw.copy()
    if row is not None:
        start, had = first - row.first, row.published
        months = min(raw.shape[1], had.shape[1] - start)
        result[: len(had), :months] = had[:, start : start + months]
        result[len(had) :, :months] = 0  # a cell that was not known yet was forecast at nothing
    return result


def as_published(replay: Replay, rows: Sequence[Row]) -> Replay:
    """Return the replay with what was published in the place of what the model said: intervals and errors are of that."""
    pairs = zip(replay.vintages, rows, strict=True)
    return Replay(replay.universe, [replace(one, point=row.published.astype(np.float64)) for one, row in pairs])


def published_rows(vintages: Iterable[Vintage]) -> list[Row]:
    """Return the row of each vintage, in their order. `first` of a vintage must not lie before that of the one before."""
    rows: list[Row] = []
    for vintage in vintages:
        raw = np.rint(vintage.point).astype(np.int64)
        previous = _previous(rows[-1] if rows else None, raw, vintage.first)
        rows.append(Row(vintage.first, raw, stabilise(raw, previous).row))
    return rows
