"""What came of working a frozen figure out again, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.pipeline.figure_store import Reproduced, Reproduction
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class ReproductionView:
    """A verdict with its tone."""

    title: str
    text: str
    tone: str  # success | warning | error


def _changed(found: Reproduction) -> str:
    if not found.definition_changed:
        return ""
    return " " + _("De definitie is sindsdien gewijzigd; er is gerekend met de definitie van toen.")


def reproduction_of(found: Reproduction) -> ReproductionView:
    """Return the verdict."""
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
            return ReproductionView(_("Niet meer na te rekenen."), text + _changed(found), "warning")
        case Reproduced.DIFFERENT:
            text = _(
                "%(different)s van de %(cells)s waarden komen er anders uit. Dat hoort niet te kunnen: meld het de beheerder."
            )
            return ReproductionView(_("Anders."), text % counts + _changed(found), "error")
