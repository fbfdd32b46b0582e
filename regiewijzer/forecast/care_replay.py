"""The care itself, vintage after vintage: trajectories that run at the end of a month, that begin in it, that stop in it.

Each quantity has a replay of its own, so that its intervals are learned as those of cost are. There is one method: no second
opinion knows care.
"""

from collections.abc import Mapping

import numpy as np

from regiewijzer.forecast.arrays import FloatArray
from regiewijzer.forecast.replay import Replay, Vintage
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import Laws, Projection, in_care, starts, stops

QUANTITIES = ("in_care", "starts", "stops")


def care_replays(beside: Replay) -> dict[str, Replay]:
    """Return an empty replay per quantity, in the numbering of cells of the replay of cost."""
    return {name: Replay(beside.universe) for name in QUANTITIES}


def _projections(snapshot: Snapshot, law: Laws) -> Mapping[str, Projection]:
    care, began = in_care(snapshot, law), starts(snapshot, law)
    return {"in_care": care, "starts": began, "stops": stops(care, began)}


def add_care(replays: Mapping[str, Replay], snapshot: Snapshot, law: Laws) -> None:
    """Forecast each quantity at one more vintage; `law` is what the snapshot tells, estimated once for cost and care."""
    for name, projection in _projections(snapshot, law).items():
        replay = replays[name]
        place = replay.universe.place(snapshot.cells)
        values: FloatArray = np.zeros((len(replay.universe), projection.total.shape[1]))
        values[place] = projection.total
        methods = dict.fromkeys(("structural", "claims"), values)
        replay.vintages.append(Vintage(snapshot.vintage, projection.first, methods, values, np.ones((2, 0)), values))
