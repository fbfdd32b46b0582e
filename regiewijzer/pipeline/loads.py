"""Reports on loads: what came in, what was refused, who must mend what. Read from the record itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import duckdb

from regiewijzer.figures.finding import Finding, OwnerRole, Severity
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.manifest import Manifest
from regiewijzer.ledger.record import history, holding, manifests, standing, table_files
from regiewijzer.ledger.schema import KEPT_SCHEMAS

_FINDING_FIELDS = tuple(field.name for field in fields(Finding))
# The worst first, then in the order of the file: what a sender mends first stands first.
_ORDER = """
    CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
    source_file, source_member, line NULLS FIRST, rule, path, ordinal
"""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """One line in the list of loads."""

    number: int
    loaded_at: datetime
    files: int
    accepted: int
    rejected: int
    findings: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file of a load."""

    file: str
    accepted: int
    rejected: int
    findings: int


@dataclass(frozen=True, slots=True)
class OwnerReport:
    """How many findings wait for one owner."""

    role: OwnerRole
    code: str | None
    errors: int
    findings: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Everything about one load but its findings, which are paged by `findings_of`."""

    summary: LoadSummary
    files: tuple[FileReport, ...]
    owners: tuple[OwnerReport, ...]
    rules: tuple[tuple[str, int], ...]  # rule code and count, most frequent first


class UnknownLoad(LookupError):
    """There is no load of that number."""


_COLUMNS = {table: ", ".join(KEPT_SCHEMAS[table].names) for table in ("message", "finding")}


@contextmanager
def record_tables(home: Home, number: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection with the views `message` and `finding` over the record, of one load or of all; empty without any rows.

    UnknownLoad when there is no load of that number. A load whose rows were rewritten since shows what is left of them.
    """
    loads = standing(manifests(home)) if number is None else holding(home, number)
    if number is not None and not loads:
        raise UnknownLoad(number)
    with duckdb.connect() as connection:
        for table, columns in _COLUMNS.items():
            paths = [str(path) for path in table_files(home, table, loads)]
            if paths:
                rows = connection.read_parquet(paths, union_by_name=True).select(columns)
                (rows if number is None else rows.filter(f"load_number = {number}")).create_view(table)
            else:
                empty = ", ".join(f"NULL AS {name}" for name in columns.split(", "))
                connection.execute(f"CREATE VIEW {table} AS SELECT {empty} WHERE false")
        yield connection


_COUNTS = """
    SELECT load_number, count(*) FILTER (status <> 'rejected'), count(*) FILTER (status = 'rejected') FROM message GROUP BY 1
"""


def list_loads(home: Home) -> tuple[LoadSummary, ...]:
    """Return all loads, newest first, also those whose rows were rewritten since."""
    with record_tables(home) as connection:
        counts = {number: (accepted, rejected) for number, accepted, rejected in connection.execute(_COUNTS).fetchall()}
        found = dict(connection.execute("SELECT load_number, count(*) FROM finding GROUP BY 1").fetchall())
    return tuple(_summary(load, *counts.get(load.number, (0, 0)), found.get(load.number, 0)) for load in reversed(history(home)))


def _summary(load: Manifest, accepted: int, rejected: int, findings: int) -> LoadSummary:
    return LoadSummary(load.number, load.loaded_at, len(load.sources), accepted, rejected, findings)


_FILES = """
    SELECT source_file, sum(accepted)::BIGINT, sum(rejected)::BIGINT, sum(found)::BIGINT
    FROM (
        SELECT source_file, (status <> 'rejected')::INT AS accepted, (status = 'rejected')::INT AS rejected, 0 AS found
        FROM message
        UNION ALL
        SELECT source_file, 0, 0, 1 FROM finding
    )
    GROUP BY 1 ORDER BY 3 DESC, 4 DESC, 1
"""
_OWNERS = """
    SELECT owner_role, owner_code, count(*) FILTER (severity = 'error'), count(*)
    FROM finding GROUP BY 1, 2 ORDER BY 3 DESC, 4 DESC, 1, 2
"""
_RULES = "SELECT rule, count(*) FROM finding GROUP BY 1 ORDER BY 2 DESC, 1"


def load_report(home: Home, number: int) -> LoadReport:
    """Return the report of one load; UnknownLoad when there is none."""
    with record_tables(home, number) as connection:
        files = tuple(FileReport(*row) for row in connection.execute(_FILES).fetchall())
        owners = tuple(OwnerReport(OwnerRole(role), *rest) for role, *rest in connection.execute(_OWNERS).fetchall())
        rules = tuple(connection.execute(_RULES).fetchall())
    accepted, rejected, found = (sum(getattr(file, part) for file in files) for part in ("accepted", "rejected", "findings"))
    [load] = [one for one in history(home) if one.number == number]
    return LoadReport(_summary(load, accepted, rejected, found), files, owners, rules)


def findings_of(
    home: Home,
    number: int,
    *,
    file: str | None = None,
    owner: tuple[str, str | None] | None = None,
    rule: str | None = None,
    offset: int = 0,
    limit: int = 100,
) -> tuple[tuple[Finding, ...], int]:
    """Return a page of the findings of a load, and how many there are; `owner` is role and code."""
    conditions: list[tuple[str, Any]] = []
    if file is not None:
        conditions.append(("source_file = ?", file))
    if rule is not None:
        conditions.append(("rule = ?", rule))
    if owner is not None:
        conditions += [("owner_role = ?", owner[0]), ("owner_code IS NOT DISTINCT FROM ?", owner[1])]
    where = " AND ".join(["true", *(text for text, _ in conditions)])
    values = [value for _, value in conditions]
    with record_tables(home, number) as connection:
        total = connection.execute(f"SELECT count(*) FROM finding WHERE {where}", values).fetchone()  # noqa: S608 - fixed texts
        page = f"SELECT {', '.join(_FINDING_FIELDS)} FROM finding WHERE {where} ORDER BY {_ORDER} LIMIT ? OFFSET ?"  # noqa: S608
        rows = connection.execute(page, [*values, limit, offset]).fetchall()
    assert total is not None
    return tuple(_finding(row) for row in rows), total[0]


def _finding(row: tuple[Any, ...]) -> Finding:
    said = dict(zip(_FINDING_FIELDS, row, strict=True))
    return Finding(**{**said, "severity": Severity(said["severity"]), "owner_role": OwnerRole(said["owner_role"])})
