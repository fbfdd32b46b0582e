"""Several years as CSV and Excel: a row per year of the whole, of each form of care and of each municipality."""

from collections.abc import Sequence
from itertools import chain

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import care_forms
from regiewijzer.apps.outlook.asking import Asked
from regiewijzer.apps.outlook.files import FileRow, about
from regiewijzer.apps.outlook.words import outside
from regiewijzer.pipeline.forecast_words import OUTSIDE, QUANTILES
from regiewijzer.pipeline.forecast_years_shown import Year, years_by_form, years_by_municipality, years_of_node


def heads() -> list[str]:
    """Return the heads of the columns; amounts are in euros."""
    named = outside()
    certain = [_("%(level)s %%-grens") % {"level": f"{int(name[1:]) / 10:g}".replace(".", ",")} for name in QUANTILES]
    return [
        _("Gemeente"), _("Zorgvorm"), _("Jaar"), _("Gedeclareerde zorg"), *certain, *(named[name] for name in OUTSIDE),
        _("Samen verwacht"), _("Begroot"), _("Per 10.000 jeugdigen"),
    ]  # fmt: skip


def _row(found: Asked, one: Year) -> FileRow:
    municipality = one.node.municipality
    place = found.municipalities.get(municipality, municipality) if municipality else _("Hele regio")
    form = _("Alle zorg") if one.form is None else care_forms().get(one.form, one.form)
    cost = [one.cost[name] for name in ("expected", *QUANTILES)]
    return [place, form, one.period], [*cost, *(one.outside[name] for name in OUTSIDE), one.total, one.budget, one.each]


def rows(found: Asked) -> Sequence[FileRow]:
    """Return the rows: the place that is asked for, its forms, and of the region its municipalities."""
    run, node, scope = found.run, found.node, found.scope
    others = [] if node.municipality else years_by_municipality(run, scope)
    told = chain(years_of_node(run, node, scope), years_by_form(run, node, scope), others)
    return [_row(found, one) for one in told]


def what(found: Asked, address: str) -> list[tuple[str, str]]:
    """Return what a reader must know of the file."""
    first, *more = about(found, address)
    text = _(
        "Verwachte gedeclareerde zorg per jaar, in euro’s, met wat buiten de declaraties wordt betaald ernaast. Dit jaar en het "
        "volgende zijn wat is gepubliceerd; latere jaren zijn geschat met de vergrijzing of vergroening van de bevolking."
    )
    return [(first[0], text), *more]
