"""A scenario as CSV and Excel: every sum with and without it, and what was assumed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook.files import About, FileRow, Names, csv_of, from_whom, node_heads, node_texts, workbook_of
from regiewijzer.apps.outlook.scenarios.presenters import AssumedRow
from regiewijzer.pipeline.scenario_shown import COMPARED, Compared
from regiewijzer.pipeline.scenario_store import Outcome

_COLUMNS = (*COMPARED, "q100", "q500", "q900")


def _heads() -> list[str]:
    return [
        *node_heads(),
        _("Prognose"),
        _("Met scenario"),
        _("Verschil"),
        _("Verschil, 80 % zeker vanaf"),
        _("Verschil, 80 % zeker tot"),
        _("Met scenario, 80 % zeker vanaf"),
        _("Met scenario, midden"),
        _("Met scenario, 80 % zeker tot"),
    ]


def about(outcome: Outcome, assumed: Iterable[AssumedRow], address: str) -> About:
    """Return what a reader must know of the file."""
    return [
        (_("Wat"), _("Scenario: verwachte gedeclareerde zorg met en zonder de aannames, in euro’s. Geen voorspelling.")),
        (_("Titel"), outcome.scenario.title),
        (_("Waarom dit scenario?"), outcome.scenario.reason),
        *((_("Aanname"), " · ".join(filter(None, (one.kind, one.of_what, one.size, one.when, one.reason)))) for one in assumed),
        (_("Prognose"), outcome.run_id),
        (_("Uitkomst"), outcome.id),
        *from_whom(address),
    ]


def rows(found: Iterable[Compared], municipalities: Names, products: Names) -> list[FileRow]:
    """Return the rows of a file."""
    return [(node_texts(one.node, one.period, municipalities, products), [one[name] for name in _COLUMNS]) for one in found]


def as_csv(about: About, rows: list[FileRow]) -> bytes:
    """Return a scenario as CSV."""
    return csv_of(about, _heads(), rows)


def as_workbook(about: About, rows: list[FileRow], created: datetime) -> bytes:
    """Return a scenario as the bytes of an Excel file."""
    return workbook_of(_("Scenario"), created, about, _heads(), rows)
