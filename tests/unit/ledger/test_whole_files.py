"""A small file is there whole or not at all, also for who is killed while writing it."""

import os
import signal
from pathlib import Path

import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import ensure_keys, key_versions, read_pseudonym_key
from regiewijzer.ledger.whole_files import write_new, write_over


def killed_while(work, at: str, *, times: int) -> None:
    """Do the work in a child that is killed when it calls that function of `os` for so many times."""
    child = os.fork()
    if child == 0:
        calls, function = iter(range(times - 1)), getattr(os, at)

        def call(*given):
            if next(calls, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*given)

        setattr(os, at, call)
        work()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def test_killed_while_writing_over_leaves_what_was_there(tmp_path: Path):
    path = tmp_path / "region.yaml"
    write_over(path, b"old")
    killed_while(lambda: write_over(path, b"new" * 10_000), "fsync", times=1)
    assert path.read_bytes() == b"old"
    write_over(path, b"newer")
    assert path.read_bytes() == b"newer"


def test_killed_while_making_leaves_nothing_in_its_place(tmp_path: Path):
    path = tmp_path / "secret"
    killed_while(lambda: write_new(path, b"one", mode=0o600), "fsync", times=1)
    assert not path.exists()
    write_new(path, b"two", mode=0o600)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_not_made_again(tmp_path: Path):
    path = tmp_path / "secret"
    write_new(path, b"one", mode=0o600)
    with pytest.raises(FileExistsError):
        write_new(path, b"two", mode=0o600)
    assert path.read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["secret"]


@pytest.mark.parametrize("times", range(1, 7))
def test_keys_can_be_made_after_a_kill_at_any_step(tmp_path: Path, times: int):
    home = Home(tmp_path / "home").create()
    killed_while(lambda: ensure_keys(home, home.keys), "fsync", times=times)
    ensure_keys(home, home.keys)
    assert key_versions(home.keys) == (1,)
    assert read_pseudonym_key(home.keys, 1)
