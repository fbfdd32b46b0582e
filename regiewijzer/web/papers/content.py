"""What a paper says, as plain texts and drawings in the language of the reader."""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

# XML takes no control characters, and a direction override makes a text look like another one.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `small`: a note; `warning`: something that a reader must not miss."""

    text: str
    small: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of a legend: name, colour and dash as SVG attributes."""

    name: str
    colour: str
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its text for who cannot see it. `svg` is one svg element with a viewBox and real texts in it."""

    svg: str
    title: str
    subtitle: str
    alternative: str
    legend: tuple[LegendEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first column names the row, the `texts` after it are texts too, the others are values."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.heads) for row in self.rows), self.heads

    def parts(self, most: int) -> tuple["Table", ...]:
        """Return the table as tables of at most so many values beside each other, each with the names of the rows."""
        named, values = self.texts, len(self.heads) - self.texts
        if values <= most:
            return (self,)
        starts = range(named, len(self.heads), most)
        return tuple(
            replace(
                self,
                heads=self.heads[:named] + self.heads[start : start + most],
                rows=tuple(row[:named] + row[start : start + most] for row in self.rows),
            )
            for start in starts
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with what there is to say of it."""

    rows: tuple[tuple[str, str], ...]

    @property
    def headed(self) -> tuple[tuple[str, str], ...]:
        """The rows with the mark that parts a name from what is said of it; a question has its own."""
        return tuple((name if name.endswith("?") else f"{name}:", text) for name, text in self.rows)


Block = Text | Picture | Table | Facts


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; without a heading it follows the answer."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `line` is the passport in one line and `address` where the same can be seen: both on every page.

    `banner` is said first and everywhere (that figures are invented, say). `moment` has a time zone: it is the moment of what
    the paper says, not that of its making, so that the same figure gives the same file. `publisher` is who it comes from.
    """

    title: str
    lead: str
    answer: str
    sections: tuple[Section, ...]
    line: str
    address: str
    moment: datetime
    language: str = "nl"
    publisher: str = ""
    banner: str = ""

    def pictures(self) -> tuple[Picture, ...]:
        """Return the drawings, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Picture))


Part = TypeVar("Part")


def printable(part: Part) -> Part:
    """Return the same paper, or part of one, without characters that no file may hold."""
    if isinstance(part, str):
        return _UNPRINTABLE.sub("", part)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(printable(one) for one in part)  # type: ignore[return-value]
    if is_dataclass(part) and not isinstance(part, type):
        changed: dict[str, Any] = {one.name: printable(getattr(part, one.name)) for one in fields(part)}
        return replace(part, **changed)  # type: ignore[return-value,type-var]
    return part
