"""A paper as PDF/UA-1: tagged, with title, language, headings, table heads and a text for every drawing."""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from regiewijzer.web.fonts import FAMILY, font_folders
from regiewijzer.web.papers.content import Block, Facts, Paper, Picture, Section, Table, Text
from regiewijzer.web.papers.drawing import chart_pieces, stacked

LAYOUT = Path(__file__).resolve().with_name("paper.typ")
STANDARD: list[Any] = ["ua-1"]
INSIDE = "Libertinus Serif"  # comes with typst
MOST_VALUES = 6  # beside each other on an upright page
LONGEST_LINE, LONGEST_ADDRESS = 420, 110  # letters in the footer; the whole of both stands at the end of the text
SAID = ("title", "lead", "answer", "line", "address", "language", "publisher", "banner")
# Beside the letters of western Europe these are in every font that we bring.
SURE = frozenset("‘’“”–—…•€−")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return our font and those inside typst, never those of the machine: a paper looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=font_folders())


def _family() -> str:
    return FAMILY if font_folders() else INSIDE


def _block(block: Block) -> list[dict[str, Any]]:
    match block:
        case Text():
            return [{"kind": "text", "text": block.text, "small": block.small, "warning": block.warning}]
        case Facts():
            return [{"kind": "facts", "rows": block.headed}]
        case Table():
            parts = block.parts(MOST_VALUES)
            return [
                {"kind": "table", "caption": one.caption, "heads": one.heads, "rows": one.rows, "texts": one.texts}
                for one in parts
            ]
        case Picture():
            said = {"title": block.title, "subtitle": block.subtitle, "alternative": block.alternative}
            return [{"kind": "picture", "svg": stacked(chart_pieces(block)), **said}]


def _section(section: Section) -> dict[str, Any]:
    return {"heading": section.heading, "blocks": [part for block in section.blocks for part in _block(block)]}


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _data(paper: Paper) -> str:
    """Return everything the layout needs."""
    said = {
        name: getattr(paper, name) for name in ("title", "lead", "answer", "line", "address", "language", "publisher", "banner")
    }
    day = {"year": paper.moment.year, "month": paper.moment.month, "day": paper.moment.day}
    sections = [_section(section) for section in paper.sections]
    short = {
        "short-line": _shortened(paper.line, LONGEST_LINE),
        "short-address": _shortened(paper.address, LONGEST_ADDRESS),
    }
    return json.dumps({**said, **short, "font": _family(), "date": day, "sections": sections}, ensure_ascii=False)


def _plain(letter: str) -> str:
    """Return a letter that every font has: without its accent where that helps, else a question mark."""
    if ord(letter) < 0x100 or letter in SURE:
        return letter
    base = unicodedata.normalize("NFKD", letter)[0]
    return base if ord(base) < 0x100 else "?"


def _compiled(data: str, paper: Paper) -> bytes:
    made = typst.compile(
        LAYOUT.read_bytes(),
        sys_inputs={"paper": data},
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARD,
        timestamp=int(paper.moment.timestamp()),
    )
    assert isinstance(made, bytes), type(made)
    return made


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF/UA-1. A letter that no font has would break that standard: then it becomes a plain one."""
    data = _data(paper)
    try:
        return _compiled(data, paper)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return _compiled("".join(map(_plain, data)), paper)
