"""Papers: what leaves the pages as a file to read, drawn once and written as PDF, Word, SVG or PNG.

A paper is plain content (`content`); it knows nothing of figures. What it may say was decided before it was made.
"""

from regiewijzer.web.papers.content import Block, Facts, LegendEntry, Paper, Picture, Section, Table, Text
from regiewijzer.web.papers.forms import Form, written

__all__ = [
    "Block",
    "Facts",
    "Form",
    "LegendEntry",
    "Paper",
    "Picture",
    "Section",
    "Table",
    "Text",
    "written",
]
