"""How the year of each provider adds up, per municipality and in all, with quantiles from the joint samples of the forecast."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.conformal import LEVELS
from regiewijzer.forecast.replay import FEWEST, Replay, Vintage
from regiewijzer.forecast.universe import BOTTOM, DIMENSIONS, Window
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.vocabulary.periods import month_start

SCHEMA = pa.schema(
    [
        ("municipality", pa.string()),  # null: all municipalities together
        ("provider", pa.string()),
        ("month", pa.date32()),
        ("expected", pa.int64()),  # from January up to and including the month
        *((name, pa.int64()) for name in QUANTILES),
    ]
)
Scope = tuple[str | None, str]


def spending_table(shown: Replay, now: Vintage) -> pa.Table:
    """Return the sums from January to each month of the year of a vintage, in cents; null: too little came true to say."""
    scopes, members = _scopes(shown.universe.names(BOTTOM))
    first = -(now.vintage % 12)
    tables = [_until(shown, now, Window(first, end), scopes, members) for end in range(first, first + 12)]
    return pa.concat_tables(tables)


def _scopes(names: Sequence[tuple[str, ...]]) -> tuple[list[Scope], list[IntArray]]:
    """Return the scopes with the numbers of their cells: a provider in a municipality, and in all of them."""
    municipality, provider = DIMENSIONS.index("municipality"), DIMENSIONS.index("provider")
    found: dict[Scope, list[int]] = {}
    for number, name in enumerate(names):
        for scope in ((name[municipality], name[provider]), (None, name[provider])):
            found.setdefault(scope, []).append(number)
    return list(found), [np.array(cells, dtype=np.int64) for cells in found.values()]


def _until(shown: Replay, now: Vintage, window: Window, scopes: Sequence[Scope], members: Sequence[IntArray]) -> pa.Table:
    point = now.sums(now.point, window)
    expected = np.array([point[cells].sum() for cells in members])
    columns: dict[str, Any] = {
        "municipality": [scope[0] for scope in scopes],
        "provider": [scope[1] for scope in scopes],
        "month": [month_start(now.vintage + window.end)] * len(scopes),
        "expected": np.rint(expected).astype(np.int64),
    }
    told = _quantiles(shown, now, window, members) if window.end >= 0 else None
    for place, name in enumerate(QUANTILES):
        columns[name] = [None] * len(scopes) if told is None else np.rint(told[:, place]).astype(np.int64)
    return pa.table(columns, SCHEMA)


def _quantiles(shown: Replay, now: Vintage, window: Window, members: Sequence[IntArray]) -> FloatArray | None:
    """Return the quantiles (scopes, levels); what moves together in the cells of a scope keeps doing so."""
    bottom = shown.samples(now, window).bottom
    if len(bottom) < FEWEST:
        return None
    sums = np.stack([bottom[:, cells].sum(axis=1) for cells in members])
    return np.asarray(np.quantile(sums, LEVELS, axis=1).T)
