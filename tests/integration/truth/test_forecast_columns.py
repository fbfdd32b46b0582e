"""The columns on which the accuracy of the forecast is judged, made without messages, are those of the ledger."""

import numpy as np
import pytest

from accuracy.columns import Columns, vintages
from accuracy.told import tell
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.pipeline.forecast_snapshot import snapshot_of
from regiewijzer.simulation.scenario import load_scenario
from tests.support.true_region import TrueRegion

DIMENSIONS = ("municipality", "product", "provider")


@pytest.fixture(scope="module")
def without_messages(clean: TrueRegion) -> Columns:
    return Columns(tell(clean.settings, load_scenario()))


def _claimed(one: Snapshot) -> dict[tuple[str, str, str, int], int]:
    keys, found = one.cells.keys, {}
    for cell, month, cents in zip(one.claims.cell, one.claims.month, one.claims.cents, strict=True):
        key = (*(str(keys[name][cell]) for name in DIMENSIONS), int(month))
        found[key] = found.get(key, 0) + int(cents)
    return {key: cents for key, cents in found.items() if cents}


def _care(one: Snapshot) -> list[tuple[object, ...]]:
    """Return every trajectory: whose, when, its value a month, until when it was planned, and when that was known.

    What was known before the window was known at its beginning.
    """
    spells, keys = one.spells, one.cells.keys
    value, begun = np.nan_to_num(spells.value, nan=-1).round(6), np.maximum(spells.start_known, one.first + 1)
    ended = np.where(spells.stop_known < 0, -1, np.maximum(spells.stop_known, one.first + 1))
    whose = (keys[name][spells.cell] for name in DIMENSIONS)
    said = (spells.start, spells.stop, value, spells.planned, begun, ended)
    return sorted(zip(*(column.tolist() for column in (*whose, *said)), strict=True))


def test_of_senders_without_fault_every_column_is_that_of_the_ledger(clean, without_messages):
    for vintage in vintages(tell(clean.settings, load_scenario()))[::2]:
        have, made = snapshot_of(clean.home, vintage), without_messages.snapshot(vintage)
        assert made.first == have.first
        assert _claimed(made) == _claimed(have)
        assert _care(made) == _care(have)
        assert np.allclose(made.population, have.population, equal_nan=True)
        assert made.price.shape == have.price.shape
        assert np.allclose(made.price, have.price, equal_nan=True)
