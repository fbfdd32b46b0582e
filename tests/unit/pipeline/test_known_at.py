from datetime import date, datetime

import pyarrow as pa
import pytest

from regiewijzer.pipeline.known_at import KnownAt, KnownBasis, parse_known_at, stamp

LOADED = datetime(2026, 3, 1, 12)


def tables():
    message = pa.table(
        {"message_id": ["a", "b", "c"], "dated_on": pa.array([date(2026, 1, 5), None, date(2027, 1, 1)], pa.date32())}
    )
    return {"message": message, "claim": pa.table({"message_id": ["b", "a", "a"]})}


@pytest.mark.parametrize(
    ("rule", "claims"),
    [
        (KnownAt(), [LOADED, LOADED, LOADED]),
        (KnownAt(KnownBasis.DATED), [LOADED, datetime(2026, 1, 5), datetime(2026, 1, 5)]),
        (KnownAt(KnownBasis.STATED, datetime(2026, 2, 2)), [datetime(2026, 2, 2)] * 3),
    ],
)
def test_rows_are_known_when_their_message_is(rule, claims):
    stamped = stamp(tables(), rule, loaded_at=LOADED)
    assert stamped["claim"]["known_at"].to_pylist() == claims
    assert set(stamped["claim"]["known_basis"].to_pylist()) == {str(rule.basis)}


def test_a_date_in_the_future_was_known_on_loading():
    stamped = stamp(tables(), KnownAt(KnownBasis.DATED), loaded_at=LOADED)
    assert stamped["message"]["known_at"].to_pylist()[2] == LOADED


def test_a_moment_with_zone_is_kept_in_utc():
    assert parse_known_at("2026-01-31T12:00:00+01:00").moment == datetime(2026, 1, 31, 11)


def test_anything_else_is_refused_with_what_was_expected():
    with pytest.raises(ValueError, match="expected received, dated, envelope or a moment"):
        parse_known_at("gisteren")


def test_the_moment_on_an_envelope_counts_only_when_asked():
    """Without an envelope a message was received now; with a moment in the future it was known on loading."""
    earlier = datetime(2024, 3, 1, 12)
    sent_at = {"a": earlier, "c": datetime(2999, 1, 1)}
    stamped = stamp(tables(), KnownAt(KnownBasis.ENVELOPE), loaded_at=LOADED, sent_at=sent_at)
    assert stamped["message"]["known_at"].to_pylist() == [earlier, LOADED, LOADED]
    assert stamped["message"]["known_basis"].to_pylist() == ["envelope", "received", "envelope"]
    assert stamped["claim"]["known_at"].to_pylist() == [LOADED, earlier, earlier]
    plain = stamp(tables(), KnownAt(), loaded_at=LOADED, sent_at=sent_at)
    assert plain["message"]["known_at"].to_pylist() == [LOADED] * 3
