"""The installation file: what this installation may keep, why, on what ground, in which role, and for how long.

A keyed pseudonym is still personal data. A productive installation therefore does not start until every table states its purpose,
legal ground, retention and impact assessment (DPIA). A demo holds no real persons and needs no file at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from regiewijzer.definitions.tables import BY_NAME, EXTRACT_NAMES
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import manifests, standing
from regiewijzer.vocabulary.events import TABLES, Kind
from regiewijzer.vocabulary.periods import add_months

ARCHIVE = "archive"
FINDING = "finding"
REGISTER = "person_register"
ALWAYS_KEPT = (*(table.name for table in TABLES), FINDING, ARCHIVE, REGISTER)
KEPT_TABLES = (*ALWAYS_KEPT, *sorted(EXTRACT_NAMES))
"""An extract table needs its terms once it is delivered. Which parts were delivered (`delivered_slice`) tells of no person."""
RECEIVED = "known_at"


class InstallationError(ValueError):
    """The installation file cannot be read; the text (Dutch) names the place."""


class InstallationIncomplete(RuntimeError):
    """A productive installation may not start yet; `missing` lists exactly what is not filled in (Dutch)."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        lines = "\n".join(f"- {one}" for one in missing)
        super().__init__(f"Deze installatie mag nog niet starten. In installation.yaml ontbreekt:\n{lines}")
        self.missing = missing


class Mode(StrEnum):
    """Whether real persons may be loaded. A demo refuses their numbers; a productive installation refuses invented ones."""

    DEMO = "demo"
    PRODUCTIVE = "productive"


class Role(StrEnum):
    """The role of the organisation under the privacy law (AVG)."""

    PROCESSOR = "processor"  # verwerker onder mandaat
    CONTROLLER = "controller"  # verwerkingsverantwoordelijke onder delegatie


@dataclass(frozen=True, slots=True)
class TableTerms:
    """What holds for one table. `retention_from` is the column from which the term runs, `known_at`: from receipt."""

    purpose: str = ""
    legal_ground: str = ""
    retention_months: int | None = None
    retention_from: str = RECEIVED
    dpia: str = ""

    def kept_from(self, today: date) -> date | None:
        """Return the first day that is still within the term, on the first of a month; None: kept for ever (demo)."""
        return None if self.retention_months is None else add_months(today, -self.retention_months)


@dataclass(frozen=True, slots=True)
class Installation:
    """What the installation file says; as made without arguments it is a demo."""

    mode: Mode = Mode.DEMO
    organisation: str = ""
    role: Role | None = None
    role_ground: str = ""  # reference of the mandate or delegation decision
    key_custodian: str = ""
    keys: Path | None = None
    archives: bool = True
    region: str = ""
    tables: Mapping[str, TableTerms] = field(default_factory=dict)

    def terms(self, table: str) -> TableTerms:
        """Return what holds for the table."""
        return self.tables.get(table, TableTerms())


def _date_columns(table: str) -> frozenset[str]:
    if table not in BY_NAME:
        return frozenset({RECEIVED})
    dates = (column.name for column in BY_NAME[table].columns if column.kind in (Kind.DATE, Kind.TIMESTAMP))
    return frozenset({RECEIVED, *dates})


def _terms(table: str, raw: object) -> TableTerms:
    if table not in KEPT_TABLES:
        raise InstallationError(f"tables: {table!r} is geen tabel; bekend zijn {', '.join(KEPT_TABLES)}")
    if not isinstance(raw, dict) or (unknown := set(raw) - set(TableTerms.__dataclass_fields__)):
        raise InstallationError(f"tables.{table}: onbekend: {', '.join(sorted(unknown)) if isinstance(raw, dict) else raw}")
    terms = TableTerms(**{name: value for name, value in raw.items() if value is not None})
    if terms.retention_months is not None and (not isinstance(terms.retention_months, int) or terms.retention_months < 1):
        raise InstallationError(f"tables.{table}.retention_months: een aantal maanden werd verwacht")
    if terms.retention_from not in _date_columns(table):
        allowed = ", ".join(sorted(_date_columns(table)))
        raise InstallationError(f"tables.{table}.retention_from: {terms.retention_from!r}; mogelijk zijn {allowed}")
    return terms


def _choice(kind: type[StrEnum], name: str, value: object) -> Any:
    try:
        return kind(str(value))
    except ValueError as error:
        raise InstallationError(f"{name}: {value!r}; mogelijk zijn {', '.join(kind)}") from error


