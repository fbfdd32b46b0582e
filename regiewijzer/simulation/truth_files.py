"""Writes the truth as Parquet files. Only tests read them; a real region has none."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.simulation import truth
from regiewijzer.simulation.claims import Claiming
from regiewijzer.simulation.faults import Planted
from regiewijzer.simulation.population import Population
from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.settings import Settings
from regiewijzer.simulation.stories import Stories

Rows = Iterable[Sequence[Any]]
_TEXT, _DAY, _INT, _BOOL = pa.string(), pa.date32(), pa.int64(), pa.bool_()
_SPELL = {
    "person": _INT,
    "municipality_code": _TEXT,
    "provider_code": _TEXT,
    "care_form": _TEXT,
    "product_category": _TEXT,
    "product_code": _TEXT,
    "assignment_id": _TEXT,
    "assigned_on": _DAY,
    "started_on": _DAY,
    "delivered_until": _DAY,
    "end_reason": _TEXT,
    "trajectory": _INT,
    "bsn": _TEXT,
}
_TRAJECTORY = {
    "trajectory": _INT,
    "person": _INT,
    "bsn": _TEXT,
    "provider_code": _TEXT,
    "care_form": _TEXT,
    "first_municipality_code": _TEXT,
    "last_municipality_code": _TEXT,
    "started_on": _DAY,
    "delivered_until": _DAY,
    "end_reason": _TEXT,
    "spell_count": _INT,
}
_FLOW = {
    "month": _DAY,
    "municipality_code": _TEXT,
    "active": _INT,
    "inflow": _INT,
    "through": _INT,
    "outflow": _INT,
    "decidable": _BOOL,
}
_FORM = {"month": _DAY, "municipality_code": _TEXT, "care_form": _TEXT, "active": _INT}
_WAITING = {"kind": _TEXT, "month": _DAY, "days": _INT, "municipality_code": _TEXT, "provider_code": _TEXT, "key": _TEXT}
_CLAIM = {
    "provider_code": _TEXT,
    "municipality_code": _TEXT,
    "claim_month": _DAY,
    "product_month": _DAY,
    "product_code": _TEXT,
    "submitted_cents": _INT,
    "approved_cents": _INT,
    "rejected_cents": _INT,
    "open_cents": _INT,
    "lines": _INT,
}
_DELIVERED = {"provider_code": _TEXT, "municipality_code": _TEXT, "product_month": _DAY, "cents": _INT}
_FAULT = dict.fromkeys(Planted._fields, _TEXT) | {"level": _INT, "dated_on": _DAY, "mended_on": _DAY}
_FORGOTTEN = {"number": _TEXT, "provider_code": _TEXT, "assignment_id": _TEXT, "started_on": _DAY, "last_day": _DAY}


def write(
    folder: Path,
    settings: Settings,
    region: SyntheticRegion,
    stories: Stories,
    claiming: Claiming,
    planted: Callable[[], Sequence[Planted]],
    population: Population,
    found: Sequence[truth.Trajectory],
) -> None:
    """Write every file of the truth of the messages; `found` are the trajectories of the hidden spells.

    `planted` is asked last: it may have to wait for the messages to be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder, "spells", _SPELL, _spell_rows(found, population))
    write_table(folder, "trajectories", _TRAJECTORY, _trajectory_rows(found, population))
    write_table(folder, "flows", _FLOW, truth.flows(found, tuple(region.places), settings.first_month, settings.present))
    by_form = truth.active_by_form(found, settings.first_month, settings.present)
    write_table(folder, "active_by_form", _FORM, ((*key, count) for key, count in by_form.items()))
    write_table(folder, "waiting", _WAITING, sorted((*truth.waits_to_start(found), *stories.decisions)))
    write_table(folder, "claims", _CLAIM, _claim_rows(claiming))
    write_table(folder, "delivered", _DELIVERED, ((*key, cents) for key, cents in sorted(claiming.delivered.items())))
    write_table(folder, "forgotten", _FORGOTTEN, _forgotten_rows(stories))
    write_table(folder, "faults", _FAULT, planted())


def write_table(folder: Path, name: str, columns: dict[str, Any], rows: Rows) -> None:
    """Write rows as <name>.parquet; `columns` gives name and type in the order of the values."""
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pa.array(values, kind) for values, kind in zip(by_column, columns.values(), strict=True)]
    pq.write_table(pa.table(arrays, names=list(columns)), folder / f"{name}.parquet")


def _spell_rows(found: Sequence[truth.Trajectory], population: Population) -> Rows:
    for number, trajectory in enumerate(found):
        for spell in trajectory.spells:
            yield (*spell, number, f"{population.bsn[spell.person]:09d}")


def _trajectory_rows(found: Sequence[truth.Trajectory], population: Population) -> Rows:
    for number, one in enumerate(found):
        first, last = one.spells[0], one.spells[-1]
        yield (
            number,
            one.person,
            f"{population.bsn[one.person]:09d}",
            first.provider,
            first.care_form,
            first.municipality,
            last.municipality,
            one.started_on,
            one.until,
            one.reason,
            len(one.spells),
        )


def _claim_rows(claiming: Claiming) -> Rows:
    for key, account in sorted(claiming.accounts.items()):
        yield (*key, account.submitted, account.approved, account.rejected, account.open, account.lines)


def _forgotten_rows(stories: Stories) -> Rows:
    for plan in stories.schedule.forgotten:
        made, statement = plan.subject, plan.detail
        yield (plan.number, made.sender.code, made.assignment_id, statement.started_on, statement.last_day)  # type: ignore[union-attr]
