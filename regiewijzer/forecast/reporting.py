"""What was claimed of each cell and month, and which share of it is known, from the claims of a snapshot."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, sums
from regiewijzer.forecast.billing import BillingClass, billing_classes
from regiewijzer.forecast.delay import reporting_shares, share_at
from regiewijzer.forecast.silence import heard_until
from regiewijzer.forecast.snapshot import Claims, Snapshot
from regiewijzer.forecast.triangles import known

DELAYS = 16  # 0 .. 15 months; what comes later counts in the last
CLASSES = len(BillingClass)
RECENT = 24  # months of care from which the class of a provider is found


class Reporting(NamedTuple):
    """What is known of claims: reported (cells, months) in cents, and the share of each that is expected to be known.

    classes (providers,): `BillingClass`. table (groups, 3, delays): shares as from `delay`; group = product x 3 + class.
    """

    reported: FloatArray
    share: FloatArray
    classes: IntArray
    table: FloatArray


def _increments(snapshot: Snapshot, groups: IntArray, count: int) -> FloatArray:
    """Return the amounts per group, month of care and delay (count, months, delays); `groups` (records,)."""
    claims, months = snapshot.claims, snapshot.months
    place = claims.month - snapshot.first
    inside = (place >= 0) & (place < months)
    delay = np.clip(claims.known - claims.month, 0, DELAYS - 1)
    flat = (groups[inside] * months + place[inside]) * DELAYS + delay[inside]
    return sums(flat, claims.cents[inside], count * months * DELAYS).reshape(count, months, DELAYS)


def _classes(snapshot: Snapshot) -> IntArray:
    provider = snapshot.cells.provider[snapshot.claims.cell]
    increments = _increments(snapshot, provider, len(snapshot.cells.providers))
    since = max(0, snapshot.months - RECENT)
    return billing_classes(increments[:, since:], snapshot.first + since)


def _table(snapshot: Snapshot, group: IntArray, classes: IntArray) -> FloatArray:
    """Return the shares per group. A silent provider tells nothing of how others claim: its last year is left out."""
    count = len(snapshot.cells.products) * CLASSES
    told = _of_who_is_heard(snapshot, classes)
    increments = _increments(told, group[told.claims.cell], count)
    reached = known(snapshot.months, DELAYS, snapshot.months - 1)
    triangles = np.where(reached, np.cumsum(increments, axis=2), np.nan)
    return reporting_shares(triangles, np.arange(count) % CLASSES, snapshot.first)


def _of_who_is_heard(snapshot: Snapshot, classes: IntArray) -> Snapshot:
    claims = snapshot.claims
    heard = heard_until(snapshot, classes)[snapshot.cells.provider[claims.cell]]
    kept = (heard == snapshot.vintage) | (claims.month <= heard - DELAYS)
    left = Claims(claims.cell[kept], claims.month[kept], claims.known[kept], claims.cents[kept])
    return replace(snapshot, claims=left)


def reporting_groups(snapshot: Snapshot, classes: IntArray) -> IntArray:
    """Return the group of each cell (cells,) in the table of shares."""
    return np.asarray(snapshot.cells.product * CLASSES + classes[snapshot.cells.provider])


def known_by_delay(snapshot: Snapshot) -> FloatArray:
    """Return what was known of each cell and past month so many months later (cells, months, `DELAYS`); later than now as now."""
    return np.cumsum(_increments(snapshot, snapshot.claims.cell, len(snapshot.cells)), axis=2)


def shares_by_delay(snapshot: Snapshot, classes: IntArray, table: FloatArray) -> FloatArray:
    """Return which share of each cell and past month is known so many months later (cells, months, `DELAYS`)."""
    months, group = np.arange(snapshot.first, snapshot.vintage + 1), reporting_groups(snapshot, classes)
    return share_at(table, group[:, None, None], months[None, :, None], np.arange(DELAYS)[None, None, :])


def reported_cents(snapshot: Snapshot) -> FloatArray:
    """Return what is known of each cell and past month (cells, months), in cents."""
    return np.asarray(_increments(snapshot, snapshot.claims.cell, len(snapshot.cells)).sum(axis=2))


def delays_of(snapshot: Snapshot, classes: IntArray) -> IntArray:
    """Return how long ago each past month was for each cell (cells, months), as of when its provider was last heard of."""
    ago = heard_until(snapshot, classes)[snapshot.cells.provider][:, None] - np.arange(snapshot.first, snapshot.vintage + 1)
    return np.asarray(ago, dtype=np.int64)


def shares_of(snapshot: Snapshot, classes: IntArray, table: FloatArray) -> FloatArray:
    """Return the share that is expected to be known of each cell and past month (cells, months); 0 since a provider is silent."""
    months = np.arange(snapshot.first, snapshot.vintage + 1)
    group = reporting_groups(snapshot, classes)
    ago = delays_of(snapshot, classes)
    found: FloatArray = share_at(table, group[:, None], months[None, :], np.maximum(ago, 0))
    return np.where(ago >= 0, found, 0.0)


def reporting(snapshot: Snapshot) -> Reporting:
    """Return what was claimed and which share of it is known, with the laws found in the snapshot itself."""
    classes = _classes(snapshot)
    table = _table(snapshot, reporting_groups(snapshot, classes), classes)
    return Reporting(reported_cents(snapshot), shares_of(snapshot, classes, table), classes, table)
