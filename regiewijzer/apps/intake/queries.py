"""Everything that intake reads."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from regiewijzer.apps.intake.models import Upload
from regiewijzer.apps.intake.owners import Owner
from regiewijzer.apps.intake.preview import masked
from regiewijzer.apps.intake.states import UploadState
from regiewijzer.checks.run import CheckResult
from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import KeyTrouble as KeyTrouble
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.ledger.status import LedgerStatus, ledger_status
from regiewijzer.pipeline import loads
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.deliveries import Delivered, history
from regiewijzer.pipeline.loads import LoadReport, LoadSummary, OwnerReport
from regiewijzer.pipeline.loads import UnknownLoad as UnknownLoad
from regiewijzer.pipeline.progress import Progress, read_progress
from regiewijzer.pipeline.returns import preview_of_message

PAGE = 50
MOST_DELIVERIES = 10_000


class NotArchived(LookupError):
    """The message is not in the archive: it was not kept, or its retention ended."""


def list_loads(home: Home) -> Sequence[LoadSummary]:
    """Return all loads, newest first."""
    return loads.list_loads(home)


def report(home: Home, number: int) -> LoadReport:
    """Return the report of a load; UnknownLoad when there is none."""
    return loads.load_report(home, number)


def deliveries(home: Home, number: int) -> tuple[Delivered, ...]:
    """Return the tables of extracts in a load, those with most to mend first."""
    return tuple(sorted(history(home, load_number=number, limit=MOST_DELIVERIES), key=lambda one: -one.findings))


def findings_page(
    home: Home, number: int, *, file: str | None, owner: tuple[str, str | None] | None, rule: str | None, page: int
) -> tuple[tuple[Finding, ...], int]:
    """Return one page of findings (1-based) and how many there are in all."""
    return loads.findings_of(home, number, file=file, owner=owner, rule=rule, offset=(page - 1) * PAGE, limit=PAGE)


def return_message(home: Home, number: int, message_id: str) -> str | None:
    """Return the answer that a receiver would send to a message of a load, persons masked; None when there is none.

    NotArchived when the message itself was not kept, KeyTrouble when the custodian's key is not at hand.
    """
    report(home, number)
    try:
        content = preview_of_message(home, message_id, number)
    except LookupError as error:
        raise NotArchived(message_id) from error
    return None if content is None else masked(content)


@lru_cache(maxsize=4)
def _status(home: Home, snapshot: int) -> LedgerStatus:  # noqa: ARG001 (part of the key)
    return ledger_status(home)


def status(home: Home) -> LedgerStatus | None:
    """Return what is in the ledger and what is missing; None when nothing was loaded."""
    snapshot = latest_snapshot(home)
    return _status(home, snapshot) if snapshot else None


@lru_cache(maxsize=4)
def _checks(home: Home, snapshot: int) -> CheckResult:
    return read_checks(home, snapshot)


def checks(home: Home) -> CheckResult | None:
    """Return what the rules across messages found in the newest snapshot; None when nothing was loaded."""
    snapshot = latest_snapshot(home)
    return _checks(home, snapshot) if snapshot else None


def findings_for(findings: Sequence[Finding], owner: Owner | None) -> Sequence[Finding]:
    """Return the findings that this owner must mend; all of them for None."""
    return [one for one in findings if owner in (None, (one.owner_role, one.owner_code))]


def owners_of(findings: Sequence[Finding]) -> list[OwnerReport]:
    """Return the owners of the findings, those with most first."""
    all_of = Counter((one.owner_role, one.owner_code) for one in findings)
    errors = Counter((one.owner_role, one.owner_code) for one in findings if one.severity is Severity.ERROR)
    return [OwnerReport(*owner, errors=errors[owner], findings=count) for owner, count in all_of.most_common()]


def load_is_running(home: Home) -> bool:
    """Tell whether the process that took the load lock last is still there and still loading."""
    progress = read_progress(home.progress)
    if progress is None or progress.stage in ("done", "failed"):
        return False
    try:
        os.kill(int(json.loads(home.lock.read_text("ascii"))["pid"]), 0)
    except (FileNotFoundError, ValueError, KeyError, OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        pass  # it is there, as another user
    return True


def running_load(home: Home) -> Progress | None:
    """Return how far the running load is, or None when none runs."""
    return read_progress(home.progress) if load_is_running(home) else None


def uploads(limit: int = 10) -> list[Upload]:
    """Return the newest uploads."""
    return list(Upload.objects.all()[:limit])


def upload_is_waiting() -> bool:
    """Tell whether an upload is queued or being loaded."""
    return Upload.objects.filter(state__in=(UploadState.QUEUED, UploadState.RUNNING)).exists()
