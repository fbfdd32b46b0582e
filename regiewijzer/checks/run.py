"""Runs the rules across messages on the ledger as it stands at a moment: findings, and what could not be run and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import duckdb

from regiewijzer.checks.aids import add_aids
from regiewijzer.checks.coverage import Coverage, Pair, lists_missing, other_side_missing, read_coverage
from regiewijzer.checks.definitions import EXPECTED_ON, Check, load_checks
from regiewijzer.definitions.rules import EXTRACT, Owner
from regiewijzer.figures.finding import Finding, OwnerRole, Severity
from regiewijzer.ledger.region import ExpectedSender
from regiewijzer.vocabulary.codes import is_municipality


class Reason(StrEnum):
    """Why a rule did not run."""

    NOTHING_TO_CHECK = "nothing_to_check"  # no message that the rule is about
    OTHER_SIDE_MISSING = "other_side_missing"  # nothing to hold it against
    LIST_MISSING = "list_missing"  # the list it is held against is not loaded
    NO_SOURCE = "no_source"  # needs a field that is not kept


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that did not run: nowhere, or (with a municipality) not on that municipality's messages of that type."""

    rule: str
    reason: Reason
    message_type: str | None = None
    municipality_code: str | None = None
    missing: tuple[str, ...] = ()  # message types of the other side, or lists


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the checks found. `ran` are the codes of the rules that ran at least somewhere."""

    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]
    ran: tuple[str, ...]


class _Row(NamedTuple):
    message_id: str | None
    row_no: int | None
    path: str
    value: str | None
    owner_code: str | None
    related_message_id: str | None
    message_type: str | None
    source_file: str | None
    source_member: str | None
    municipality_code: str | None
    provider_code: str | None
    dated_on: date | None
    expected_on: date | None
    line_status: str | None


_LINE_PATH = "Declaratie/Clienten/"  # where the lines of a claim are

# The rows of a check with their message, when there is one. Left out are messages of a release or day for which the rule does not
# hold, and those of which the other side is not loaded at all: there the rule did not run. Of a claim line it tells what was
# decided; the path stands inside the key, for as a condition of its own it made every finding run through every claim line.
_WITH_MESSAGE = """
SELECT
    found.message_id, found.row_no, found.path, found.value, found.owner_code, found.related_message_id,
    message.message_type, message.source_file, message.source_member,
    message.municipality_code, message.provider_code, message.dated_on, {expected_on}, claim_line.line_status
FROM ({query}) AS found
LEFT JOIN message ON found.message_id = message.message_id
LEFT JOIN claim_line
    ON
        CASE WHEN starts_with(found.path, $line_path) THEN found.message_id END = claim_line.message_id
        AND found.row_no = claim_line.row_no
WHERE
    found.message_id IS NULL
    OR (
        (CASE WHEN message.release IS NULL THEN message.status IN ('accepted', 'partial')
            ELSE message.status = 'accepted' AND list_contains($releases, message.release) END)
        AND message.dated_on >= $valid_from AND message.dated_on < $valid_until
        AND NOT list_contains($left_out, concat(message.message_type, '-', message.municipality_code))
    )
