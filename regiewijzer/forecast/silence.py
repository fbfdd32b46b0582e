"""Providers that stopped claiming (stilstand): their software, not their care, stands still.

Of a month that nobody heard of a usual share would look as if little had been delivered. So what is known of such a provider is
reckoned from the last month in which it was heard of.
"""

import numpy as np

from regiewijzer.forecast.arrays import BoolArray, IntArray
from regiewijzer.forecast.billing import BillingClass
from regiewijzer.forecast.snapshot import Snapshot

YEAR = 12
# Months without a claim after which a provider of that class counts as silent, and months of the year before in which it sent
# some. Who is irregular is never silent: it was not to be expected.
PATIENCE = {BillingClass.MONTHLY: 2, BillingClass.QUARTERLY: 5}
REGULAR = {BillingClass.MONTHLY: 8, BillingClass.QUARTERLY: 3}


def _sent(snapshot: Snapshot) -> BoolArray:
    """Return in which months since `first` each provider sent claims (providers, months)."""
    found = np.zeros((len(snapshot.cells.providers), snapshot.months), dtype=np.bool_)
    claims = snapshot.claims
    place = claims.known - snapshot.first
    counts = (claims.cents > 0) & (place >= 0)
    found[snapshot.cells.provider[claims.cell[counts]], place[counts]] = True
    return found


def heard_until(snapshot: Snapshot, classes: IntArray) -> IntArray:
    """Return the last month (providers,) up to which each was heard of: the vintage, or earlier when it fell silent.

    `classes` (providers,): `BillingClass`. A provider that never claimed regularly does not fall silent.
    """
    sent, months = _sent(snapshot), np.arange(snapshot.months)
    last = np.where(sent.any(axis=1), sent.shape[1] - 1 - np.argmax(sent[:, ::-1], axis=1), 0)
    before = sent & (months[None, :] > (last - YEAR)[:, None])
    silent = np.zeros(len(last), dtype=np.bool_)
    for kind, months_quiet in PATIENCE.items():
        regular = before.sum(axis=1) >= REGULAR[kind]
        silent |= (classes == kind) & regular & (snapshot.months - 1 - last >= months_quiet)
    return np.asarray(np.where(silent, snapshot.first + last, snapshot.vintage), dtype=np.int64)
