"""A load that is killed, or done again: nothing is lost and nothing doubled."""

from pathlib import Path

import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from regiewijzer.pipeline.recording import record_messages
from tests.integration.bad_input.conftest import NOW
from tests.support.ledger_state import recorded, state_of
from tests.support.load_process import kill_at_once, killed_at_random, loading
from tests.support.small_delivery import good_messages, write_delivery


def load_here(home: Home, path: Path) -> None:
    load(home, [path], known_at=KnownAt(), now=NOW, workers=0)


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_delivery(tmp_path_factory.mktemp("interrupted") / "levering", good_messages())


@pytest.fixture(scope="module")
def undisturbed(delivery: Path) -> dict[str, list[tuple[object, ...]]]:
    home = Home(delivery.parent / "undisturbed")
    load_here(home, delivery)
    return state_of(home)


@pytest.mark.parametrize(("stage", "workers", "is_in"), [("read", 2, False), ("record", 0, False), ("cache", 0, True)])
def test_killed_load_is_there_whole_or_not_at_all(
    tmp_path: Path, delivery: Path, undisturbed, stage: str, workers: int, is_in: bool
):
    home = Home(tmp_path / "home")
    with loading(home.path, delivery, stage=stage, workers=workers) as process:
        kill_at_once(process)

    assert bool(latest_snapshot(home)) is is_in
    if is_in:
        assert state_of(home) == undisturbed

    load_here(home, delivery)
    assert latest_snapshot(home) == 1
    assert state_of(home) == undisturbed
    assert not list(home.record.rglob("*.tmp"))


def test_killed_at_a_random_moment_it_is_there_whole_or_not_at_all(tmp_path: Path, delivery: Path, undisturbed):
    whole = recorded(Home(delivery.parent / "undisturbed"))
    assert whole["claim_line"]
    for home, told in killed_at_random(tmp_path, delivery, times=3):
        if latest_snapshot(home):
            assert recorded(home) == whole, told
        record_messages(home, [delivery], known_at=KnownAt(), now=NOW, workers=0)
        assert latest_snapshot(home) == 1, told
        assert recorded(home) == whole, told
        assert not list(home.record.rglob("*.tmp")), told


def test_same_delivery_again_changes_nothing(tmp_path: Path, delivery: Path, undisturbed):
    home = Home(tmp_path / "home")
    load_here(home, delivery)
    renamed = write_delivery(tmp_path / "nog-eens", {f"x-{name}": content for name, content in good_messages().items()})
    with_lf = write_delivery(tmp_path / "lf", {name: one.replace(b"\r\n", b"\n") for name, one in good_messages().items()})
    for again in (delivery, renamed, with_lf):
        record_messages(home, [again], known_at=KnownAt(), now=NOW, workers=0)
    assert state_of(home) == undisturbed