ORDER BY message.dated_on, found.message_id, found.row_no, found.path, found.value
"""


def _rows(connection: duckdb.DuckDBPyConnection, check: Check, left_out: Collection[str]) -> list[_Row]:
    assert check.query is not None, check.rule.code
    parameters = {
        "releases": list(check.releases),
        "valid_from": check.rule.valid_from,
        "valid_until": check.rule.valid_until or date.max,
        "left_out": sorted(left_out),
        "line_path": _LINE_PATH,
    }
    expected_on = f"found.{EXPECTED_ON}" if check.absence else "NULL"
    sql = _WITH_MESSAGE.format(query=check.query.sql, expected_on=expected_on)  # a checked definition, no input of a user
    return [_Row(*row) for row in connection.execute(sql, parameters).fetchall()]


def _owner(check: Check, row: _Row) -> tuple[OwnerRole, str | None]:
    if check.rule.owner is not Owner.SENDER:
        return OwnerRole(check.rule.owner), None
    is_theirs = row.owner_code is not None and is_municipality(row.owner_code)
    return OwnerRole.MUNICIPALITY if is_theirs else OwnerRole.PROVIDER, row.owner_code


def _severity(check: Check, row: _Row, coverage: Coverage) -> Severity:
    if row.line_status == "rejected":
        return Severity.INFO  # the municipality refused the line already: it counts in no figure
    if not check.absence or row.dated_on is None or row.message_type is None:
        return check.rule.severity
    back_to = min(row.dated_on, row.expected_on or row.dated_on)
    complete = coverage.is_complete(check, row.message_type, Pair(row.municipality_code, row.provider_code), back_to)
    return check.rule.severity if complete else Severity.INCOMPLETE_SOURCE


def _only_message(check: Check) -> str | None:
    """Return the type of the message that never came, when the check is about one type."""
    return check.rule.messages[0] if len(check.rule.messages) == 1 and not check.about_extracts else None


def _finding(check: Check, row: _Row, coverage: Coverage) -> Finding:
    role, code = _owner(check, row)
    return Finding(
        rule=check.rule.code,
        level=check.rule.level,
        severity=_severity(check, row, coverage),
        source_file=row.source_file or "",
        source_member=row.source_member or "",
        message_id=row.message_id,
        message_type=row.message_type or _only_message(check),
        return_code=check.rule.return_code,
        path=row.path,
        ordinal=row.row_no,
        line=row.row_no if check.about_extracts else None,  # a row of an extract is a line of its file
        value=row.value,
        owner_role=role,
        owner_code=code,
        detail=f"related message {row.related_message_id}" if row.related_message_id else "",
    )


def _not_run(check: Check, coverage: Coverage) -> Iterator[NotRun]:
    code = check.rule.code
    if check.query is None:
        yield NotRun(code, Reason.NO_SOURCE)
    elif check.about_extracts:
        yield from _extracts_not_run(check, coverage)
    elif not coverage.municipalities(check.rule.messages):
        yield NotRun(code, Reason.NOTHING_TO_CHECK)
    elif absent := lists_missing(check, coverage):
        yield NotRun(code, Reason.LIST_MISSING, missing=absent)
    else:
        for message_type, municipality, missing in other_side_missing(check, coverage):
            yield NotRun(code, Reason.OTHER_SIDE_MISSING, message_type, municipality, missing)


def _extracts_not_run(check: Check, coverage: Coverage) -> Iterator[NotRun]:
    if absent := lists_missing(check, coverage):
        yield NotRun(check.rule.code, Reason.LIST_MISSING, missing=absent)
    elif absent := tuple(one for one in check.needed_by(EXTRACT) if not coverage.municipalities([one])):
        yield NotRun(check.rule.code, Reason.NOTHING_TO_CHECK, missing=absent)


def _has_subject(check: Check, coverage: Coverage, left_out: Collection[str]) -> bool:
    """Tell whether the rule has a query, its lists, and a municipality with messages that it can be run on."""
    if check.query is None or lists_missing(check, coverage):
        return False
    if check.about_extracts:
        return all(coverage.municipalities([one]) for one in check.needed_by(EXTRACT))
    return any(
        f"{kind}-{municipality}" not in left_out
        for kind in check.rule.messages
        for municipality in coverage.municipalities([kind])
    )


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    *,
    codes: Collection[str] | None = None,
    checks: Mapping[str, Check] | None = None,
    expected: Iterable[ExpectedSender] = (),
) -> CheckResult:
    """Run the checks (all, or those with these codes) on a connection whose views stand at a moment (`open_as_of`).

    `expected` are the senders of the region file that should send something every month.

    KeyError for an unknown code.
    """
    add_aids(connection, expected)
    known = load_checks() if checks is None else checks
    chosen = list(known.values()) if codes is None else [known[code] for code in sorted(codes)]
    coverage = read_coverage(connection, (one for check in chosen for one in check.needs_lists))
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    ran: list[str] = []
    for check in chosen:
        gaps = list(_not_run(check, coverage))
        left_out = {f"{gap.message_type}-{gap.municipality_code}" for gap in gaps}
        not_run += gaps
        if _has_subject(check, coverage, left_out):
            ran.append(check.rule.code)
            findings += [_finding(check, row, coverage) for row in _rows(connection, check, left_out)]
    return CheckResult(tuple(findings), tuple(not_run), tuple(ran))
