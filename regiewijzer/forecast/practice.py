"""What is done today without a model: the honest measure of whether a model is worth its keep."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, ratio
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.values import spell_values


def commitments(snapshot: Snapshot, horizon: int) -> FloatArray:
    """Return what is assigned per cell and month (cells, months + horizon), in cents: care up to its stop or planned end."""
    spells = snapshot.spells
    months = snapshot.first + np.arange(snapshot.months + horizon)
    until = np.minimum(spells.stop, np.maximum(spells.planned, np.where(np.isinf(spells.stop), spells.start, -np.inf)))
    part = np.clip(np.minimum(until[:, None], months + 1) - np.maximum(spells.start[:, None], months), 0.0, 1.0)
    result = np.zeros((len(snapshot.cells), len(months)))
    np.add.at(result, spells.cell, part * spell_values(snapshot)[:, None])
    return result


def by_ratio(committed: FloatArray, committed_before: FloatArray, came: FloatArray) -> FloatArray:
    """Return commitments x (what came last year / the commitments of then), per node (nodes,).

    A node without commitments a year ago gets the ratio of all nodes together.
    """
    overall = float(came.sum()) / max(float(committed_before.sum()), 1.0)
    return committed * ratio(came, committed_before, otherwise=overall)
