"""The extract tables, read and validated from `definitions/extracts/<table>.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from regiewijzer.definitions.extracts_codes import shared_codelists
from regiewijzer.definitions.extracts_columns import column_of
from regiewijzer.definitions.extracts_consistency import inconsistencies
from regiewijzer.definitions.extracts_types import Code, ExtractTable, Operator, RowRule, SenderKind
from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml

_KEYS = (
    "name",
    "file_name",
    "grain",
    "purpose",
    "senders",
    "owner_column",
    "slice",
    "unique",
    "retention_months",
    "columns",
    "rules",
)


class ExtractDefinitionError(ValueError):
    """A file of an extract table is not as it should be; the text names file, key, what was expected and what was found."""


def load_extract_tables() -> Mapping[str, ExtractTable]:
    """Return every extract table by name, in order of name; ExtractDefinitionError names the file and key that are wrong."""
    return _load(definitions_folder())


@cache
def _load(definitions: Path) -> Mapping[str, ExtractTable]:
    try:
        codelists = shared_codelists(definitions)
        tables = [_table(path, codelists) for path in sorted((definitions / "extracts").glob("*.yaml"))]
    except IndicatorDefinitionError as error:
        raise ExtractDefinitionError(str(error)) from error
    _refuse_double_files(tables)
    return MappingProxyType({table.name: table for table in tables})


def _table(path: Path, codelists: Mapping[str, Mapping[str, Code]]) -> ExtractTable:
    fields = Fields(path.name, _read(path))
    fields.only(_KEYS)
    columns = fields.mapping("columns")
    table = ExtractTable(
        name=path.stem,
        title=fields.text("name"),
        file_name=fields.string("file_name"),
        grain=fields.text("grain"),
        purpose=fields.text("purpose"),
        senders=_senders(fields),
        owner_column=fields.string("owner_column") if "owner_column" in fields.values else None,
        slice=_names(fields, "slice"),
        unique=_names(fields, "unique"),
        retention_months=fields.number("retention_months"),
        columns=tuple(column_of(columns.mapping(name), name, codelists) for name in columns.values),
        rules=tuple(_rule(fields, place, one) for place, one in enumerate(fields.values.get("rules", ()), start=1)),
    )
    for one in inconsistencies(table):
        raise ExtractDefinitionError(f"{path.name}: {one}")
    return table


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = read_yaml(path)
    except yaml.YAMLError as error:
        raise ExtractDefinitionError(f"{path.name}: {error}") from error
    if not isinstance(raw, dict):
        raise ExtractDefinitionError(f"{path.name}: expected a mapping")
    return raw


def _senders(fields: Fields) -> tuple[SenderKind, ...]:
    known = tuple(SenderKind)
    if not fields.sequence("senders") or not set(fields.sequence("senders")) <= set(known):
        raise fields.wrong("senders", f"a list out of {', '.join(known)}")
    return tuple(SenderKind(one) for one in fields.sequence("senders"))


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    if not all(isinstance(one, str) for one in fields.sequence(key)):
        raise fields.wrong(key, "a list of columns")
    return tuple(fields.sequence(key))


def _rule(fields: Fields, number: int, raw: Any) -> RowRule:
    place = f"rules.{number}."
    if not isinstance(raw, dict):
        raise Fields(fields.file, {}, place).wrong("left", "a mapping of left, an operator, nl and en")
    rule = Fields(fields.file, raw, place)
    operators = [key for key in raw if key in tuple(Operator)]
    rule.only(("left", "nl", "en", *Operator))
    if len(operators) != 1:
        raise rule.wrong("operator", f"one of {', '.join(Operator)}")
    right = raw[operators[0]]
    if isinstance(right, bool) or not isinstance(right, str | int):
        raise rule.wrong(operators[0], "a column or a whole number")
    texts = Fields(fields.file, {"message": {"nl": raw.get("nl"), "en": raw.get("en")}}, place)
    return RowRule(rule.string("left"), Operator(operators[0]), right, texts.text("message"))


def _refuse_double_files(tables: list[ExtractTable]) -> None:
    first: dict[str, ExtractTable] = {}
    for table in tables:
        other = first.setdefault(table.file_name.casefold(), table)
        if other is not table:
            raise ExtractDefinitionError(f"{table.name}.yaml: file_name: {table.file_name!r} is that of {other.name} too")
