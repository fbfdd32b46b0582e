"""A paper as one picture: title, answer, drawings, passport line and address. SVG for who edits it, PNG for who pastes it."""

from collections.abc import Iterator
from functools import lru_cache

from regiewijzer.web.fonts import font_folders
from regiewijzer.web.papers.content import Facts, Paper, Picture, Section
from regiewijzer.web.papers.drawing import SOFT, Piece, chart_pieces, rule, space, stacked, words

EDGE = 28
PIXELS = 2  # per unit of the drawing: sharp on paper and on a fine screen
WARNING = "#85140f"
# Our font has no arrow: for one letter the drawing engine takes another font for the whole line.
IN_OUR_FONT = str.maketrans({"→": "›"})


def _top(paper: Paper) -> Iterator[Piece]:
    if paper.banner:
        yield words(paper.banner, size=13, colour=WARNING, strong=True)
        yield space(8)
    yield words(paper.title, size=22, strong=True)
    yield words(paper.lead, size=13, colour=SOFT)
    yield space(8)
    yield words(paper.answer, size=16)
    yield space(14)


def _drawn(picture: Picture) -> Iterator[Piece]:
    yield words(picture.title, size=14, strong=True)
    yield words(picture.subtitle, size=12, colour=SOFT)
    yield space(6)
    yield from chart_pieces(picture)
    yield space(14)


def _explained(facts: Facts) -> Iterator[Piece]:
    for name, text in facts.headed:
        yield words(f"{name} {text}", size=12)
    yield space(14)


def _section(section: Section) -> Iterator[Piece]:
    """Yield the drawings of a section, with the facts between them: those explain the letters in a drawing."""
    if not any(isinstance(block, Picture) for block in section.blocks):
        return
    if section.heading:
        yield words(section.heading, size=16, strong=True)
        yield space(8)
    for block in section.blocks:
        if isinstance(block, Picture):
            yield from _drawn(block)
        elif isinstance(block, Facts):
            yield from _explained(block)


def _pieces(paper: Paper) -> Iterator[Piece]:
    yield from _top(paper)
    for section in paper.sections:
        yield from _section(section)
    yield rule()
    for text in (paper.publisher, paper.line, paper.address):
        yield words(text, size=11, colour=SOFT)


def _described(paper: Paper) -> str:
    """Return what the picture says, in words."""
    return " ".join(filter(None, (paper.banner, paper.answer, *(one.alternative for one in paper.pictures()))))


def as_svg(paper: Paper) -> bytes:
    """Return the paper as an SVG picture."""
    drawn = stacked(list(_pieces(paper)), title=paper.title, text=_described(paper), language=paper.language, edge=EDGE)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()


@lru_cache(maxsize=1)
def _know_our_font() -> None:
    import vl_convert

    for folder in font_folders():
        vl_convert.register_font_directory(folder)


def to_png(svg: str) -> bytes:
    """Return a drawing as PNG; letters that no font has are left out, which the text beside it makes up for."""
    import vl_convert

    _know_our_font()
    return bytes(vl_convert.svg_to_png(svg.translate(IN_OUR_FONT), scale=PIXELS))


def as_png(paper: Paper) -> bytes:
    """Return the paper as a PNG picture."""
    return to_png(as_svg(paper).decode())
