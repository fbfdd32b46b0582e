"""Frozen figures: values that stay what they were, under an address that stays, with the proof that nobody changed them.

A figure is one JSON file `figures/<id>.json`. The id is the beginning of the SHA-256 of request, scope and values, so an
address names its values. Reproducing works the values out again from the record, with the definition of that day.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.scope import Detail, Scope, is_region_level, narrowed, rows_in_scope
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.record import manifests
from regiewijzer.ledger.snapshots import UnknownSnapshot
from regiewijzer.ledger.whole_files import write_over
from regiewijzer.pipeline.figures import cells_of, find_definition
from regiewijzer.pipeline.figures_json import (
    canonical,
    cells_to_json,
    figure_from_json,
    passport_to_json,
    request_to_json,
    scope_to_json,
    sha256_of,
)
from regiewijzer.pipeline.figures_json_definition import FrozenDefinition, definition_from_json, definition_to_json
from regiewijzer.pipeline.releases import published_again
from regiewijzer.pipeline.releases_audit import FIXED

FORMAT = 1
ID_LENGTH = 16
SHOWN_DIFFERENCES = 20
_FORGETTING = {LoadKind.RETENTION: "retention", LoadKind.ERASURE: "erasure"}


class NoSuchFigure(LookupError):
    """No figure was frozen under that id."""


class FigureChanged(ValueError):
    """The file of a frozen figure is not what was frozen: its hash differs."""


class Reproduced(StrEnum):
    """What came of working a frozen figure out again."""

    SAME = "same"
    DIFFERENT = "different"  # a fault: the record should give the same
    FORGOTTEN = "forgotten"  # rows were removed since (retention, erasure); the frozen values remain


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that came out otherwise; None where it was not there at all."""

    frozen: Cell | None
    now: Cell | None


@dataclass(frozen=True, slots=True)
class Reproduction:
    """The outcome, with at most 20 differences and how many there are. `reasons` are retention, erasure or missing_snapshot.

    `definition_changed`: today's definition is another one; the figure was worked out again with its own.
    """

    figure_id: str
    sha256: str
    outcome: Reproduced
    cells: int
    different: int = 0
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()
    definition_changed: bool = False


def _values(figure: Figure) -> dict[str, Any]:
    return {
        "request": request_to_json(figure.request),
        "scope": scope_to_json(figure.passport.scope),
        "cells": cells_to_json(figure.cells),
    }


