"""A figure as JSON and back: the form in which figures are frozen."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from regiewijzer.figures.figure import Cell, Figure, Passport, Request
from regiewijzer.figures.scope import Detail, Scope
from regiewijzer.figures.values import HIDDEN, UNKNOWN, Value, ValueState, shown

Json = Mapping[str, Any]


def canonical(content: object) -> str:
    """Return the one way to write this content as JSON: sorted keys, no spaces."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(content: object) -> str:
    """Return the hexadecimal SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(content).encode("utf-8")).hexdigest()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def request_to_json(request: Request) -> dict[str, Any]:
    """Return the request as plain JSON. Only an earlier definition is named: figures of before that existed keep their id."""
    earlier = {"definition": request.definition} if request.definition else {}
    return {
        **earlier,
        "indicator": request.indicator,
        "moment": request.moment.isoformat(),
        "snapshot": request.snapshot,
        "by": list(request.by),
        "where": [[name, list(codes)] for name, codes in request.where],
        "first_period": request.first_period.isoformat() if request.first_period else None,
        "last_period": request.last_period.isoformat() if request.last_period else None,
    }


def request_from_json(raw: Json) -> Request:
    """Return the request that was written."""
    return Request(
        indicator=raw["indicator"],
        moment=datetime.fromisoformat(raw["moment"]),
        snapshot=raw["snapshot"],
        by=tuple(raw["by"]),
        where=tuple((name, tuple(codes)) for name, codes in raw["where"]),
        first_period=_day(raw["first_period"]),
        last_period=_day(raw["last_period"]),
        definition=raw.get("definition"),
    )


def scope_to_json(scope: Scope) -> dict[str, Any]:
    """Return the scope as plain JSON; None = everything."""
    return {
        "municipalities": None if scope.municipalities is None else sorted(scope.municipalities),
        "providers": None if scope.providers is None else sorted(scope.providers),
        "detail": str(scope.detail),
        "region": scope.region,
        "published_only": scope.published_only,
    }


def scope_from_json(raw: Json) -> Scope:
    """Return the scope that was written."""
    return Scope(
        municipalities=None if raw["municipalities"] is None else frozenset(raw["municipalities"]),
        providers=None if raw["providers"] is None else frozenset(raw["providers"]),
        detail=Detail(raw["detail"]),
        region=raw.get("region", True),
        published_only=raw.get("published_only", False),
    )


_KEPT = "kept"


def _value_to_json(value: Value | None) -> list[Any] | None:
    """Return state and number; only a number that was kept says so, or figures of before would have another hash."""
    if value is None:
        return None
    return [str(value.state), value.number, *([_KEPT] if value.is_kept else [])]


def _value_from_json(raw: Sequence[Any] | None) -> Value | None:
    return None if raw is None else Value(ValueState(raw[0]), raw[1], is_kept=_KEPT in raw[2:])


def cells_to_json(cells: Sequence[Cell]) -> list[list[Any]]:
    """Return per cell: month, dimensions, series, value, base."""
    return [
        [cell.period.isoformat(), list(cell.dimensions), cell.series, _value_to_json(cell.value), _value_to_json(cell.base)]
        for cell in cells
    ]


def _cell_from_json(raw: Sequence[Any]) -> Cell:
    value = _value_from_json(raw[3])
    assert value is not None, raw
    return Cell(date.fromisoformat(raw[0]), tuple(raw[1]), raw[2], value, _value_from_json(raw[4]))


def cells_from_json(raw: Sequence[Sequence[Any]]) -> tuple[Cell, ...]:
    """Return the cells that were written."""
    return tuple(_cell_from_json(one) for one in raw)


def passport_to_json(passport: Passport) -> dict[str, Any]:
    """Return the passport as plain JSON."""
    return {
        "definition_version": passport.definition_version,
        "sql": passport.sql,
        "snapshot": passport.snapshot,
        "moment": passport.moment.isoformat(),
        "scope": scope_to_json(passport.scope),
        "program_version": passport.program_version,
        "messages_counted": {kind: _value_to_json(count) for kind, count in passport.messages_counted.items()},
        "lineage": dict(passport.lineage),
        "completeness": dict(passport.completeness),
        "at_risk_share": _value_to_json(passport.at_risk_share),
        "reconstructed_share": _value_to_json(passport.reconstructed_share),
        "disclosure": dict(passport.disclosure),
        "notes": list(passport.notes),
        "settings": dict(passport.settings),
    }


def _told_from_json(raw: Sequence[Any] | float | None, detail: Detail) -> Value:
    """Return what a passport tells of the rows behind; a bare number was written before it went through the gate."""
    if isinstance(raw, int | float):
        return shown(raw) if detail is Detail.EXACT else HIDDEN
    return UNKNOWN if raw is None else Value(ValueState(raw[0]), raw[1])


def passport_from_json(raw: Json) -> Passport:
    """Return the passport that was written."""
    scope = scope_from_json(raw["scope"])
    changed = {
        "moment": datetime.fromisoformat(raw["moment"]),
        "scope": scope,
        "notes": tuple(raw["notes"]),
        "messages_counted": {kind: _told_from_json(count, scope.detail) for kind, count in raw["messages_counted"].items()},
        "at_risk_share": _told_from_json(raw["at_risk_share"], scope.detail),
        "reconstructed_share": _told_from_json(raw["reconstructed_share"], scope.detail),
    }
    return Passport(**{**raw, **changed})


def figure_from_json(raw: Json) -> Figure:
    """Return the figure that was written."""
    return Figure(request_from_json(raw["request"]), passport_from_json(raw["passport"]), cells_from_json(raw["cells"]))
