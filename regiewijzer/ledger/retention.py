"""The retention run: removes what is past the term that the installation file states for its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.ledger.archive import drop_before, entries, subjects
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import ARCHIVE, FINDING, RECEIVED, Installation
from regiewijzer.ledger.keys import keys_folder
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.person_register import drop_persons_except
from regiewijzer.ledger.record import manifests, standing
from regiewijzer.ledger.rewrite import clear_cache, rewrite, rows_of
from regiewijzer.ledger.rotation import settle


@dataclass(frozen=True, slots=True)
class RetentionResult:
    """What a run removed. `load_number` is None when no row of the record was past its term."""

    load_number: int | None
    rows: Mapping[str, int]
    originals: int
    persons: int  # entries of the sealed register of persons who are nowhere any more


@dataclass(frozen=True, slots=True)
class _Term:
    column: str
    first_kept: date


def _terms(installation: Installation, today: date) -> dict[str, _Term]:
    terms = {}
    for table, stated in installation.tables.items():
        first_kept = stated.kept_from(today)
        if first_kept is not None:
            is_finding = table == FINDING and stated.retention_from == RECEIVED
            terms[table] = _Term("loaded_at" if is_finding else stated.retention_from, first_kept)
    return terms


def _within(rows: pa.Table, term: _Term) -> pa.Table:
    """Return the rows within the term; without a date the term has not begun."""
    column = rows.column(term.column)
    first = datetime.combine(term.first_kept, time.min) if pa.types.is_timestamp(column.type) else term.first_kept
    past = pc.fill_null(pc.less(column, pa.scalar(first, column.type)), fill_value=False)
    return rows.filter(pc.invert(past))


def _people(home: Home) -> set[str]:
    """Return the pseudonyms that are in the record or in the archive."""
    found = set(subjects(home))
    for load in standing(manifests(home)):
        for _, rows in rows_of(home, load):
            if "youth_id" in rows.column_names:
                found.update(pc.unique(rows.column("youth_id")).to_pylist())
    return found


def _past(home: Home, terms: Mapping[str, _Term]) -> dict[str, int]:
    """Return by table how many rows are past their term."""
    past: dict[str, int] = {}
    for load in standing(manifests(home)):
        for table, rows in rows_of(home, load):
            if table in terms:
                past[table] = past.get(table, 0) + rows.num_rows - _within(rows, terms[table]).num_rows
    return {table: count for table, count in past.items() if count}


def plan_retention(home: Home, installation: Installation, *, now: datetime) -> RetentionResult:
    """Return what a run at this moment would remove, without removing anything. `now` is UTC without zone.

    How many persons would then be nowhere any more is known only after the run: `persons` is 0 here.
    """
    terms = _terms(installation, now.date())
    first_kept = terms[ARCHIVE].first_kept if ARCHIVE in terms else None
    originals = sum(one.dated_on is not None and one.dated_on < first_kept for one in entries(home)) if first_kept else 0
    return RetentionResult(None, _past(home, terms), originals, 0)


def apply_retention(home: Home, installation: Installation, *, now: datetime, program_version: str) -> RetentionResult:
    """Remove rows and originals past their term, and persons who are then nowhere left. `now` is UTC without zone.

    LoadRunning when a load is running. Snapshots and figures from before stay; a figure that can no longer be recalculated keeps
    its frozen values.
    """
    terms = _terms(installation, now.date())

    def kept(table: str, rows: pa.Table) -> pa.Table:
        return _within(rows, terms[table]) if table in terms else rows

    keys = keys_folder(home, installation.keys)
    with load_lock(home.lock, since=now):
        settle(home, keys)
        gone = _past(home, terms)
        notes = {f"removed {table}": str(count) for table, count in gone.items()}
        manifest = rewrite(home, kept, kind=LoadKind.RETENTION, now=now, program_version=program_version, notes=notes)
        originals = drop_before(home, terms[ARCHIVE].first_kept) if ARCHIVE in terms else 0
        persons = drop_persons_except(keys, _people(home)) if manifest or originals else 0
        if manifest:
            clear_cache(home)
    return RetentionResult(manifest.number if manifest else None, gone, originals, persons)
