"""What is needed to work a figure out again, as JSON and back: query, series, grain and dimensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regiewijzer.definitions.indicators_types import (
    DIMENSIONS,
    FACT_COLUMNS,
    OPTIONAL_FACT_COLUMNS,
    Aggregation,
    Grain,
    OwnDimension,
    Series,
    Text,
    Unit,
)
from regiewijzer.definitions.queries import Query, parse_query
from regiewijzer.indicators.facts import Measurable

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FrozenDefinition:
    """A definition as it was when a figure was frozen."""

    query: Query
    series: tuple[Series, ...]
    grain: Grain = Grain.MONTH
    dimensions: tuple[str, ...] = DIMENSIONS
    own: tuple[OwnDimension, ...] = ()


def _series_to_json(series: Series) -> dict[str, Any]:
    return {
        "code": series.code,
        "label": {"nl": series.label.nl, "en": series.label.en},
        "aggregation": str(series.aggregation),
        "unit": str(series.unit),
        "answer": {"nl": series.answer.nl, "en": series.answer.en},
        "decidable_after_days": series.decidable_after_days,
        "per": series.per,
        "funnel": series.funnel,
        "is_plan": series.is_plan,
        "weight_by": list(series.weight_by),
    }


def _series_from_json(raw: Json) -> Series:
    return Series(
        code=raw["code"],
        label=Text(**raw["label"]),
        aggregation=Aggregation(raw["aggregation"]),
        unit=Unit(raw["unit"]),
        answer=Text(**raw["answer"]),
        decidable_after_days=raw["decidable_after_days"],
        per=raw.get("per", 1),
        funnel=raw.get("funnel", False),
        is_plan=raw.get("is_plan", False),
        weight_by=tuple(raw.get("weight_by", ())),
    )


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _own_to_json(own: OwnDimension) -> dict[str, Any]:
    return {
        "name": own.name,
        "label": _both(own.label),
        "per": _both(own.per),
        "codes": [[code, _both(text)] for code, text in own.codes],
        "codes_of": own.codes_of,
        "joined_by": own.joined_by,
        "most": own.most,
    }


def _own_from_json(raw: Json) -> OwnDimension:
    codes = tuple((code, Text(**text)) for code, text in raw["codes"])
    return OwnDimension(**{**raw, "label": Text(**raw["label"]), "per": Text(**raw["per"]), "codes": codes})


def definition_to_json(definition: Measurable) -> dict[str, Any]:
    """Return the definition as plain JSON."""
    return {
        "file": definition.query.file,
        "sql": definition.query.sql,
        "series": [_series_to_json(series) for series in definition.series],
        "grain": str(definition.grain),
        "dimensions": list(definition.dimensions),
        **({"own": [_own_to_json(one) for one in definition.own]} if definition.own else {}),
    }


def definition_from_json(raw: Json) -> FrozenDefinition:
    """Return the definition that was written; its query is checked again (QueryError): a file is input like any other."""
    own = tuple(_own_from_json(one) for one in raw.get("own", ()))
    optional = (*OPTIONAL_FACT_COLUMNS, *(one.name for one in own))
    return FrozenDefinition(
        query=parse_query(raw["sql"], file=raw["file"], output=FACT_COLUMNS, optional=optional),
        series=tuple(_series_from_json(one) for one in raw["series"]),
        grain=Grain(raw.get("grain", Grain.MONTH)),
        dimensions=tuple(raw.get("dimensions", DIMENSIONS)),
        own=own,
    )
