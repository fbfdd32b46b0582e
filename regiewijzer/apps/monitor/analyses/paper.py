"""A part of an analysis as a paper: answer, the drawing of the page, table, what it means, passport."""

from regiewijzer.apps.monitor.analyses.drawings.on_paper import drawn_blocks
from regiewijzer.apps.monitor.analyses.grid import Years
from regiewijzer.apps.monitor.analyses.layout import Part
from regiewijzer.apps.monitor.analyses.parts import part_view
from regiewijzer.apps.monitor.presenters.paper import Around, bound
from regiewijzer.apps.monitor.presenters.paper_blocks import noted, source
from regiewijzer.apps.monitor.presenters.subject import Subject
from regiewijzer.web.papers import Paper, Section, Text


def paper_of_part(part: Part, subject: Subject, around: Around, years: Years, caution: str = "") -> Paper:
    """Return a part as a paper; `caution` is what a reader of this analysis must not conclude."""
    view = part_view(part, subject.indicator, subject.figure, around.names, years)
    blocks = (
        *([Text(caution, warning=True)] if caution else []),
        *([Text(view.text)] if view.text else []),
        *drawn_blocks(view),
        *noted(cell.value for cell in subject.figure.cells),
        source(subject),
    )
    return bound(subject, around, view.sentence, [Section("", blocks)], view.title)
