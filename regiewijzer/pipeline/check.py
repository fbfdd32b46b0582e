"""The rules across messages, run on a snapshot and kept beside the cache: like the cache, the result can be made again."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.checks.run import CheckResult, NotRun, Reason, run_checks
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.figures.finding import Finding, OwnerRole, Severity
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.ledger.schema import FINDING_SCHEMA
from regiewijzer.ledger.snapshots import latest_snapshot

NEWEST = datetime.max.replace(microsecond=0)  # everything the snapshot knows
_FIELDS = tuple(field.name for field in fields(Finding))
_SCHEMA = pa.schema([FINDING_SCHEMA.field(name) for name in _FIELDS])
_ABOUT = b"regiewijzer.checks"


def findings_path(home: Home, snapshot: int) -> Path:
    """Return where the findings of the rules across messages on that snapshot are kept.

    The name tells the rules and the region file apart: what other rules found is no answer to these.
    """
    region = home.region.read_bytes() if home.region.exists() else b""
    said = hashlib.sha256(_rules_text(definitions_folder()) + region).hexdigest()[:16]
    return home.cache / f"{_name(snapshot)}-{said}.parquet"


def _name(snapshot: int) -> str:
    return f"checks-{snapshot:06d}"


@cache
def _rules_text(definitions: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((definitions / "checks").glob("*/*")))


def check_snapshot(home: Home, snapshot: int | None = None) -> CheckResult:
    """Run every rule across messages on the snapshot (None = newest), keep and return the result."""
    number = latest_snapshot(home) if snapshot is None else snapshot
    with open_as_of(home, NEWEST, number) as as_of:
        result = run_checks(as_of.connection, expected=read_region(home.region).expected_senders)
    path = findings_path(home, number)
    _keep(path, result)
    _clear(home, number, path)
    return result


def _keep(path: Path, result: CheckResult) -> None:
    about = {"not_run": [asdict(one) for one in result.not_run], "ran": result.ran}
    rows = pa.Table.from_pylist([asdict(finding) for finding in result.findings], _SCHEMA)
    beside = path.with_suffix(".new")
    pq.write_table(rows.replace_schema_metadata({_ABOUT: json.dumps(about)}), beside, compression="zstd")
    beside.replace(path)


def _clear(home: Home, number: int, keep: Path) -> None:
    """Remove what earlier rules found on that snapshot."""
    for one in home.cache.glob(f"{_name(number)}*.parquet"):
        if one != keep:
            one.unlink(missing_ok=True)


def read_checks(home: Home, snapshot: int | None = None) -> CheckResult:
    """Return the kept result for the snapshot (None = newest), after running the rules where there is none."""
    number = latest_snapshot(home) if snapshot is None else snapshot
    path = findings_path(home, number)
    if not path.exists():
        return check_snapshot(home, number)
    table = pq.read_table(path)
    about = json.loads(table.schema.metadata[_ABOUT])
    not_run = tuple(
        NotRun(**{**one, "reason": Reason(one["reason"]), "missing": tuple(one["missing"])}) for one in about["not_run"]
    )
    return CheckResult(tuple(_finding(row) for row in table.to_pylist()), not_run, tuple(about["ran"]))


def _finding(row: dict[str, object]) -> Finding:
    said = {**row, "severity": Severity(str(row["severity"])), "owner_role": OwnerRole(str(row["owner_role"]))}
    return Finding(**said)  # type: ignore[arg-type]
