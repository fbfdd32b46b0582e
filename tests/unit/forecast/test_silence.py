"""A provider whose software stands still: its care goes on, and the forecast with it."""

from dataclasses import replace

import numpy as np
import pytest

from regiewijzer.forecast.replay import Replay, add
from regiewijzer.forecast.silence import heard_until
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import cost, laws
from tests.support.forecast_world import FIRST, chosen, snapshot_at, world

VINTAGE, STILL = FIRST + 47, 4  # months of silence before the vintage
MONTHLY, QUARTERLY = 0, 3  # providers


@pytest.fixture(scope="module")
def made():
    return world(seed=3, months=72)


def silenced(snapshot: Snapshot, provider: int, since: int) -> Snapshot:
    """Return the snapshot without what became known of a provider after that month."""
    claims = snapshot.claims
    kept = (snapshot.cells.provider[claims.cell] != provider) | (claims.known <= since)
    return replace(snapshot, claims=chosen(claims, kept))


def test_who_is_heard_of_is_not_silent(made):
    snapshot = snapshot_at(made, VINTAGE)
    assert heard_until(snapshot, laws(snapshot).classes).tolist() == [VINTAGE] * 4


@pytest.mark.parametrize(
    ("provider", "still", "expected"), [(MONTHLY, 1, 0), (MONTHLY, 2, 2), (MONTHLY, 4, 4), (QUARTERLY, 2, 0), (QUARTERLY, 3, 5)]
)
def test_a_month_without_claims_is_not_silence_and_two_are_unless_it_claims_per_quarter(made, provider, still, expected):
    snapshot = silenced(snapshot_at(made, VINTAGE), provider, VINTAGE - still)
    assert heard_until(snapshot, laws(snapshot).classes)[provider] == VINTAGE - expected


def test_what_it_delivered_meanwhile_is_expected_as_if_it_had_claimed(made):
    whole = snapshot_at(made, VINTAGE)
    quiet = silenced(whole, MONTHLY, VINTAGE - STILL)
    own = whole.cells.provider == MONTHLY
    months = slice(48 - STILL, 48)
    came = made.truth[own, months].sum()
    told = cost(quiet, laws(quiet)).total[own, months].sum()
    assert told == pytest.approx(came, rel=0.08)
    others = [cost(one, laws(one)).total[~own, months].sum() for one in (whole, quiet)]
    assert others[1] == pytest.approx(others[0], rel=0.01)


def test_the_second_opinion_lets_it_go_on_as_before(made):
    quiet = silenced(snapshot_at(made, VINTAGE), MONTHLY, VINTAGE - STILL)
    told = add(Replay(), quiet)
    months = slice(48 - STILL, 48)
    claims, structural = (told.methods[name][:, months].sum() for name in ("claims", "structural"))
    assert claims == pytest.approx(structural, rel=0.08)


def test_who_never_claimed_regularly_does_not_fall_silent(made):
    whole = snapshot_at(made, VINTAGE)
    claims = whole.claims
    now_and_then = (whole.cells.provider[claims.cell] != MONTHLY) | (claims.known % 6 == FIRST % 6)
    few = silenced(replace(whole, claims=chosen(claims, now_and_then)), MONTHLY, VINTAGE - STILL)
    assert heard_until(few, np.zeros(4, dtype=np.int64))[MONTHLY] == VINTAGE
