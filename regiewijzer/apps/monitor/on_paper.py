"""Figures that were worked out elsewhere, such as those of an edition, as papers and as blocks of a larger paper."""

from collections.abc import Sequence

from regiewijzer.apps.monitor.presenters.paper import Around, blocks_of, data_of, members_in, paper_of_any
from regiewijzer.apps.monitor.presenters.paper_blocks import beside
from regiewijzer.apps.monitor.presenters.subject import subject_of
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure
from regiewijzer.web.papers import Block, Paper


def _members(indicator: Indicator, figure: Figure, around: Around) -> tuple[Block, ...]:
    subject = subject_of(indicator, figure)
    found = members_in(subject, around)
    return beside(subject, found) if found else ()


def figure_blocks(indicator: Indicator, figure: Figure, breakdowns: Sequence[Figure], around: Around) -> tuple[Block, ...]:
    """Return a figure without breakdown, and those of it with one: what stands under its answer, then every value."""
    subject = subject_of(indicator, figure)
    members = (block for one in breakdowns for block in _members(indicator, one, around))
    return (*blocks_of(subject, around), *members, *data_of(subject))


def figure_on_paper(indicator: Indicator, figure: Figure, around: Around) -> Paper:
    """Return a figure as a paper, whatever it is broken down by."""
    return paper_of_any(subject_of(indicator, figure), around)
