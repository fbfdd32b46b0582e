"""Holds the columns made without messages against those from the messages of the same region, as the ledger reads them.

`forecast_accuracy.py compare HOME SEED` prints it, of a home into which `simulate small --seed SEED` was loaded.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from accuracy.columns import Columns, vintages
from accuracy.told import Told
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_snapshot import snapshot_of


class Difference(NamedTuple):
    """One measure of one vintage: from the messages, and without them."""

    vintage: int
    measure: str
    messages: float
    without: float


def _measures(one: Snapshot) -> dict[str, float]:
    spells, claims = one.spells, one.claims
    runs = np.isinf(spells.stop)
    return {
        "trajectories": len(spells),
        "running": float(runs.sum()),
        "value a month of what runs, EUR": float(np.nansum(spells.value[runs])) / 100,
        "running without a value": float(np.isnan(spells.value[runs]).sum()),
        "planned to end, share": float(np.isfinite(spells.planned[runs]).mean()),
        "claimed, EUR": float(claims.cents.sum()) / 100,
        "claimed of the last three months, EUR": float(claims.cents[claims.month > one.vintage - 3].sum()) / 100,
        "cells": len(one.cells),
        "price index of the last month": float(np.nanmean(one.price[:, one.months - 1])),
        "young people": float(np.nansum(one.population[:, -1])),
    }


def differences(home: Home, told: Told) -> Iterator[Difference]:
    """Yield the measures of four vintages spread over the window."""
    columns, every = Columns(told), vintages(told)
    for vintage in every[:: len(every) // 3]:
        have, made = _measures(snapshot_of(home, vintage)), _measures(columns.snapshot(vintage))
        for measure, value in have.items():
            yield Difference(vintage, measure, value, made[measure])