def _text(raw: Mapping[str, object], name: str) -> str:
    return str(raw.get(name) or "").strip()


def parse_installation(raw: Mapping[str, Any]) -> Installation:
    """Return the installation of a parsed file; InstallationError names what is wrong."""
    unknown = set(raw) - set(Installation.__dataclass_fields__)
    if unknown:
        raise InstallationError(f"onbekend: {', '.join(sorted(unknown))}")
    if not isinstance(raw.get("archives", True), bool):
        raise InstallationError("archives: true of false werd verwacht")
    return Installation(
        mode=_choice(Mode, "mode", raw.get("mode", Mode.DEMO)),
        organisation=_text(raw, "organisation"),
        role=_choice(Role, "role", raw["role"]) if raw.get("role") else None,
        role_ground=_text(raw, "role_ground"),
        key_custodian=_text(raw, "key_custodian"),
        keys=Path(raw["keys"]) if raw.get("keys") else None,
        archives=raw.get("archives", True),
        region=_text(raw, "region"),
        tables={name: _terms(name, terms) for name, terms in (raw.get("tables") or {}).items()},
    )


def load_installation(home: Home) -> Installation:
    """Return what the installation file of the home says; without a file a demo."""
    if not home.installation.exists():
        return Installation()
    try:
        raw = yaml.safe_load(home.installation.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise InstallationError(f"installation.yaml is geen YAML: {error}") from error
    if not isinstance(raw, dict):
        raise InstallationError("installation.yaml: een lijst van namen met waarden werd verwacht")
    return parse_installation(raw)


_ORGANISATION = {
    "organisation": "de naam van de organisatie",
    "role": "de rol: processor (verwerker onder mandaat) of controller (verantwoordelijke onder delegatie)",
    "role_ground": "het besluit waarop de rol rust (mandaat of delegatie)",
    "key_custodian": "wie de sleutels bewaart",
    "keys": "de map van de sleutels, buiten de map van de gegevens",
    "region": "de naam van de regio",
}
_TERMS = {
    "purpose": "het doel",
    "legal_ground": "de grondslag",
    "retention_months": "de bewaartermijn in maanden",
    "dpia": "de vindplaats van de DPIA",
}


def tables_in(home: Home) -> set[str]:
    """Return the tables of which the record holds rows."""
    return {file.table for load in standing(manifests(home)) for file in load.files}


def _extracts_in(home: Home) -> set[str]:
    return tables_in(home) & EXTRACT_NAMES


def missing_in(installation: Installation, home: Home | None = None) -> Iterator[str]:
    """Yield what is not filled in, as Dutch phrases; nothing for a demo.

    With a home: keys inside it do not count, and the extract tables that it holds need their terms too.
    """
    if installation.mode is Mode.DEMO:
        return
    yield from (f"{name}: {words}" for name, words in _ORGANISATION.items() if not getattr(installation, name))
    if home and installation.keys and installation.keys.resolve().is_relative_to(home.path.resolve()):
        yield f"keys: {_ORGANISATION['keys']}"
    for table in (*ALWAYS_KEPT, *(sorted(_extracts_in(home)) if home else ())):
        if table != ARCHIVE or installation.archives:
            yield from _missing_terms(installation, table)


def _missing_terms(installation: Installation, table: str) -> Iterator[str]:
    terms = installation.terms(table)
    # The register has no term of its own: a retention run drops who is nowhere else any more.
    asked = {name: words for name, words in _TERMS.items() if (table, name) != (REGISTER, "retention_months")}
    yield from (f"tables.{table}.{name}: {words}" for name, words in asked.items() if not getattr(terms, name))


def require_startable(installation: Installation, home: Home | None = None) -> None:
    """Return when the installation may start; InstallationIncomplete with the whole list when not."""
    missing = tuple(missing_in(installation, home))
    if missing:
        raise InstallationIncomplete(missing)


def require_terms(installation: Installation, tables: Iterable[str]) -> None:
    """Return when the terms of these tables are filled in, or this is a demo; else InstallationIncomplete with the whole list."""
    productive = installation.mode is Mode.PRODUCTIVE
    missing = tuple(one for table in sorted(tables) for one in _missing_terms(installation, table)) if productive else ()
    if missing:
        raise InstallationIncomplete(missing)
