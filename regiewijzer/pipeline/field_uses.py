"""Which field is used for what: by figures, breakdowns, checks, the forecast and the program itself, from the column lineage.

Working it out binds every query of the installation and takes most of a minute. It depends on definitions and program alone,
so it is kept in the cache folder under their fingerprint and made by the worker, never by a page.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from regiewijzer import __version__
from regiewijzer.checks.definitions import load_checks
from regiewijzer.definitions.data_register import load_program_uses
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.queries_lineage import Field
from regiewijzer.indicators.dimensions import DIMENSIONS
from regiewijzer.ledger import sql_files
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.whole_files import write_over
from regiewijzer.pipeline import forecast_budget_sql, forecast_people_sql, forecast_sql, forecast_years_sql
from regiewijzer.pipeline.figures_lineage import fields_of_sql, lineage_of, looked_up

FORECASTS: Mapping[str, tuple[str, ...]] = {
    "care_and_cost": (
        *(forecast_sql.CLAIMS, forecast_sql.CLAIMS_SINCE, forecast_sql.TRAJECTORIES, forecast_sql.TARIFFS),
        *(forecast_sql.POPULATION, forecast_sql.FUNDING, forecast_sql.SUCCESSORS),
    ),
    "budget": (forecast_budget_sql.BUDGET, forecast_budget_sql.YEAR_BUDGET),
    "care_form": (forecast_years_sql.CLAIMED, forecast_years_sql.DELIVERED, forecast_years_sql.UNITS),
    "ageing": (forecast_years_sql.PEOPLE_BY_AGE, forecast_years_sql.STARTS),
    "protection": (forecast_people_sql.PEOPLE, forecast_people_sql.PROVIDER_PEOPLE),
}
"""The queries behind a forecast, by what of it falls without them."""


class UseKind(StrEnum):
    """What uses a field. The last two do not justify asking it: they only hold once it is asked."""

    INDICATOR = "indicator"
    BREAKDOWN = "breakdown"  # of all figures together, by one dimension
    CHECK = "check"
    FORECAST = "forecast"
    PROGRAM = "program"
    KEY = "key"  # names the row or the part of a delivery
    ROW_RULE = "row_rule"  # a rule within the row itself


JUSTIFIES = frozenset({UseKind.INDICATOR, UseKind.BREAKDOWN, UseKind.CHECK, UseKind.FORECAST, UseKind.PROGRAM})


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One use: kind, and the code of what uses it (indicator, dimension, check, ...)."""

    kind: UseKind
    code: str


@dataclass(frozen=True, slots=True)
class FieldUses:
    """Every use of every field that has one; fields are (table, column) of the record."""

    by_field: Mapping[Field, tuple[Use, ...]]

    def of(self, field: Field) -> tuple[Use, ...]:
        """Return what uses a field, sorted; nothing for one that nobody uses."""
        return self.by_field.get(field, ())

    def is_justified(self, field: Field) -> bool:
        """Tell whether a figure, breakdown, check, forecast or page uses it, or rows cannot be told apart without it."""
        return any(one.kind in JUSTIFIES or one.kind is UseKind.KEY for one in self.of(field))

    def lost_without(self, fields: Collection[Field]) -> tuple[Use, ...]:
        """Return what can no longer be worked out when these fields are dropped, each once and sorted."""
        return tuple(sorted({use for field in fields for use in self.of(field) if use.kind in JUSTIFIES}))


def _indicators() -> Iterator[tuple[Use, Iterable[Field]]]:
    for indicator in load_indicators().values():
        yield Use(UseKind.INDICATOR, indicator.id), lineage_of(indicator.query).fields


def _breakdowns() -> Iterator[tuple[Use, Iterable[Field]]]:
    for name, dimension in DIMENSIONS.items():
        if dimension.lookup:
            yield Use(UseKind.BREAKDOWN, name), looked_up(dimension.lookup)


def _checks() -> Iterator[tuple[Use, Iterable[Field]]]:
    for code, check in load_checks().items():
        if check.query:
            yield Use(UseKind.CHECK, code), lineage_of(check.query).fields


def _forecasts() -> Iterator[tuple[Use, Iterable[Field]]]:
    for code, queries in FORECASTS.items():
        for number, sql in enumerate(queries):
            yield Use(UseKind.FORECAST, code), fields_of_sql(sql, f"{code} {number}")


def _program() -> Iterator[tuple[Use, Iterable[Field]]]:
    for one in load_program_uses():
        yield Use(UseKind.PROGRAM, one.code), one.fields


def _keys(table: ExtractTable) -> set[Field]:
    named = {*table.unique, *table.slice, *([table.owner_column] if table.owner_column else [])}
    return {(table.name, table.column(name).kept_name) for name in named}


def _row_rules(table: ExtractTable) -> set[Field]:
    sides = {side for rule in table.rules for side in (rule.left, rule.right) if isinstance(side, str)}
    return {(table.name, table.column(side).kept_name) for side in sides}


def _extracts() -> Iterator[tuple[Use, Iterable[Field]]]:
    for name, table in load_extract_tables().items():
        yield Use(UseKind.KEY, name), _keys(table)
        yield Use(UseKind.ROW_RULE, name), _row_rules(table)


def work_out() -> FieldUses:
    """Return the uses of every field, from all definitions of the installation. Takes most of a minute."""
    found: dict[Field, set[Use]] = {}
    for part in (_indicators(), _breakdowns(), _checks(), _forecasts(), _program(), _extracts()):
        for use, fields in part:
            for field in fields:
                found.setdefault(field, set()).add(use)
    return FieldUses(MappingProxyType({field: tuple(sorted(uses)) for field, uses in sorted(found.items())}))


def _path(home: Home) -> Path:
    return home.cache / f"uses-{_fingerprint(definitions_folder())}.json"


@cache
def _fingerprint(definitions: Path) -> str:
    """Return what tells definitions and program apart: other queries, other uses."""
    said = hashlib.sha256(__version__.encode())
    files = (path for path in definitions.rglob("*") if path.suffix in (".sql", ".yaml") and "standards" not in path.parts)
    for path in sorted((*files, *sql_files.all_files())):
        said.update(path.read_bytes())
    said.update(repr(FORECASTS).encode())
    return said.hexdigest()[:16]


def keep_uses(home: Home) -> FieldUses:
    """Work the uses out, keep them in the home and return them; what was kept of other definitions goes."""
    place, uses = _path(home), work_out()
    told = [[*field, [[one.kind, one.code] for one in found]] for field, found in uses.by_field.items()]
    write_over(place, json.dumps(told).encode())
    for old in home.cache.glob("uses-*.json"):
        if old != place:
            old.unlink(missing_ok=True)
    return uses


def kept_uses(home: Home) -> FieldUses | None:
    """Return the uses as they were kept; None when the worker has not worked them out for these definitions yet."""
    place = _path(home)
    return _read(place, place.stat().st_mtime_ns) if place.exists() else None


@lru_cache(maxsize=2)
def _read(place: Path, _changed: int) -> FieldUses:
    told = json.loads(place.read_text("utf-8"))
    return FieldUses(
        MappingProxyType(
            {(table, column): tuple(Use(UseKind(kind), code) for kind, code in uses) for table, column, uses in told}
        )
    )
