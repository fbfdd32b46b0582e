"""How many findings stood open at the end of a past month, with what was known then (the as-of law): counted, never kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time

from regiewijzer.checks.run import run_checks
from regiewijzer.figures.finding import Severity
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.vocabulary.periods import next_month

Owned = tuple[str, str, str]  # rule, owner role, owner code


def open_at_end_of(home: Home, month: date, snapshot: int) -> Mapping[Owned, int]:
    """Return how many findings asked something of each owner, per rule, when the month that starts on `month` ended."""
    moment = datetime.combine(next_month(month), time())
    with open_as_of(home, moment, snapshot) as as_of:
        found = run_checks(as_of.connection, expected=read_region(home.region).expected_senders).findings
    return Counter((one.rule, str(one.owner_role), one.owner_code or "") for one in found if one.severity is not Severity.INFO)
