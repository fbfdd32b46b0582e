"""What is wrong in a snapshot, as a worklist needs it: each finding with an identity that lasts, its cause and its euros.

A finding keeps its identity as long as the same place in the same message breaks the same rule, whatever else is loaded.
Findings of a line that was refused already (`info`) ask nothing of anybody and are left out.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from regiewijzer.figures.finding import Finding, OwnerRole, Severity
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.check import NEWEST, read_checks

# Of these the value says what is wrong with many rows at once: one product that is not in the table, one wrong tariff. Of the
# others it tells the rows apart, and the owner and rule are the cause.
ONE_CAUSE_PER_VALUE = frozenset({"TR340", "TR341", "TR355", "TR381", "TR415", "TR418"})
LONGEST_CAUSE = 100


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """One finding. `identity`: 32 hexadecimal digits; `cause` tells groups of one rule and owner apart, mostly empty.

    `cents`: the amount of the claim lines it stands on or whose assignment it is about, without those refused or credited;
    `money` names these lines, so that two findings on the same ones are not added up. None when no line is touched.
    """

    identity: str
    cause: str
    finding: Finding
    municipality_code: str | None = None
    provider_code: str | None = None
    dated_on: date | None = None
    cents: int | None = None
    money: str | None = None


# A finding on a line of a claim touches that line, one on the claim as a whole all of its lines, and one on an assignment,
# a start or a stop all that was claimed on that assignment.
_TOUCHED = """
WITH counted AS (
    SELECT message_id, row_no, municipality_code, assignment_id, amount_cents
    FROM claim_line WHERE line_status NOT IN ('rejected', 'void') AND NOT credited
),
claimed AS (SELECT message_id, sum(amount_cents)::BIGINT AS cents FROM counted GROUP BY message_id),
on_assignment AS (
    SELECT municipality_code, assignment_id, sum(amount_cents)::BIGINT AS cents
    FROM counted WHERE assignment_id IS NOT NULL GROUP BY municipality_code, assignment_id
),
about AS (
    SELECT message_id, row_no, municipality_code, assignment_id FROM assignment
    UNION ALL SELECT message_id, row_no, municipality_code, assignment_id FROM care_start_all
    UNION ALL SELECT message_id, row_no, municipality_code, assignment_id FROM care_stop_all
)
SELECT place, municipality_code, provider_code, dated_on, max(cents) AS cents, arg_max(money, cents) AS money
FROM (
    SELECT
        found.place, message.municipality_code, message.provider_code, message.dated_on,
        coalesce(line.amount_cents, claimed.cents, on_assignment.cents) AS cents,
        CASE
            WHEN line.message_id IS NOT NULL THEN concat(line.message_id, '/', line.row_no)
            WHEN claimed.cents IS NOT NULL THEN claimed.message_id
            WHEN on_assignment.cents IS NOT NULL THEN concat(on_assignment.municipality_code, ':', on_assignment.assignment_id)
        END AS money
    FROM asked_finding AS found
    LEFT JOIN message ON found.message_id = message.message_id
    LEFT JOIN counted AS line ON found.on_line AND found.message_id = line.message_id AND found.ordinal = line.row_no
    LEFT JOIN claimed ON NOT found.on_line AND found.message_id = claimed.message_id
    LEFT JOIN about ON found.message_id = about.message_id AND coalesce(found.ordinal, about.row_no) = about.row_no
    LEFT JOIN on_assignment
        ON about.municipality_code = on_assignment.municipality_code AND about.assignment_id = on_assignment.assignment_id
)
GROUP BY place, municipality_code, provider_code, dated_on
ORDER BY place
"""
_LINE_PATH = "Declaratie/Clienten/"


def open_findings(home: Home, snapshot: int | None = None) -> list[OpenFinding]:
    """Return every finding across messages that asks something of its owner, in the snapshot (None = newest)."""
    number = latest_snapshot(home) if snapshot is None else snapshot
    found = [one for one in read_checks(home, number).findings if one.severity is not Severity.INFO]
    if not found:
        return []
    with open_as_of(home, NEWEST, number) as as_of:
        touched = _touched(as_of.connection, found)
    return [
        OpenFinding(identity, cause_of(one), one, *rest)
        for identity, one, rest in zip(identities(found), found, touched, strict=True)
    ]


def cause_of(finding: Finding) -> str:
    """Return what tells the group of this finding from the others of its rule and owner; empty when nothing does."""
    return (finding.value or "")[:LONGEST_CAUSE] if finding.rule in ONE_CAUSE_PER_VALUE else ""


def identities(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the identity of each finding: by rule, owner and place, never by the value, which other messages may change."""
    seen: dict[str, int] = {}
    for one in findings:
        place = "|".join(
            _said(part) for part in (one.rule, one.owner_role, one.owner_code, one.message_id, one.path, one.ordinal)
        )
        seen[place] = nth = seen.get(place, 0) + 1
        yield hashlib.blake2b(f"{place}|{nth}".encode(), digest_size=16).hexdigest()


def _said(part: object) -> str:
    return "" if part is None else str(part)


def _touched(connection: duckdb.DuckDBPyConnection, findings: Sequence[Finding]) -> list[tuple[Any, ...]]:
    """Return per finding municipality, provider, day, cents and which money, in the same order."""
    asked = pa.table(
        {
            "place": range(len(findings)),
            "message_id": pa.array((one.message_id for one in findings), pa.string()),
            "ordinal": pa.array((one.ordinal for one in findings), pa.int64()),
            "on_line": [one.path.startswith(_LINE_PATH) for one in findings],
        }
    )
    connection.register("asked_finding", asked)
    try:
        return [row[1:] for row in connection.execute(_TOUCHED).fetchall()]
    finally:
        connection.unregister("asked_finding")


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that share rule, owner and cause: who mends the cause mends them all. `cents` counts every line once."""

    rule: str
    owner_role: OwnerRole
    owner_code: str | None
    cause: str
    severity: Severity  # the worst
    findings: tuple[OpenFinding, ...]
    cents: int | None


_WORST = (Severity.ERROR, Severity.WARNING, Severity.INCOMPLETE_SOURCE, Severity.INFO)


def grouped(findings: Sequence[OpenFinding]) -> list[FindingGroup]:
    """Return the findings by rule, owner and cause."""
    groups: dict[tuple[str, OwnerRole, str | None, str], list[OpenFinding]] = {}
    for one in findings:
        key = (one.finding.rule, one.finding.owner_role, one.finding.owner_code, one.cause)
        groups.setdefault(key, []).append(one)
    return [
        FindingGroup(*key, min((one.finding.severity for one in those), key=_WORST.index), tuple(those), cents_of(those))
        for key, those in groups.items()
    ]


def cents_of(findings: Sequence[OpenFinding]) -> int | None:
    """Return the amount that findings touch together, each line once; None when they touch none."""
    amounts = {one.money: abs(one.cents) for one in findings if one.money is not None and one.cents is not None}
    return sum(amounts.values()) if amounts else None
