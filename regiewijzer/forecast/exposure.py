"""How much care runs in each month: parts of months of known spells, and the chance that those without a known stop still run."""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.durations import Durations
from regiewijzer.forecast.seasonal_starts import YEAR
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.survival import conditional, in_season, open_profile


class Running(NamedTuple):
    """Per spell and month (spells, months): the part of the month that it runs, and the chance that it runs at the end of it.

    Column 0 is month `first` of the snapshot; the months after the vintage follow.
    """

    part: FloatArray
    at_end: FloatArray


def ages(snapshot: Snapshot) -> IntArray:
    """Return the age of each spell at the end of the vintage, in whole months (spells,); 0 for one that starts later."""
    return np.maximum(np.floor(snapshot.vintage + 1 - snapshot.spells.start), 0).astype(np.int64)


def _parts(start: FloatArray, stop: FloatArray, months: IntArray) -> FloatArray:
    begin = np.maximum(start[:, None], months[None, :])
    end = np.minimum(stop[:, None], months[None, :] + 1)
    return np.asarray(np.clip(end - begin, 0.0, 1.0))


def _past(snapshot: Snapshot, curves: FloatArray, law: Durations) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return part, chance at the end of each past month, and the chance at the end of the vintage."""
    spells = snapshot.spells
    months = np.arange(snapshot.first, snapshot.vintage + 1)
    part = _parts(spells.start, spells.stop, months)
    at_end = ((spells.start[:, None] < months + 1) & (spells.stop[:, None] >= months + 1)).astype(np.float64)
    unended = np.flatnonzero(np.isinf(spells.stop))
    lagged = law.season[(snapshot.vintage - np.arange(len(law.stops_known))) % YEAR]
    profile = open_profile(curves[unended], ages(snapshot)[unended], law.stops_known, lagged)
    reach = min(profile.shape[1], len(months))
    recent = profile[:, :reach][:, ::-1]
    at_end[unended[:, None], np.arange(len(months) - reach, len(months))] *= recent
    before = np.concatenate([np.ones((len(unended), 1)), recent[:, :-1]], axis=1)
    part[unended[:, None], np.arange(len(months) - reach, len(months))] *= (before + recent) / 2
    now = np.zeros(len(spells))
    now[unended] = profile[:, 0]
    return part, at_end, now


def running(snapshot: Snapshot, law: Durations, horizon: int) -> Running:
    """Return what runs in every month from `first` up to `horizon` months after the vintage.

    A spell that starts later, or whose stop lies ahead, runs as it says.
    """
    spells = snapshot.spells
    curves = law.curves[snapshot.cells.product[spells.cell]]
    part, at_end, now = _past(snapshot, curves, law)
    ahead = snapshot.vintage + 1 + np.arange(horizon)
    later = _parts(spells.start, spells.stop, ahead)
    lasting = ((spells.start[:, None] < ahead + 1) & (spells.stop[:, None] >= ahead + 1)).astype(np.float64)
    open_now = np.flatnonzero(np.isinf(spells.stop) & (spells.start < snapshot.vintage + 1))
    hazards = law.hazards(snapshot.vintage + 1, 0, horizon)[snapshot.cells.product[spells.cell[open_now]]]
    lasts = in_season(conditional(curves[open_now], ages(snapshot)[open_now], horizon), hazards)
    chance = now[open_now, None] * lasts
    later[open_now], lasting[open_now] = (chance[:, :-1] + chance[:, 1:]) / 2, chance[:, 1:]
    return Running(np.concatenate([part, later], axis=1), np.concatenate([at_end, lasting], axis=1))
