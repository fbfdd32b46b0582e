"""Reads the indicators: `definitions/indicators/<id>/` with indicator.yaml, query.sql and example.yaml."""

import hashlib
import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from regiewijzer.definitions.indicators_example import read_example
from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.indicators_types import (
    FACT_COLUMNS,
    Aggregation,
    Direction,
    Indicator,
    IndicatorKind,
    Provisional,
    Series,
    Theme,
    Unit,
)
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.queries import QueryError, parse_query

_KEYS = (
    *("name", "title", "question", "why_it_matters", "definition", "numerator", "denominator", "excluded"),
    *("direction", "unit", "goal", "kind", "theme", "steerable"),
    *("author", "checker", "reviewed_on", "next_review_on", "version", "series", "provisional"),
)
_SERIES_KEYS = ("label", "aggregation", "unit", "answer", "decidable_after_days")
_UNITS = {
    Aggregation.COUNT_DISTINCT: (Unit.YOUTHS,),
    Aggregation.SHARE: (Unit.SHARE,),
    Aggregation.MEDIAN_P90: (Unit.DAYS,),
    Aggregation.SUM: (Unit.CENTS,),
}


def _read(path: Path) -> Fields:
    name = f"{path.parent.name}/{path.name}"
    if not path.exists():
        raise IndicatorDefinitionError(f"{name}: file is missing")
    try:
        raw: Any = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise IndicatorDefinitionError(f"{name}: not YAML: {error}") from error
    if not isinstance(raw, dict):
        raise IndicatorDefinitionError(f"{name}: a mapping was expected")
    return Fields(name, raw)


def _checked_answer(fields: Fields, aggregation: Aggregation) -> None:
    """Refuse a template with other places than {month} and {value}, or without a value."""
    allowed = {"month", "value"} | ({"p90"} if aggregation is Aggregation.MEDIAN_P90 else set())
    for template in (fields.text("answer").nl, fields.text("answer").en):
        try:
            places = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
        except ValueError as error:
            raise fields.wrong("answer", f"balanced braces ({error})") from error
        if not {"month", "value"} <= places <= allowed:
            raise fields.wrong("answer", f"a sentence with {{{'}, {'.join(sorted(allowed))}}}")


def _series(code: str, fields: Fields) -> Series:
    fields.only(_SERIES_KEYS)
    aggregation = fields.choice("aggregation", Aggregation)
    unit = fields.choice("unit", Unit)
    if unit not in _UNITS[aggregation]:
        raise fields.wrong("unit", f"{' or '.join(_UNITS[aggregation])} with {aggregation}")
    _checked_answer(fields, aggregation)
    days = fields.number("decidable_after_days", 0)
    return Series(code, fields.text("label"), aggregation, unit, fields.text("answer"), days)


def _all_series(fields: Fields) -> tuple[Series, ...]:
    below = fields.mapping("series")
    return tuple(_series(code, below.mapping(code)) for code in below.values)


def _provisional(fields: Fields) -> Provisional:
    fields.only(("months", "reason"))
    return Provisional(fields.number("months"), fields.text("reason"))


def _version_hash(folder: Path) -> str:
    """Return the hash of everything that decides the outcome: definition, query, and the table of forms of care."""
    digest = hashlib.sha256()
    for path in (folder / "indicator.yaml", folder / "query.sql", definitions_folder() / "codelists" / "care_forms.yaml"):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def load_goals() -> Mapping[str, Mapping[str, str]]:
    """Return the goals of the region: code -> text per language."""
    path = definitions_folder() / "goals" / "goals.yaml"
    fields = _read(path).mapping("goals")
    return {code: {"nl": fields.text(code).nl, "en": fields.text(code).en} for code in fields.values}


def load_indicator(folder: Path) -> Indicator:
    """Return the indicator in one folder; IndicatorDefinitionError or QueryError names what is wrong and where."""
    fields = _read(folder / "indicator.yaml")
    fields.only(_KEYS)
    if fields.string("goal") not in load_goals():
        raise fields.wrong("goal", f"a goal of goals.yaml: {', '.join(load_goals())}")
    if fields.day("next_review_on") <= fields.day("reviewed_on"):
        raise fields.wrong("next_review_on", "a day after reviewed_on")
    query_file = folder / "query.sql"
    if not query_file.exists():
        raise IndicatorDefinitionError(f"{folder.name}/query.sql: file is missing")
    return Indicator(
        id=folder.name,
        name=fields.text("name"),
        title=_question(fields, "title"),
        question=_question(fields, "question"),
        why_it_matters=fields.text("why_it_matters"),
        definition=fields.text("definition"),
        numerator=fields.text("numerator"),
        denominator=fields.text("denominator"),
        excluded=fields.text("excluded"),
        direction=fields.choice("direction", Direction),
        unit=fields.text("unit"),
        goal=fields.string("goal"),
        kind=fields.choice("kind", IndicatorKind),
        theme=fields.choice("theme", Theme),
        steerable=fields.flag("steerable"),
        author=fields.string("author"),
        checker=fields.string("checker"),
        reviewed_on=fields.day("reviewed_on"),
        next_review_on=fields.day("next_review_on"),
        version=fields.string("version"),
        series=_all_series(fields),
        provisional=_provisional(fields.mapping("provisional")),
        query=parse_query(query_file.read_text("utf-8"), file=f"{folder.name}/query.sql", output=FACT_COLUMNS),
        example=read_example(_read(folder / "example.yaml")),
        version_hash=_version_hash(folder),
    )


def _question(fields: Fields, key: str) -> Any:
    text = fields.text(key)
    if not (text.nl.endswith("?") and text.en.endswith("?")):
        raise fields.wrong(key, "a question in both languages")
    return text


@cache
def _load(folder: Path) -> Mapping[str, Indicator]:
    found = (load_indicator(path) for path in sorted(folder.iterdir()) if path.is_dir())
    return MappingProxyType({indicator.id: indicator for indicator in found})


def load_indicators() -> Mapping[str, Indicator]:
    """Return every indicator by id; the first file that is wrong raises IndicatorDefinitionError or QueryError."""
    return _load(definitions_folder() / "indicators")


__all__ = ["Indicator", "IndicatorDefinitionError", "QueryError", "load_goals", "load_indicator", "load_indicators"]
