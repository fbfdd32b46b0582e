"""Which state of an edition may follow which: the whole table, allowed and refused."""

import pytest

from regiewijzer.apps.publications.states import NEXT, State, may_become

ALLOWED = {
    (State.DRAFT, State.CHECKED),
    (State.DRAFT, State.WITHDRAWN),
    (State.CHECKED, State.DRAFT),
    (State.CHECKED, State.PUBLISHED),
    (State.CHECKED, State.WITHDRAWN),
    (State.PUBLISHED, State.SUPERSEDED),
    (State.PUBLISHED, State.WITHDRAWN),
    (State.SUPERSEDED, State.WITHDRAWN),
}


def test_every_state_has_its_row():
    assert NEXT.keys() == set(State)


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_every_pair(now, then):
    assert may_become(now, then) is ((now, then) in ALLOWED)


def test_nothing_is_published_unchecked_and_withdrawn_is_final():
    assert {now for now in State if may_become(now, State.PUBLISHED)} == {State.CHECKED}
    assert not NEXT[State.WITHDRAWN]
