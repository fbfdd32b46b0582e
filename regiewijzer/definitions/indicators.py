"""Reads the indicators: `definitions/indicators/<id>/` with indicator.yaml, query.sql and example.yaml."""

import hashlib
import string
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from regiewijzer.definitions.indicators_example import read_cases
from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.indicators_series import PER, UNITS
from regiewijzer.definitions.indicators_types import (
    DEFAULT_DIMENSIONS,
    DIMENSIONS,
    FACT_COLUMNS,
    OPTIONAL_FACT_COLUMNS,
    Aggregation,
    Direction,
    Grain,
    Indicator,
    IndicatorKind,
    Provisional,
    Series,
    Theme,
    Unit,
)
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.queries import Query, QueryError, parse_query
from regiewijzer.definitions.yaml_files import read_yaml

_KEYS = (
    *("name", "title", "question", "why_it_matters", "definition", "numerator", "denominator", "excluded"),
    *("direction", "unit", "kind", "theme", "steerable"),
    *("author", "checker", "reviewed_on", "next_review_on", "version", "series", "provisional"),
    *("grain", "dimensions", "sources", "flatters", "related"),
)
_SERIES_KEYS = ("label", "aggregation", "unit", "answer", "decidable_after_days", "per", "funnel", "plan", "weight_by")
CODELISTS = ("care_forms.yaml", "frames_and_segments.yaml")
_WEIGHTED = (Aggregation.RATIO, Aggregation.RATE)


def _read(path: Path) -> Fields:
    name = f"{path.parent.name}/{path.name}"
    if not path.exists():
        raise IndicatorDefinitionError(f"{name}: file is missing")
    try:
        raw: Any = read_yaml(path)
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


def _per(fields: Fields, aggregation: Aggregation, unit: Unit) -> int:
    """Return what a quotient is multiplied by; a unit that names it decides."""
    per = fields.number("per", PER.get(unit, 1))
    if per < 1 or per != PER.get(unit, per) or (per > 1 and aggregation not in _WEIGHTED):
        raise fields.wrong("per", f"{PER.get(unit, 'a number from 1')} with {unit}, of a ratio or rate")
    return per


def _funnel(fields: Fields, aggregation: Aggregation, unit: Unit) -> bool:
    funnel = fields.flag("funnel", False)
    if funnel and (aggregation is not Aggregation.RATIO or unit is not Unit.NUMBER):
        raise fields.wrong("funnel", "nothing: limits of chance stand around a ratio in the unit number only")
    return funnel


def _weight_by(fields: Fields, aggregation: Aggregation) -> tuple[str, ...]:
    found = fields.some_of("weight_by", DIMENSIONS, ())
    if found and aggregation not in _WEIGHTED:
        raise fields.wrong("weight_by", "nothing: only a ratio or rate has a denominator")
    return found


def _series(code: str, fields: Fields) -> Series:
    fields.only(_SERIES_KEYS)
    aggregation = fields.choice("aggregation", Aggregation)
    unit = fields.choice("unit", Unit)
    if unit not in UNITS[aggregation]:
        raise fields.wrong("unit", f"{' or '.join(UNITS[aggregation])} with {aggregation}")
    _checked_answer(fields, aggregation)
    days, per = fields.number("decidable_after_days", 0), _per(fields, aggregation, unit)
    return Series(
        code=code,
        label=fields.text("label"),
        aggregation=aggregation,
        unit=unit,
        answer=fields.text("answer"),
        decidable_after_days=days,
        per=per,
        funnel=_funnel(fields, aggregation, unit),
        is_plan=fields.flag("plan", False),
        weight_by=_weight_by(fields, aggregation),
    )


def _all_series(fields: Fields) -> tuple[Series, ...]:
    below = fields.mapping("series")
    return tuple(_series(code, below.mapping(code)) for code in below.values)


def _provisional(fields: Fields) -> Provisional:
    fields.only(("months", "reason"))
    return Provisional(fields.number("months"), fields.text("reason"))


def _version_hash(folder: Path) -> str:
    """Return the hash of everything that decides the outcome: definition, query, and the code lists of forms of care."""
    digest = hashlib.sha256()
    lists = (definitions_folder() / "codelists" / name for name in CODELISTS)
    for path in (folder / "indicator.yaml", folder / "query.sql", *lists):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _query(folder: Path, series: tuple[Series, ...]) -> Query:
    """Return the query of the folder, with the column that its series need."""
    path = folder / "query.sql"
    if not path.exists():
        raise IndicatorDefinitionError(f"{folder.name}/query.sql: file is missing")
    file = f"{folder.name}/query.sql"
    query = parse_query(path.read_text("utf-8"), file=file, output=FACT_COLUMNS, optional=OPTIONAL_FACT_COLUMNS)
    weighted = [one.code for one in series if one.aggregation in _WEIGHTED]
    if weighted and "weight" not in query.columns:
        raise QueryError(file, 1, f"column weight expected: {', '.join(weighted)} divides by it")
    return query


def _checked(fields: Fields) -> Fields:
    fields.only(_KEYS)
    if fields.day("next_review_on") <= fields.day("reviewed_on"):
        raise fields.wrong("next_review_on", "a day after reviewed_on")
    return fields


def _indicator(folder: Path, name: str) -> Indicator:
    """Return what the two files of a definition say, without cases."""
    fields = _checked(_read(folder / "indicator.yaml"))
    series, dimensions = _all_series(fields), fields.some_of("dimensions", DIMENSIONS, DEFAULT_DIMENSIONS)
    return Indicator(
        id=name,
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
        kind=fields.choice("kind", IndicatorKind),
        theme=fields.choice("theme", Theme),
        steerable=fields.flag("steerable"),
        author=fields.string("author"),
        checker=fields.string("checker"),
        reviewed_on=fields.day("reviewed_on"),
        next_review_on=fields.day("next_review_on"),
        version=fields.string("version"),
        series=series,
        provisional=_provisional(fields.mapping("provisional")),
        query=_query(folder, series),
        cases=(),
        version_hash=_version_hash(folder),
        grain=fields.choice("grain", Grain, Grain.MONTH),
        dimensions=dimensions,
        sources=fields.optional_text("sources"),
        flatters=fields.optional_text("flatters"),
        related=fields.strings("related"),
    )


def _earlier(folder: Path, current: Indicator) -> tuple[Indicator, ...]:
    """Return the definitions that went before, from `earlier/<version>/`, oldest first."""
    found = []
    for path in sorted((folder / "earlier").iterdir()) if (folder / "earlier").is_dir() else ():
        one = _indicator(path, folder.name)
        if one.version != path.name or one.version == current.version:
            raise IndicatorDefinitionError(f"{folder.name}/earlier/{path.name}: version: expected {path.name}, once")
        found.append(one)
    return tuple(sorted(found, key=lambda one: one.reviewed_on))


def load_indicator(folder: Path) -> Indicator:
    """Return the indicator in one folder; IndicatorDefinitionError or QueryError names what is wrong and where."""
    current = _indicator(folder, folder.name)
    cases = read_cases(_read(folder / "example.yaml"), current.dimensions)
    return replace(current, cases=cases, earlier=_earlier(folder, current))


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


__all__ = ["Indicator", "IndicatorDefinitionError", "QueryError", "load_indicator", "load_indicators"]
