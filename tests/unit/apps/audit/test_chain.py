"""The chain of audit events shows every change, hole and missing end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiewijzer.apps.audit.chain import START, Link, verify

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


def _chain(count: int) -> list[tuple[Link, str]]:
    found: list[tuple[Link, str]] = []
    for number in range(1, count + 1):
        previous = found[-1][1] if found else START
        link = Link(number, AT + timedelta(minutes=number), "sign_in", f"user{number}", "x", {"n": number}, "", previous=previous)
        found.append((link, link.hash))
    return found


def _head(chain) -> tuple[int, str]:
    return (len(chain), chain[-1][1]) if chain else (0, START)


@given(st.integers(0, 6))
def test_an_untouched_chain_is_whole(count):
    chain = _chain(count)
    verdict = verify(chain, head=_head(chain))
    assert (verdict.events, verdict.broken_at) == (count, None)


@given(
    st.integers(1, 6).flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count - 1))),
    st.sampled_from([{"event": "other"}, {"actor": "someone"}, {"subject": ""}, {"details": {}}, {"operation": "a"}, {"at": AT}]),
)
def test_every_change_is_seen_where_it_was_made(place, change):
    count, changed = place
    chain = _chain(count)
    head = _head(chain)
    chain[changed] = (replace(chain[changed][0], **change), chain[changed][1])
    assert verify(chain, head=head).broken_at == changed + 1


@given(st.integers(1, 6).flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count - 1))))
def test_a_change_with_its_hash_made_anew_is_seen_one_further(place):
    """Who forges one event must forge every later one, and the end that others may have written down."""
    count, changed = place
    chain = _chain(count)
    head = _head(chain)
    forged = replace(chain[changed][0], actor="someone")
    chain[changed] = (forged, forged.hash)
    assert verify(chain, head=head).broken_at == changed + 2


@given(st.integers(2, 6).flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count - 1))))
def test_a_missing_event_is_seen(place):
    count, missing = place
    chain = _chain(count)
    head = _head(chain)
    del chain[missing]
    assert verify(chain, head=head).broken_at == missing + 1


def test_the_same_moment_in_another_zone_is_the_same_event():
    link = _chain(1)[0][0]
    assert replace(link, at=link.at.astimezone(timezone(timedelta(hours=2)))).hash == link.hash


def test_fields_cannot_be_shifted_into_each_other():
    link = _chain(1)[0][0]
    assert replace(link, event="sign", actor="_inuser1").hash != link.hash


@pytest.mark.parametrize("head", [(3, "f" * 64), (2, "0" * 64), (0, START)])
def test_another_end_is_seen(head):
    assert verify(_chain(3), head=head).reason == "cut off"
