"""How many working days an owner has, by what follows from a finding."""

from collections.abc import Mapping
from datetime import date, timedelta

from regiewijzer.checks.definitions import load_checks
from regiewijzer.figures.finding import Severity
from regiewijzer.vocabulary.working_days import add_working_days

# Ten working days is the term the standard gives for an answer to a claim; what may be a gap in our own copy can wait longer.
TERMS: Mapping[Severity, int] = {
    Severity.ERROR: 10,
    Severity.WARNING: 20,
    Severity.INCOMPLETE_SOURCE: 30,
    Severity.INFO: 30,
}
LONGEST_WAIVER = timedelta(days=366)


def due(rule: str, severity: Severity | str, since: date) -> date:
    """Return the last day of the term of a finding that its owner knows since that day; a check may have a term of its own."""
    check = load_checks().get(rule)
    own = check.term if check else None
    return add_working_days(since, TERMS[Severity(severity)] if own is None else own)
