"""What decides a figure besides the question: record, region, and whether the rules across messages were run."""

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import content_fingerprint, manifests, standing
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.figures_risk import checks_were_run


def state_of(home: Home, snapshot: int) -> str:
    """Return a text that differs when record or region were rewritten or checks were run: then a figure may differ."""
    record = content_fingerprint(standing(manifests(home)))
    return repr((record, read_region(home.region), checks_were_run(home, snapshot)))
