"""What came of working a frozen figure out again, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.definitions.indicators_types import Indicator, Unit
from regiewijzer.figures.figure import Cell
from regiewijzer.pipeline.figure_store import Difference, Reproduced, Reproduction
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class Row:
    """One value that came out otherwise."""

    month: str
    name: str
    frozen: str
    now: str


@dataclass(frozen=True, slots=True)
class ReproductionView:
    """A verdict with its tone, and the first values that differ."""

    title: str
    text: str
    tone: str  # success | warning | error
    rows: tuple[Row, ...] = ()


def _text(cell: Cell | None, unit: Unit) -> str:
    return "–" if cell is None else units.text(cell.value, unit)


def _row(difference: Difference, indicator: Indicator) -> Row:
    cell = difference.frozen or difference.now
    assert cell is not None, difference
    outcome = indicator.outcome(cell.series)
    name = ", ".join((said(outcome.label), *cell.dimensions))
    return Row(numbers.month(cell.period), name, _text(difference.frozen, outcome.unit), _text(difference.now, outcome.unit))


def _changed(found: Reproduction) -> str:
    if not found.definition_changed:
        return ""
    return " " + _("De definitie is sindsdien gewijzigd; er is gerekend met de definitie van toen.")


def reproduction_of(found: Reproduction, indicator: Indicator) -> ReproductionView:
    """Return the verdict."""
    rows = tuple(_row(one, indicator) for one in found.differences)
    counts = {"cells": numbers.number(found.cells), "different": numbers.number(found.different)}
    match found.outcome:
        case Reproduced.SAME:
            text = ngettext(
                "De waarde komt er opnieuw precies zo uit.",
                "Alle %(cells)s waarden komen er opnieuw precies zo uit.",
                found.cells,
            )
            return ReproductionView(_("Gelijk."), text % counts + _changed(found), "success")
        case Reproduced.FORGOTTEN:
            text = _(
                "Sinds dit cijfer is vastgelegd zijn gegevens verwijderd, omdat de bewaartermijn verstreek of op verzoek van een "
                "persoon. De vastgelegde waarden blijven gelden."
            )
            return ReproductionView(_("Niet meer na te rekenen."), text + _changed(found), "warning", rows)
        case Reproduced.DIFFERENT:
            text = _(
                "%(different)s van de %(cells)s waarden komen er anders uit. Dat hoort niet te kunnen: meld het de beheerder."
            )
            return ReproductionView(_("Anders."), text % counts + _changed(found), "error", rows)
