"""What a layout makes of a value that is not simply another spelling."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Translated:
    """The row is not asked for (`skip`), or the value breaks a rule."""

    skip: bool = False
    rule: str | None = None


SKIP = Translated(skip=True)
