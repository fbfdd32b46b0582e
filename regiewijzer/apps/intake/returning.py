"""Makes and reads what goes back to who delivered a file."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from regiewijzer.apps.intake import returned
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.returned import Part
from regiewijzer.apps.intake.senders import asked_by_name
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.extracts.binding import MISSING, NOT_RECOGNISED, UNKNOWN
from regiewijzer.extracts.marked import marked_workbook
from regiewijzer.extracts.reading import NOT_THEIRS
from regiewijzer.extracts.titles import SheetTitles, sheet_titles
from regiewijzer.figures.finding import Finding, OwnerRole, Severity
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.deliveries import DeliveryResult

# With titles of one's own a file may resemble the table of somebody else.
ABOUT_TITLES = frozenset({NOT_RECOGNISED, MISSING, UNKNOWN, NOT_THEIRS})


_ORDER = tuple(Severity)  # the worst first, as the record tells them


def keep_for_sender(home: Home, delivery: Delivery, content: bytes, result: DeliveryResult) -> bool:
    """Keep what goes back; return whether there are titles for which a mapping can be made."""
    name = str(delivery.id)
    if not result.findings:
        return False
    if result.load_number is None:
        returned.keep(home, name, Part.FINDINGS, _findings_text(result.findings))
    marked = marked_workbook(content, delivery.file_name, result.findings, load_extract_tables(), delivery.language)
    returned.keep(home, name, Part.MARKED, marked)
    if ABOUT_TITLES.isdisjoint(one.rule for one in result.findings):
        return False
    sheets = sheet_titles(content, delivery.file_name, asked_by_name(delivery.organisation))
    returned.keep(home, name, Part.TITLES, json.dumps([asdict(one) for one in sheets]).encode())
    return bool(sheets)


def _findings_text(findings: Sequence[Finding]) -> bytes:
    worst_first = sorted(findings, key=lambda one: (_ORDER.index(one.severity), one.line or 0))
    return json.dumps([asdict(one) for one in worst_first]).encode()


def returned_findings(home: Home, delivery: Delivery) -> tuple[Finding, ...] | None:
    """Return the findings of a file of which nothing was recorded; None when they were forgotten."""
    kept = returned.kept(home, str(delivery.id), Part.FINDINGS)
    return None if kept is None else tuple(_finding(one) for one in json.loads(kept))


def _finding(said: dict[str, object]) -> Finding:
    severity, owner = Severity(str(said["severity"])), OwnerRole(str(said["owner_role"]))
    return Finding(**{**said, "severity": severity, "owner_role": owner})  # type: ignore[arg-type]


def returned_titles(home: Home, delivery: Delivery) -> tuple[SheetTitles, ...]:
    """Return the titles of the file; none when they were understood, or forgotten."""
    kept = returned.kept(home, str(delivery.id), Part.TITLES)
    return tuple(SheetTitles(one["sheet"], one["table"], tuple(one["titles"])) for one in json.loads(kept or b"[]"))
