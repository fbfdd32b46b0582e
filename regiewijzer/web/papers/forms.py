"""The forms in which a paper is written. What writes them is loaded when the first paper is asked, not when pages start."""

from enum import StrEnum
from functools import lru_cache

from regiewijzer.web.papers.content import Paper, printable

KEPT_FILES = 64  # the figures of an edition are downloaded by many on the same day


class Form(StrEnum):
    """A kind of file, by the ending of its name."""

    PDF = "pdf"
    WORD = "docx"
    PNG = "png"
    SVG = "svg"

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return "Word" if self is Form.WORD else self.name

    @property
    def content_type(self) -> str:
        """The media type."""
        return {
            Form.PDF: "application/pdf",
            Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Form.PNG: "image/png",
            Form.SVG: "image/svg+xml",
        }[self]


@lru_cache(maxsize=KEPT_FILES)
def written(paper: Paper, form: Form) -> bytes:
    """Return the paper as a file of this form; the same paper gives the same file.

    SVG and PNG hold answer, drawings, passport line and address; PDF (PDF/UA-1) and Word everything.
    """
    clean = printable(paper)
    match form:
        case Form.PDF:
            from regiewijzer.web.papers.pdf import as_pdf

            return as_pdf(clean)
        case Form.WORD:
            from regiewijzer.web.papers.word import as_word

            return as_word(clean)
        case Form.PNG:
            from regiewijzer.web.papers.poster import as_png

            return as_png(clean)
        case Form.SVG:
            from regiewijzer.web.papers.poster import as_svg

            return as_svg(clean)
