"""Something that is done again and again beside the work of a process, for as long as that runs."""

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)


def _repeat(step: Callable[[], None], every: float, fault: str) -> None:
    while True:
        try:
            step()
        except Exception:  # what went wrong is told, and tried again: nobody would start this thread anew
            log.exception(fault)
        time.sleep(every)


def repeat_beside(step: Callable[[], None], *, name: str, every: float, fault: str) -> None:
    """Take a step now and `every` so many seconds, in a thread of that name; `fault` is what the log says when one fails."""
    threading.Thread(target=_repeat, args=(step, every, fault), daemon=True, name=name).start()
