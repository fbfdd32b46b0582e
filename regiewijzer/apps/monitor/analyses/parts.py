"""What a page shows of one part of an analysis: title, answer, drawing, table, and how far to trust it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.analyses.drawings.flow import flow_of, flow_sentence
from regiewijzer.apps.monitor.analyses.drawings.matrix import matrix_of, matrix_sentence
from regiewijzer.apps.monitor.analyses.drawings.ranked import ranked_of, ranked_sentence
from regiewijzer.apps.monitor.analyses.drawings.shift import shift_of, shift_sentence
from regiewijzer.apps.monitor.analyses.drawings.survival import survival_of, survival_sentence
from regiewijzer.apps.monitor.analyses.grid import Grid, Years, grid_of
from regiewijzer.apps.monitor.analyses.layout import Drawing, Part
from regiewijzer.apps.monitor.names import Names
from regiewijzer.apps.monitor.presenters.definition import rounding_note
from regiewijzer.apps.monitor.presenters.subject import as_of_day, said
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure
from regiewijzer.web.numbers import full_date

Draw = tuple[Callable[[Grid], object], Callable[[Grid], str]]

_DRAWN: Mapping[Drawing, Draw] = {
    Drawing.RANKED: (ranked_of, ranked_sentence),
    Drawing.SHIFT: (shift_of, shift_sentence),
    Drawing.MATRIX: (matrix_of, matrix_sentence),
    Drawing.FLOW: (flow_of, flow_sentence),
    Drawing.SURVIVAL: (survival_of, survival_sentence),
}


@dataclass(frozen=True, slots=True)
class PartView:
    """One part. `drawn` is what the template of its `drawing` shows; None when nothing is shown, and then `sentence` says why."""

    id: str
    title: str
    text: str
    sentence: str
    when: str
    drawing: str
    drawn: object | None
    indicator: Indicator
    name: str
    note: str
    known_until: str
    provisional: str


def _when(grid: Grid, drawing: Drawing) -> str:
    if drawing in (Drawing.SHIFT, Drawing.SURVIVAL):
        return _("%(now)s naast %(before)s") % {"now": grid.when(grid.period), "before": grid.when(grid.before)}
    return grid.when(grid.period)


def _can_draw(grid: Grid | None, drawing: Drawing) -> bool:
    """Tell whether there are members: without rows in scope there is a figure without cells."""
    return grid is not None and bool(grid.members) and (drawing is not Drawing.MATRIX or bool(grid.by))


def part_view(part: Part, indicator: Indicator, figure: Figure, names: Names, years: Years) -> PartView:
    """Return what the page shows of a part."""
    grid = grid_of(indicator, figure, names, part.outcomes, years)
    draw, answer = _DRAWN[part.drawing]
    can_draw = grid is not None and _can_draw(grid, part.drawing)
    nothing = _("Voor deze keuze is er niets te tonen: geen gegevens, of zo weinig jongeren dat de cijfers zijn afgeschermd.")
    sentence = (answer(grid) if grid is not None and can_draw else "") or nothing
    provisional = said(indicator.provisional.reason) if grid is not None and grid.provisional else ""
    return PartView(
        id=part.id,
        title=said(part.title),
        text=said(part.text) if part.text else "",
        sentence=sentence,
        when=_when(grid, part.drawing) if grid else "",
        drawing=f"monitor/analyses/_{part.drawing}.html",
        drawn=draw(grid) if grid is not None and can_draw else None,
        indicator=indicator,
        name=said(indicator.name),
        note=rounding_note(indicator, figure.passport),
        known_until=full_date(as_of_day(figure)),
        provisional=provisional,
    )
