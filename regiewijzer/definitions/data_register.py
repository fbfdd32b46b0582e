"""What is asked from whom and why: the data register, read from `definitions/register/` on top of tables and messages.

The cost of an answer follows the standard cost model: minutes x tariff of an hour x number of deliveries in a year.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from regiewijzer.definitions.data_register_types import (
    Basis,
    DataRegister,
    Entry,
    EntryField,
    EntryKind,
    GameRules,
    Necessity,
    ProgramUse,
    Staff,
    StaffRate,
    Standard,
)
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ColumnType, ExtractTable, SenderKind
from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.standard import MessageDefinition, load_standard
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.vocabulary.events import TABLES

_KEYS = (
    *("title", "goal", "use", "necessity", "legal_ground", "minutes", "staff", "standard", "basis", "until", "per_year", "nice"),
)
_PER_YEAR = {ColumnType.MONTH: 12, ColumnType.QUARTER: 4, ColumnType.HALF_YEAR: 2, ColumnType.YEAR: 1}
_OF_OWNER = {ColumnType.AGB: SenderKind.PROVIDER, ColumnType.MUNICIPALITY: SenderKind.MUNICIPALITY}


class RegisterDefinitionError(ValueError):
    """A file of the data register is not as it should be; the text names file, key, what was expected and what was found."""


def load_data_register() -> DataRegister:
    """Return the register with an entry for every message and extract table; RegisterDefinitionError names what is wrong."""
    return _load(definitions_folder())


@cache
def _load(definitions: Path) -> DataRegister:
    folder = definitions / "register"
    try:
        entries = (*_messages(_fields(folder / "messages.yaml")), *_extracts(_fields(folder / "extracts.yaml")))
        return DataRegister(MappingProxyType({one.id: one for one in entries}), _rules(_fields(folder / "rules.yaml")))
    except IndicatorDefinitionError as error:
        raise RegisterDefinitionError(str(error)) from error


def _fields(path: Path) -> Fields:
    try:
        raw = read_yaml(path)
    except (OSError, yaml.YAMLError) as error:
        raise RegisterDefinitionError(f"{path.name}: {error}") from error
    if not isinstance(raw, dict):
        raise RegisterDefinitionError(f"{path.name}: expected a mapping")
    return Fields(path.name, raw)


def _each(fields: Fields, key: str, expected: Mapping[str, Any]) -> Iterator[tuple[str, Fields]]:
    """Yield what is said of each, with the defaults of the file underneath; nothing may be unknown.

    Something new of which nothing is said yet is asked all the same, so it stands in the register with the defaults.
    """
    fields.only(("defaults", key))
    said, defaults = fields.mapping(key), fields.mapping("defaults")
    said.only(tuple(expected))
    for name in expected:
        own = said.mapping(name) if name in said.values else Fields(fields.file, {}, f"{said.place}{name}.")
        own.only(_KEYS)
        yield name, Fields(fields.file, {**defaults.values, **own.values}, own.place)


def _messages(fields: Fields) -> Iterator[Entry]:
    kinds = {name.removeprefix("JW"): kind for name, kind in load_standard().messages.items()}
    for number, said in _each(fields, "messages", kinds):
        yield _entry(
            number, EntryKind.MESSAGE, said, said, deliverer=_real_sender(kinds[number]), fields=tuple(_message_fields(number))
        )


def _real_sender(message: MessageDefinition) -> SenderKind:
    """Return who sends it: a return message copies the header of what it answers, so its sender is its receiver there."""
    is_return = any(child.name == "IdentificatieRetour" for child in message.root.child("Header").children)
    return SenderKind(message.receiver if is_return else message.sender)


def _message_fields(number: str) -> Iterator[EntryField]:
    """Yield what the ledger keeps of a message, by table; columns that the program makes itself are not asked of anyone."""
    for table in TABLES:
        if number in table.messages:
            yield from (EntryField(table.name, column.name, column.source) for column in table.columns if column.source)


def _extracts(fields: Fields) -> Iterator[Entry]:
    tables = load_extract_tables()
    for name, said in _each(fields, "extracts", tables):
        yield _extract(tables[name], said)


def _extract(table: ExtractTable, said: Fields) -> Entry:
    told = Fields(said.file, {"title": _both(table.title), "goal": _both(table.purpose), **said.values}, said.place)
    nice = told.strings("nice")
    if unknown := set(nice) - {column.name for column in table.columns}:
        raise told.wrong("nice", f"columns of {table.name}, not {', '.join(sorted(unknown))}")
    asked = tuple(
        EntryField(table.name, one.kept_name, one.title.nl, personal=one.is_personal, nice=one.name in nice, title=one.title)
        for one in table.columns
    )
    return _entry(table.name, EntryKind.EXTRACT, told, said, deliverer=_deliverer(table), fields=asked, table=table)


def _both(text: Any) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _deliverer(table: ExtractTable) -> SenderKind:
    """Return who the work is for: the owner of the rows, else the first that delivers for everyone."""
    owner = table.column(table.owner_column).type if table.owner_column else None
    return _OF_OWNER.get(owner, table.senders[0]) if owner else table.senders[0]


def _per_year(table: ExtractTable | None, said: Fields) -> int | None:
    """Return how often a year an extract is delivered: by its period, else as is said; None for messages, which are counted."""
    if table is None:
        return None
    for column in map(table.column, table.slice):
        if column.type in _PER_YEAR:
            return _PER_YEAR[column.type]
    return said.number("per_year")


def _entry(
    id_: str,
    kind: EntryKind,
    told: Fields,
    said: Fields,
    *,
    deliverer: SenderKind,
    fields: tuple[EntryField, ...],
    table: ExtractTable | None = None,
) -> Entry:
    return Entry(
        id=id_,
        kind=kind,
        title=told.text("title"),
        goal=told.text("goal"),
        use=told.text("use"),
        necessity=told.choice("necessity", Necessity),
        legal_ground=told.string("legal_ground"),
        minutes=told.number("minutes"),
        staff=told.choice("staff", Staff),
        standard=told.choice("standard", Standard),
        basis=told.choice("basis", Basis),
        until=told.day("until") if "until" in told.values else None,
        per_year=_per_year(table, said),
        deliverer=deliverer,
        senders=table.senders if table else (deliverer,),
        fields=fields,
        retention_months=table.retention_months if table else None,
    )


def _rules(fields: Fields) -> GameRules:
    fields.only(("longest_months", "warn_months", "staff"))
    rates = fields.mapping("staff")
    rates.only(tuple(Staff))
    staff = {Staff(name): _rate(rates.mapping(name)) for name in Staff}
    return GameRules(fields.number("longest_months"), fields.number("warn_months"), MappingProxyType(staff))


def _rate(fields: Fields) -> StaffRate:
    fields.only(("nl", "en", "hour_cents"))
    named = Fields(fields.file, {"name": {"nl": fields.values.get("nl"), "en": fields.values.get("en")}}, fields.place)
    return StaffRate(named.text("name"), fields.number("hour_cents"))


@cache
def _program_uses(definitions: Path) -> tuple[ProgramUse, ...]:
    fields = _fields(definitions / "register" / "program_uses.yaml")
    return tuple(_program_use(code, fields.mapping(code)) for code in fields.values)


def _program_use(code: str, said: Fields) -> ProgramUse:
    said.only(("title", *BY_NAME))
    used = [(table, column) for table in said.values if table != "title" for column in _columns(said, table)]
    return ProgramUse(code, said.text("title"), tuple(used))


def _columns(said: Fields, table: str) -> tuple[str, ...]:
    """Return the columns that are named; "*" for all: pages that show a whole row."""
    known, named = tuple(one.name for one in BY_NAME[table].columns), said.strings(table)
    if named == ("*",):
        return known
    if unknown := set(named) - set(known):
        raise said.wrong(table, f"columns of {table}, not {', '.join(sorted(unknown))}")
    return named


def load_program_uses() -> tuple[ProgramUse, ...]:
    """Return which fields the program reads outside the queries of definitions; RegisterDefinitionError names what is wrong."""
    try:
        return _program_uses(definitions_folder())
    except IndicatorDefinitionError as error:
        raise RegisterDefinitionError(str(error)) from error
