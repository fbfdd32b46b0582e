"""What the set-up may use of publications."""

from django.db import transaction

from regiewijzer.apps.monitor.service import published_moments
from regiewijzer.apps.publications import actions
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.states import Audience
from regiewijzer.apps.publications.tasks import publish_demonstration
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.pipeline.catalogue_terms import Frequency

__all__ = ["queue_demonstration"]

# A handful: what a citizen asks first, each cheap to work out. Indicator -> what it is broken down by.
DEMONSTRATION = {
    "young-people-in-care": ("municipality",),
    "flow": (),
    "waiting": ("municipality",),
    "dropout": (),
    "claimed-care": (),
}
TITLE = "Jeugdhulp in onze regio"
SUMMARY = (
    "Hoeveel jongeren krijgen hulp? Hoe lang wachten zij? En wat kost het? In deze editie leest u het antwoord.\n\n"
    "De cijfers komen uit de berichten die gemeenten en aanbieders elkaar sturen. Kleine aantallen laten we niet zien. "
    "Zo is niemand te herkennen."
)


@transaction.atomic
def queue_demonstration(*, maker: str, checker: str) -> bool:
    """Begin one edition for everyone and let the worker publish it; tell whether that was needed. Only for an invented region."""
    moments = published_moments()
    if Edition.objects.exists() or not moments:
        return False
    known = load_indicators()
    wanted = [(one, by) for one, more in DEMONSTRATION.items() if one in known for by in ("", *more)]
    edition = actions.draft(
        title=TITLE,
        summary=SUMMARY,
        audience=Audience.PUBLIC,
        day=moments[0].day,
        snapshot=moments[0].snapshot,
        wanted=wanted,
        frequency=Frequency.QUARTERLY.value,
        by=maker,
    )
    publish_demonstration.enqueue(edition.number, maker, checker)
    return True
