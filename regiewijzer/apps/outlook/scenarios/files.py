"""A scenario as CSV and Excel: every sum with and without it, and what was assumed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook.files import About, FileRow, csv_of, workbook_of
from regiewijzer.apps.outlook.scenarios.presenters import AssumedRow
from regiewijzer.pipeline.scenario_shown import COMPARED, Compared
from regiewijzer.pipeline.scenario_store import Outcome
from regiewijzer.web.home import current_region

_COLUMNS = (*COMPARED, "q100", "q500", "q900")


def _heads() -> list[str]:
    named = [
        _("Prognose"),
        _("Met scenario"),
        _("Verschil"),
        _("Verschil, 80 % zeker vanaf"),
        _("Verschil, 80 % zeker tot"),
        _("Met scenario, 80 % zeker vanaf"),
        _("Met scenario, midden"),
        _("Met scenario, 80 % zeker tot"),
    ]
    return [_("Gemeente"), _("Productcategorie"), _("Periode"), *named]


def about(outcome: Outcome, assumed: Iterable[AssumedRow], address: str) -> About:
    """Return what a reader must know of the file."""
    region = current_region()
    banner = _("Alle gemeenten, aanbieders en cijfers zijn verzonnen.") if region.invented else ""
    return [
        (_("Wat"), _("Scenario: verwachte gedeclareerde zorg met en zonder de aannames, in euro’s. Geen voorspelling.")),
        (_("Titel"), outcome.scenario.title),
        (_("Waarom dit scenario?"), outcome.scenario.reason),
        *((_("Aanname"), " · ".join(filter(None, (one.kind, one.of_what, one.size, one.when, one.reason)))) for one in assumed),
        (_("Prognose"), outcome.run_id),
        (_("Uitkomst"), outcome.id),
        (_("Adres"), address),
        (_("Van"), " · ".join(filter(None, (region.name, banner)))),
    ]


def rows(found: Iterable[Compared], municipalities: Mapping[str, str], products: Mapping[str, str]) -> list[FileRow]:
    """Return the rows of a file."""

    def texts(one: Compared) -> list[str]:
        place, product = one.node.municipality, one.node.product
        return [
            municipalities.get(place, place) if place else _("Hele regio"),
            _("Alle zorg") if product is None else products.get(product, product or _("categorie onbekend")),
            one.period,
        ]

    return [(texts(one), [one[name] for name in _COLUMNS]) for one in found]


def as_csv(about: About, rows: list[FileRow]) -> bytes:
    """Return a scenario as CSV."""
    return csv_of(about, _heads(), rows)


def as_workbook(about: About, rows: list[FileRow], created: datetime) -> bytes:
    """Return a scenario as the bytes of an Excel file."""
    return workbook_of(_("Scenario"), created, about, _heads(), rows)
