from hypothesis import given
from hypothesis import strategies as st

from regiewijzer.ledger.message_ids import MessageIds

BATCHES = st.lists(st.lists(st.text("0123456789abcdef", min_size=1, max_size=3), max_size=20), max_size=12)


@given(BATCHES)
def test_it_is_a_set(batches):
    ids, plain = MessageIds(), set()
    for batch in batches:
        assert ids.known(batch) == plain & set(batch)
        ids.update(batch)
        plain |= set(batch)
        assert len(ids) == len(plain)
    assert set(ids) == plain
    assert all(one in ids for one in plain)
    assert "zz" not in ids
