"""The worker keeps the figures of the newest snapshot ready."""

from regiewijzer.config import readiness
from regiewijzer.ledger.home import Home


def test_a_new_snapshot_is_worked_out_once(tmp_path, monkeypatch):
    home, worked_out = Home(tmp_path).create(), []
    monkeypatch.setattr(
        readiness, "build_marts", lambda home, snapshot, indicators: worked_out.append((snapshot, len(indicators)))
    )
    assert readiness.make_ready(home, 0) == 0, "nothing was loaded"
    monkeypatch.setattr(readiness, "latest_snapshot", lambda home: 3)
    assert readiness.make_ready(home, 0) == 3
    assert readiness.make_ready(home, 3) == 3
    assert [snapshot for snapshot, _count in worked_out] == [3]
    assert worked_out[0][1] > 40
