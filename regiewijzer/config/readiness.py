"""Keep the figures of the newest snapshot ready, beside the queue: then no reader waits for the first look after a load."""

import logging
import threading
import time

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.figures_mart import build_marts

log = logging.getLogger(__name__)
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


def _keep_ready(home: Home) -> None:
    done = 0
    while True:
        try:
            ready = make_ready(home, done)
            if ready != done:
                tell_of_load()
            done = ready
        except Exception:
            log.exception("figures could not be worked out beforehand")
        time.sleep(LOOK_EVERY)


def keep_ready_beside(home: Home) -> None:
    """Start keeping figures ready, for as long as this process runs."""
    threading.Thread(target=_keep_ready, args=(home,), daemon=True, name="figures").start()
