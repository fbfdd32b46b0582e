"""Which part is still without help after so many days: outcomes that each name a number of days."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.analyses.grid import Grid
from regiewijzer.web.charts.survival import Points, SurvivalPicture, survival_picture, top_of
from regiewijzer.web.numbers import percent


@dataclass(frozen=True, slots=True)
class SurvivalView:
    """The picture for a wide and a narrow window, its text alternative, and the same as a table: name, before, now."""

    wide: SurvivalPicture
    narrow: SurvivalPicture
    alternative: str
    before: str
    now: str
    rows: tuple[tuple[str, str, str], ...]


def _days(code: str) -> int:
    """Return the days that an outcome such as `over_28` names."""
    return int(code.rpartition("_")[2])


def _points(grid: Grid, *, before: bool) -> Points:
    return [(_days(one.code), grid.value((), one, before=before).number) for one in grid.outcomes]


def survival_of(grid: Grid) -> SurvivalView:
    """Return the curve of the period and, in grey, that of the one beside it."""
    now, before = _points(grid, before=False), _points(grid, before=True)
    texts = [units.text(grid.value((), one), one.unit) for one in grid.outcomes]
    top = top_of(now, before)
    percents = [percent(0, 0), percent(top / 2, 1 if top < 0.2 else 0), percent(top, 0)]
    rows = tuple(
        (grid.label(one), units.text(grid.value((), one, before=True), one.unit), text)
        for one, text in zip(grid.outcomes, texts, strict=True)
    )
    alternative = _(
        "Dalende lijn: het deel dat na zoveel dagen nog zonder hulp zat. %(most)s De tabel eronder heeft alle waarden."
    )
    return SurvivalView(
        wide=survival_picture(now, before, texts, percents),
        narrow=survival_picture(now, before, texts, percents, narrow=True),
        alternative=alternative % {"most": survival_sentence(grid)},
        before=grid.when(grid.before),
        now=grid.when(grid.period),
        rows=rows,
    )


def survival_sentence(grid: Grid) -> str:
    """Return the first, a middle and the last value in words."""
    shown = [(grid.label(one), grid.value((), one)) for one in grid.outcomes]
    known = [(label, value) for label, value in shown if value.number is not None]
    chosen = dict.fromkeys([*known[:1], *known[len(known) // 2 : len(known) // 2 + 1], *known[-1:]])
    unit = grid.outcomes[0].unit
    return " ".join(f"{label}: {units.text(value, unit)}." for label, value in chosen)