def _path(home: Home, figure_id: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{%d}" % ID_LENGTH, figure_id):  # noqa: UP031  (an f-string needs four braces here)
        raise NoSuchFigure(f"{figure_id}: no figure has this id")
    return home.figures / f"{figure_id}.json"


def freeze(home: Home, figure: Figure) -> str:
    """Keep the values of the figure for good and return its id; the same values keep the same id."""
    assert figure.request.snapshot is not None, figure.request
    indicator = find_definition(figure.request.indicator, figure.request.definition)
    assert indicator.query.sql == figure.passport.sql, "the definition changed while the figure was being made"
    values = _values(figure)
    sha256 = sha256_of(values)
    path = _path(home, sha256[:ID_LENGTH])
    if not path.exists():
        content = {
            "format": FORMAT,
            "sha256": sha256,
            **values,
            "passport": passport_to_json(figure.passport),
            "definition": definition_to_json(indicator),
        }
        home.figures.mkdir(parents=True, exist_ok=True)
        write_over(path, f"{canonical(content)}\n".encode())
    return sha256[:ID_LENGTH]


def _read(home: Home, figure_id: str) -> dict[str, Any]:
    path = _path(home, figure_id)
    if not path.exists():
        raise NoSuchFigure(f"{figure_id}: no figure has this id")
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        found = sha256_of({key: content[key] for key in ("request", "scope", "cells")})
    except (json.JSONDecodeError, KeyError, UnicodeDecodeError) as error:
        raise FigureChanged(f"{path.name}: cannot be read as a frozen figure") from error
    if found != content.get("sha256") or not found.startswith(figure_id):
        raise FigureChanged(f"{path.name}: the values are not those that were frozen")
    return content


def frozen_ids(home: Home) -> tuple[str, ...]:
    """Return the ids of all frozen figures, sorted."""
    return tuple(sorted(path.stem for path in home.figures.glob("*.json"))) if home.figures.is_dir() else ()


def read_frozen(home: Home, figure_id: str) -> Figure:
    """Return the figure as it was frozen. NoSuchFigure (a LookupError), or FigureChanged when its file was altered."""
    return figure_from_json(_read(home, figure_id))


def may_open(frozen: Figure, scope: Scope) -> bool:
    """Tell whether a reader with this scope may open a frozen figure.

    Totals of the region are for whoever may see the region; of anything else every row behind it must be the reader's own.
    It is no finer than the reader may look, and of a moment that the reader may see.
    """
    request, made_for = frozen.request, frozen.passport.scope
    assert request.snapshot is not None, request
    if made_for.detail is Detail.EXACT and scope.detail is not Detail.EXACT:
        return False
    if not scope.allows_moment(request.snapshot, request.moment):
        return False
    behind = narrowed(rows_in_scope(made_for, request.by, request.where), request.where)
    if behind.is_everything and is_region_level(request.by, request.where):
        return scope.region
    return scope.holds(behind)


def _differences(frozen: Figure, now: tuple[Cell, ...]) -> list[Difference]:
    """Return the cells that differ, in the order of the frozen figure; those that are new at the end."""
    by_key = {(cell.series, cell.dimensions, cell.period): cell for cell in now}
    found = []
    for cell in frozen.cells:
        again = by_key.pop((cell.series, cell.dimensions, cell.period), None)
        if again != cell:
            found.append(Difference(cell, again))
    return found + [Difference(None, cell) for cell in by_key.values()]


def _forgotten_since(home: Home, snapshot: int) -> tuple[str, ...]:
    kinds = {_FORGETTING[load.kind] for load in manifests(home) if load.number > snapshot and load.kind in _FORGETTING}
    return tuple(sorted(kinds))


def _worked_out_again(home: Home, frozen: Figure, definition: FrozenDefinition) -> tuple[Cell, ...]:
    with open_as_of(home, frozen.request.moment, frozen.request.snapshot) as as_of:
        if frozen.passport.disclosure.get("rule") == FIXED:
            return published_again(as_of, definition, frozen)
        return cells_of(as_of, definition, frozen.request, frozen.passport.scope)


def _is_other_definition(frozen: Figure) -> bool:
    today = load_indicators().get(frozen.request.indicator)
    return today is None or today.definition_version != frozen.passport.definition_version


def reproduce(home: Home, figure_id: str) -> Reproduction:
    """Work a frozen figure out again from the record, for its snapshot and moment, and compare every cell.

    NoSuchFigure or FigureChanged as in `read_frozen`. When rows were removed since by retention or erasure and the
    values differ, the outcome is FORGOTTEN: the frozen values remain what was published.
    """
    content = _read(home, figure_id)
    frozen = figure_from_json(content)
    definition = definition_from_json(content["definition"])
    said = {"figure_id": figure_id, "sha256": content["sha256"], "cells": len(frozen.cells)}
    said["definition_changed"] = _is_other_definition(frozen)
    try:
        differences = _differences(frozen, _worked_out_again(home, frozen, definition))
    except UnknownSnapshot:
        return Reproduction(outcome=Reproduced.FORGOTTEN, reasons=("missing_snapshot",), **said)
    if not differences:
        return Reproduction(outcome=Reproduced.SAME, **said)
    assert frozen.request.snapshot is not None, frozen.request
    reasons = _forgotten_since(home, frozen.request.snapshot)
    return Reproduction(
        outcome=Reproduced.FORGOTTEN if reasons else Reproduced.DIFFERENT,
        different=len(differences),
        differences=tuple(differences[:SHOWN_DIFFERENCES]),
        reasons=reasons,
        **said,
    )
