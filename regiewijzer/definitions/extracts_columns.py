"""Reads one column of an extract table out of its file."""

from collections.abc import Mapping

from regiewijzer.definitions.extracts_codes import codes_of
from regiewijzer.definitions.extracts_types import Code, ColumnType, ExtractColumn
from regiewijzer.definitions.indicators_fields import Fields

_KEYS = ("title", "explanation", "type", "required", "example", "codelist", "minimum", "maximum", "inclusive_end", "signed")
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.EURO, ColumnType.PERCENTAGE})


def column_of(fields: Fields, name: str, codelists: Mapping[str, Mapping[str, Code]]) -> ExtractColumn:
    """Return the column; numbers are at least 0 unless `signed`, percentages at most 100."""
    fields.only(_KEYS)
    type_ = fields.choice("type", ColumnType)
    if type_ not in _NUMBERS and {"minimum", "maximum", "signed"} & set(fields.values):
        raise fields.wrong("type", "a number, as it has minimum, maximum or signed")
    return ExtractColumn(
        name=name,
        title=fields.text("title"),
        explanation=fields.text("explanation"),
        type=type_,
        example=fields.string("example"),
        required=_flag(fields, "required"),
        codes=_codes(fields, type_, codelists),
        minimum=_minimum(fields, type_),
        maximum=_maximum(fields, type_),
        inclusive_end=_flag(fields, "inclusive_end"),
    )


def _flag(fields: Fields, key: str) -> bool:
    return fields.flag(key) if key in fields.values else False


def _codes(fields: Fields, type_: ColumnType, codelists: Mapping[str, Mapping[str, Code]]) -> Mapping[str, Code]:
    if type_ is not ColumnType.CODE:
        if "codelist" in fields.values:
            raise fields.wrong("codelist", "no list, as the type is not code")
        return {}
    named = fields.values.get("codelist")
    if not isinstance(named, str):
        return codes_of(fields, "codelist")
    if named not in codelists:
        raise fields.wrong("codelist", f"a list of codes or one of {', '.join(codelists)}")
    return codelists[named]


def _minimum(fields: Fields, type_: ColumnType) -> int | None:
    if "minimum" in fields.values:
        return fields.number("minimum")
    return 0 if type_ in _NUMBERS and not _flag(fields, "signed") else None


def _maximum(fields: Fields, type_: ColumnType) -> int | None:
    if "maximum" in fields.values:
        return fields.number("maximum")
    return 100 if type_ is ColumnType.PERCENTAGE else None
