"""Keep the figures of the newest snapshot ready, beside the queue: then no reader waits for the first look after a load."""

from regiewijzer.config.beside import repeat_beside
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.figures_mart import build_marts

LOOK_EVERY = 5.0  # seconds


def make_ready(home: Home, done: int) -> int:
    """Work out the facts of the newest snapshot unless it is `done`; return the snapshot that is ready."""
    newest = latest_snapshot(home) or 0
    if newest and newest != done:
        build_marts(home, newest, load_indicators().values())
    return newest


def tell_of_load() -> None:
    """Say that there is a newer snapshot: a load on the command line tells nobody else."""
    from django.db import connection

    from regiewijzer.web.knowledge import knowledge_changed

    knowledge_changed.send(Home)
    connection.close()  # of this thread: it is not used again before the next load


class _Ready:
    """What is ready: the snapshot of the step before."""

    def __init__(self, home: Home) -> None:
        self.home, self.done = home, 0

    def step(self) -> None:
        """Make the newest snapshot ready, and say so when there is a newer one."""
        ready = make_ready(self.home, self.done)
        if ready != self.done:
            tell_of_load()
        self.done = ready


def keep_ready_beside(home: Home) -> None:
    """Start keeping figures ready, for as long as this process runs."""
    fault = "figures could not be worked out beforehand"
    repeat_beside(_Ready(home).step, name="figures", every=LOOK_EVERY, fault=fault)
