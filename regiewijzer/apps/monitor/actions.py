"""Everything that the monitor writes."""

from django.db import transaction

from regiewijzer.apps.audit.service import record_event
from regiewijzer.figures.figure import Figure
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import figure_store


@transaction.atomic
def freeze(*, home: Home, figure: Figure, by: str) -> str:
    """Keep the values of a figure under a permanent address; return its id. The same figure keeps the same id."""
    figure_id = figure_store.freeze(home, figure)
    record_event("figure_frozen", actor=by, subject=figure_id, details={"indicator": figure.request.indicator})
    return figure_id
