"""What is asked of an organisation: its tables, how often, what came in last and what is missing now."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.intake.owners import Organisation
from regiewijzer.apps.intake.presenters_deliveries import language_of_page
from regiewijzer.apps.intake.senders import asked_tables, is_service
from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn, ExtractTable
from regiewijzer.extracts.writing import written
from regiewijzer.ledger.status import LedgerStatus
from regiewijzer.ledger.status_extracts import ExtractStatus, MissingExtract

_PERIODS = frozenset({ColumnType.MONTH, ColumnType.QUARTER, ColumnType.HALF_YEAR, ColumnType.YEAR})
_SHOWN = 4  # missing periods that are named


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One table that is asked. `last` and `missing` are periods as they are written in a file."""

    table: ExtractTable
    title: str
    purpose: str
    grain: str
    how_often: str
    last: str
    last_known_at: datetime | None
    missing: str
    is_mapped: bool


def asked_rows(organisation: Organisation, status: LedgerStatus | None, mapped: Set[str]) -> list[AskedRow]:
    """Return what is asked of this organisation, what is missing first; for the service organisation of everyone together."""
    own = None if is_service(organisation) else organisation.code
    rows = [_row(table, own, status, is_mapped=table.name in mapped) for table in asked_tables(organisation)]
    return sorted(rows, key=lambda row: not row.missing)


def _row(table: ExtractTable, own: str | None, status: LedgerStatus | None, *, is_mapped: bool) -> AskedRow:
    language, period = language_of_page(), _period_column(table)
    there = [one for one in (status.extracts if status else ()) if one.table == table.name and own in (None, one.owner_code)]
    absent = [
        one for one in (status.missing_extracts if status else ()) if one.table == table.name and own in (None, one.owner_code)
    ]
    last = max((one.last_period for one in there if one.last_period), default=None)
    return AskedRow(
        table=table,
        title=table.title.in_language(language),
        purpose=table.purpose.in_language(language),
        grain=table.grain.in_language(language),
        how_often=_how_often(period),
        last=_written(period, last),
        last_known_at=_newest(there),
        missing=_of_others(absent) if own is None else _named(period, [one.period for one in absent]),
        is_mapped=is_mapped,
    )


def _newest(there: Sequence[ExtractStatus]) -> datetime | None:
    return max((one.last_known_at for one in there), default=None)


def _period_column(table: ExtractTable) -> ExtractColumn | None:
    return next((column for column in map(table.column, table.slice) if column.type in _PERIODS), None)


def _how_often(period: ExtractColumn | None) -> str:
    match period.type if period else None:
        case ColumnType.MONTH:
            return _("elke maand")
        case ColumnType.QUARTER:
            return _("elk kwartaal")
        case ColumnType.HALF_YEAR:
            return _("elk halfjaar")
        case ColumnType.YEAR:
            return _("elk jaar")
        case _:
            return _("na elke wijziging")


def _written(period: ExtractColumn | None, day: date | None) -> str:
    return written(period, day) if period and day else ""


def _named(period: ExtractColumn | None, days: Iterable[date]) -> str:
    """Return the missing periods, the newest first and no more than fit."""
    newest = sorted(days, reverse=True)
    text = ", ".join(_written(period, day) for day in newest[:_SHOWN])
    rest = len(newest) - _SHOWN
    if rest <= 0:
        return text
    return ngettext("%(periods)s en %(rest)s eerdere", "%(periods)s en %(rest)s eerdere", rest) % {"periods": text, "rest": rest}


def _of_others(absent: Sequence[MissingExtract]) -> str:
    """Return of how many organisations something is missing."""
    owners = len({one.owner_code for one in absent})
    if not absent:
        return ""
    said = {"periods": len(absent), "owners": owners}
    return ngettext("%(periods)s van %(owners)s organisatie", "%(periods)s van %(owners)s organisaties", owners) % said
