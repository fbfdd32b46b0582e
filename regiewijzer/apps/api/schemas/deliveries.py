"""Deliveries as they leave: what became of a file, and every finding."""

from datetime import datetime

from regiewijzer.apps.api.schemas.base import Out
from regiewijzer.apps.intake.service import Delivery, DeliveryFinding


class TableSummaryOut(Out):
    """What became of one table of a file."""

    table: str
    sheet: str
    status: str
    rows: int
    accepted: int
    held_back: int
    already_known: bool


class DeliveryOut(Out):
    """One delivered file. `state`: waiting, running, done, refused or failed; until it has ended there are no tables."""

    id: str
    file_name: str
    sha256: str
    size_bytes: int
    created_at: datetime
    check_only: bool
    state: str
    finished_at: datetime | None
    load_number: int | None
    reason: str
    findings: int
    tables: list[TableSummaryOut]


class DeliveryFindingOut(Out):
    """One finding: where (`row` as in the sender's own file, `column` in letters), what is wrong, how to mend it."""

    rule: str
    severity: str
    table: str
    sheet: str
    row: int | None
    column: str
    value: str | None
    text: str
    mend: str


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """Return a delivery."""
    names = ("file_name", "sha256", "size_bytes", "created_at", "check_only", "finished_at", "load_number", "reason")
    kept = delivery.summary or {}
    return DeliveryOut.model_validate(
        {
            **{name: getattr(delivery, name) for name in names},
            "id": str(delivery.pk),
            "state": str(delivery.state),
            "findings": kept.get("findings", 0),
            "tables": kept.get("tables", []),
        }
    )


def finding_out(finding: DeliveryFinding) -> DeliveryFindingOut:
    """Return a finding in words."""
    names = ("rule", "severity", "table", "sheet", "row", "column", "value", "text", "mend")
    return DeliveryFindingOut.model_validate({name: getattr(finding, name) for name in names})
