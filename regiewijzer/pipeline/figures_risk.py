"""Which messages have an open finding of the rules across messages, as far as those rules were run on the snapshot."""

import pyarrow.compute as pc
import pyarrow.parquet as pq

from regiewijzer.figures.finding import Severity
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.check import findings_path

RISKY = (Severity.ERROR, Severity.WARNING)


def checks_were_run(home: Home, snapshot: int) -> bool:
    """Tell whether the rules across messages were run on the snapshot."""
    return findings_path(home, snapshot).exists()


def messages_at_risk(home: Home, snapshot: int) -> frozenset[str] | None:
    """Return the ids of messages with an error or warning across messages; None when those rules were not run."""
    if not checks_were_run(home, snapshot):
        return None
    table = pq.read_table(findings_path(home, snapshot), columns=["message_id", "severity"])
    risky = table.filter(pc.field("severity").isin([str(severity) for severity in RISKY]))
    return frozenset(one for one in risky.column("message_id").to_pylist() if one is not None)
