"""The care that is expected: what runs, what begins and what stops, in words, a chart and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.drawing import care_chart
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value
from regiewijzer.pipeline.forecast_care import CareLine, care_lines
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import QUANTITIES
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts.placed import ChartView
from regiewijzer.web.numbers import month, short_month

AHEAD = 12  # months that the sentence looks ahead


@dataclass(frozen=True, slots=True)
class CareView:
    """What runs, begins and stops: a sentence, the chart of what runs, a row per month."""

    sentence: str
    chart: ChartView | None
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def _text(value: Value) -> str:
    return words.count(value)


def _at(found: Sequence[CareLine], day: date) -> CareLine | None:
    return next((one for one in found if one.period == f"{day:%Y-%m}"), None)


def _sentence(running: Sequence[CareLine], vintage: date) -> str:
    now, later = _at(running, vintage), _at(running, add_months(vintage, AHEAD))
    if now is None or later is None or now["expected"].number is None or later["expected"].number is None:
        return _("Hoeveel zorg er straks loopt is voor deze keuze niet te zeggen.")
    said = {
        "now": _text(now["expected"]),
        "today": month(vintage),
        "later": _text(later["expected"]),
        "then": month(add_months(vintage, AHEAD)),
        "low": _text(later["q100"]),
        "high": _text(later["q900"]),
    }
    if later["q100"].number is None or later["q900"].number is None:
        return _("Eind %(today)s lopen er %(now)s trajecten; eind %(then)s naar verwachting %(later)s.") % said
    return (
        _(
            "Eind %(today)s lopen er %(now)s trajecten; eind %(then)s naar verwachting %(later)s, met 80 %% zekerheid tussen "
            "%(low)s en %(high)s."
        )
        % said
    )


def _rows(found: dict[str, list[CareLine]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    began = {one.period: one for one in found["starts"]}
    ended = {one.period: one for one in found["stops"]}
    return tuple(
        (
            short_month(words.month_of(one.period)),
            (
                *(_text(one[name]) for name in ("expected", "q100", "q900")),
                *(_text(flow[one.period]["expected"]) if one.period in flow else "–" for flow in (began, ended)),
            ),
        )
        for one in found["in_care"]
    )


def care_view(run: Run, node: Node, scope: Scope) -> CareView | None:
    """Return the care of a node; None when the forecast tells none of it: of a municipality and a product category together."""
    found = {name: care_lines(run, node, name, scope) for name in QUANTITIES}
    if not found["in_care"]:
        return None
    running = found["in_care"]
    return CareView(_sentence(running, run.about.vintage), care_chart(running, run.about.vintage), _rows(found))
