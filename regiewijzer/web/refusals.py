"""Why something cannot be done now, as the writing part of an app tells its pages."""

from typing import Any


class NotNow(ValueError):
    """This cannot be done in the state that it is in, or by this user; the text says why where pages show it."""


class ChangedMeanwhile(ValueError):
    """Someone else was first since the page was made; nothing was written. `now` is how it stands, where pages show that."""

    def __init__(self, now: Any = None) -> None:
        super().__init__(now)
        self.now = now
