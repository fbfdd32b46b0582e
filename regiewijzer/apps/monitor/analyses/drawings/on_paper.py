"""The drawings of an analysis on paper: the picture of the page, or its bars and shades drawn, and the same as a table."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.monitor.analyses.drawings.flow import FlowView
from regiewijzer.apps.monitor.analyses.drawings.matrix import Matrix
from regiewijzer.apps.monitor.analyses.drawings.ranked import Ranked
from regiewijzer.apps.monitor.analyses.drawings.shift import Row, Shift
from regiewijzer.apps.monitor.analyses.drawings.survival import SurvivalView
from regiewijzer.apps.monitor.analyses.layout import Drawing
from regiewijzer.apps.monitor.analyses.parts import PartView
from regiewijzer.apps.monitor.presenters.paper_blocks import MOST_BARS
from regiewijzer.web.charts.bars import Bar, bar_chart
from regiewijzer.web.charts.frame import COLOURS, REGION
from regiewijzer.web.charts.matrix import Tile, matrix_chart
from regiewijzer.web.charts.paper_style import for_paper
from regiewijzer.web.papers import Block, LegendEntry, Picture, Table, Text


def _of_page(component: str, picture: object) -> str:
    return for_paper(render_to_string(f"components/{component}.html", {"picture": picture}))


def _told(bars: list[Bar]) -> str:
    told = "; ".join(f"{bar.name}: {bar.text}" for bar in bars)
    return _("Staafdiagram. %(told)s.") % {"told": told}


def flow_blocks(drawn: FlowView, part: PartView) -> Iterator[Block]:
    """Yield the flows and their table."""
    if drawn.wide:
        steps = f"{drawn.what}, {part.when}. " + " → ".join(drawn.columns)
        yield Picture(_of_page("flow", drawn.wide), part.title, steps, drawn.alternative)
    yield Table(f"{part.title}, {part.when}", (drawn.head, drawn.what), drawn.rows)


def survival_blocks(drawn: SurvivalView, part: PartView) -> Iterator[Block]:
    """Yield the curve with the one beside it, and their table."""
    legend = LegendEntry(drawn.now, COLOURS[0]), LegendEntry(drawn.before, REGION)
    subtitle = _("Deel dat na zoveel dagen nog zonder hulp zat.")
    yield Picture(_of_page("survival", drawn.wide), part.title, subtitle, drawn.alternative, legend)
    yield Table(part.title, (_("Wat"), drawn.before, drawn.now), drawn.rows)


def matrix_blocks(drawn: Matrix, part: PartView) -> Iterator[Block]:
    """Yield the pairs with their shades, and as a table."""
    rows = [(name, [Tile(cell.sign or cell.text, cell.shade) for cell in cells]) for name, cells in drawn.rows]
    what = ", ".join(filter(None, (drawn.what, part.when)))
    alternative = _("Raster met tinten. %(sentence)s %(shades)s De tabel eronder heeft alle waarden.") % {
        "sentence": part.sentence,
        "shades": drawn.shades,
    }
    yield Picture(matrix_chart(drawn.columns, rows), part.title, f"{what}. {drawn.shades}", alternative)
    texts = tuple((name, *(cell.sign or cell.text for cell in cells)) for name, cells in drawn.rows)
    yield Table(f"{part.title}, {part.when}", (drawn.head, *drawn.columns), texts)
    if drawn.signs:
        yield Text(" ".join(f"{sign} = {meaning}." for sign, meaning in drawn.signs), small=True)


def ranked_blocks(drawn: Ranked, part: PartView) -> Iterator[Block]:
    """Yield the members as bars, and as a table with every outcome."""
    bars = [Bar(row.name, row.bar.length if row.bar else None, row.values[0]) for row in drawn.rows[:MOST_BARS]]
    yield Picture(bar_chart(bars), part.title, f"{drawn.columns[0]}, {part.when}", _told(bars))
    heads = (drawn.head, *drawn.columns, *([_("Toeval")] if drawn.has_chance else []))
    rows = tuple((row.name, *row.values, *([row.chance] if drawn.has_chance else [])) for row in drawn.rows)
    yield Table(f"{part.title}, {part.when}", heads, rows)
    if drawn.left_out:
        text = ngettext(
            "Nog %(left_out)s staat alleen in het bestand.", "De andere %(left_out)s staan alleen in het bestand.", drawn.left_out
        )
        yield Text(text % {"left_out": drawn.left_out}, small=True)


def _shifted(row: Row) -> float | None:
    if row.bar is None:
        return None
    return -row.bar.length if row.less else row.bar.length


def shift_blocks(drawn: Shift, part: PartView) -> Iterator[Block]:
    """Yield the differences as bars, and both years as a table."""
    bars = [Bar(row.name, _shifted(row), row.difference) for row in drawn.rows[:MOST_BARS]]
    subtitle = _("verschil, %(when)s") % {"when": part.when}
    yield Picture(bar_chart(bars), drawn.what or part.title, subtitle, _told(bars))
    rows = tuple((row.name, row.before, row.now, row.difference) for row in drawn.rows)
    yield Table(part.title, (drawn.head, drawn.before, drawn.now, _("Verschil")), rows)


# Each takes the view that the template of its drawing shows.
_BLOCKS: Mapping[str, Callable[[Any, PartView], Iterator[Block]]] = {
    f"monitor/analyses/_{drawing}.html": blocks
    for drawing, blocks in (
        (Drawing.FLOW, flow_blocks),
        (Drawing.SURVIVAL, survival_blocks),
        (Drawing.MATRIX, matrix_blocks),
        (Drawing.RANKED, ranked_blocks),
        (Drawing.SHIFT, shift_blocks),
    )
}


def drawn_blocks(part: PartView) -> tuple[Block, ...]:
    """Return the drawing and the table of a part; nothing where nothing may be shown."""
    return tuple(_BLOCKS[part.drawing](part.drawn, part)) if part.drawn else ()
