"""Whether a figure that an item rests on is still answered the same way: a correction after a decision must not stay unseen."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from regiewijzer.apps.cycle.mirroring import newest_published
from regiewijzer.apps.cycle.models import ItemFigure
from regiewijzer.apps.monitor.service import Published
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.scope import OffTheMenu, OutsideScope
from regiewijzer.indicators.settled import first_provisional, is_provisional
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import figure_store
from regiewijzer.pipeline.figures import compute_figures

NOTICEABLE = 0.02  # of a value that lay fixed; smaller is rounding and late messages
LANGUAGE = "nl"  # kept as text, in the language of the region


def _settled(figure: Figure) -> dict[tuple[object, ...], float]:
    """Return the numbers of a figure that were not to change any more, by period, dimensions and series."""
    indicator = load_indicators()[figure.request.indicator]
    since = first_provisional(figure.request.moment, indicator.provisional.months)

    def is_fixed(cell: Cell) -> bool:
        return cell.value.number is not None and not is_provisional(cell.period, indicator.grain, since)

    return {(one.period, one.dimensions, one.series): float(one.value.number or 0) for one in figure.cells if is_fixed(one)}


def _now(home: Home, figure: Figure, published: Published) -> Figure | None:
    """Return the same question as known at the newest published moment; None where it can no longer be asked."""
    scope = replace(figure.passport.scope, published=frozenset({(published.snapshot, published.moment)}))
    request = replace(figure.request, moment=published.moment, snapshot=published.snapshot, definition=None)
    try:
        return next(iter(compute_figures(home, [request], scope)))
    except (OutsideScope, OffTheMenu):
        return None


def _changes(then: Figure, now: Figure) -> Iterator[float]:
    """Yield by which part of itself each value changed that lay fixed then, where that is noticeable."""
    before, after = _settled(then), {(one.period, one.dimensions, one.series): one.value.number for one in now.cells}
    for key, number in before.items():
        found = after.get(key)
        if found is not None and number and abs(float(found) / number - 1) > NOTICEABLE:
            yield float(found) / number - 1


def drift_of(home: Home, figure: Figure, published: Published) -> str:
    """Say how a frozen figure would read now; empty when it reads the same, or can no longer be asked."""
    if figure.request.indicator not in load_indicators() or published.moment <= figure.request.moment:
        return ""
    now = _now(home, figure, published)
    changes = list(_changes(figure, now)) if now else []
    if not changes:
        return ""
    largest = f"{max(changes, key=abs):+.0%}".replace("+", "+ ").replace("-", "− ").replace("%", " %")
    text = _(
        "Sinds dit cijfer is vastgelegd, is het gecorrigeerd: %(changed)s van %(all)s vaste waarden zijn nu anders (%(most)s)."
    )
    return text % {"changed": len(changes), "all": len(_settled(figure)), "most": largest}


def compare(home: Home, one: ItemFigure, published: Published) -> None:
    """Keep how a figure of an item reads now; who looked at an earlier change must look again when it changed once more."""
    try:
        figure = figure_store.read_frozen(home, one.figure_id)
    except (figure_store.NoSuchFigure, figure_store.FigureChanged):
        return
    with override(LANGUAGE):
        drift = drift_of(home, figure, published)
    seen = one.drift_seen if drift == one.drift else ""
    ItemFigure.objects.filter(pk=one.pk).update(drift=drift, drift_seen=seen, compared_at=timezone.now())


def compare_all(home: Home) -> None:
    """Compare every figure that items rest on with the newest published moment."""
    published = newest_published()
    if published is None:
        return
    for one in ItemFigure.objects.select_related("item"):
        compare(home, one, published)
