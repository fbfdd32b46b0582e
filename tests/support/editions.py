"""Editions for tests: figures made by hand in the place of a ledger, and a release that hides what the test says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from regiewijzer.apps.publications import actions
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.releasing import release
from regiewijzer.apps.publications.states import Audience
from regiewijzer.figures.figure import Cell, Figure, Request
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, UNKNOWN, shown
from regiewijzer.ledger.home import Home
from tests.support.invented_figures import invented_figure

DAY, SNAPSHOT = date(2026, 11, 1), 4
WANTED = (("young-people-in-care", ""), ("young-people-in-care", "municipality"), ("dropout", ""))
MAKER, CHECKER = "directeur", "controller"
LEAK = {
    "indicator": "dropout",
    "series": "by_client",
    "period": "2026-08-01",
    "dimensions": {"municipality": "9902"},
    "release": 0,
    "from": 3,
    "to": 4,
    "is_leak": True,
}


@dataclass(frozen=True)
class HandMadeAudit:
    """An audit with the outcome that a test wants."""

    ok: bool = True

    def to_json(self) -> dict[str, Any]:
        fine = {**LEAK, "to": 60, "is_leak": False}
        cells = [fine] if self.ok else [fine, LEAK]
        counts = {"sensitive": 3, "hidden": len(cells), "leaks": 0 if self.ok else 1}
        return {"ok": self.ok, "threshold": 10, "method": "optimal", "not_compared": [], "cells": cells, **counts}


@dataclass(frozen=True)
class HandMadeRelease:
    figures: tuple[Figure, ...]
    audit: HandMadeAudit


@dataclass
class Protecting:
    """Stands in the place of the real protection; `earlier` is what it was last given of earlier editions."""

    ok: bool = True
    more: int = 0  # added to every number, as if other messages had come in
    earlier: tuple[Figure, ...] = field(default=())

    def __call__(self, home: Home, requests: Sequence[Request], earlier: tuple[Figure, ...], **_: object) -> HandMadeRelease:
        self.earlier = earlier
        figures = (invented_figure(home, one, REGION) for one in requests)
        return HandMadeRelease(tuple(replace(one, cells=self._cells(one)) for one in figures), HandMadeAudit(self.ok))

    def _cells(self, figure: Figure) -> tuple[Cell, ...]:
        """Every state of a value occurs: the first three cells are hidden, unknown and not applicable."""
        first = (HIDDEN, UNKNOWN, NOT_APPLICABLE)
        rest = (
            replace(one, value=shown(one.value.number + self.more)) if one.value.number is not None else one
            for one in figure.cells[3:]
        )
        return (*(replace(one, value=value) for one, value in zip(figure.cells, first, strict=False)), *rest)


@dataclass(frozen=True)
class Gating:
    """Stands in the place of the real protection where what is hidden must be recognisable."""

    compute: Callable[..., Figure]

    def __call__(self, home: Home, requests: Sequence[Request], **_: object) -> HandMadeRelease:
        return HandMadeRelease(tuple(self.compute(home, one) for one in requests), HandMadeAudit())


def a_draft(
    home: Home, *, protecting: Callable[..., HandMadeRelease] | None = None, protected: bool = True, by: str = MAKER, **said: Any
) -> Edition:
    """Return a draft with its figures."""
    texts = {"title": "Jeugdhulp in Vechtstroom", "summary": "Zo gaat het met de jeugdhulp.\n\nLees de antwoorden."}
    asked = {"audience": Audience.PUBLIC, "day": DAY, "snapshot": SNAPSHOT, "wanted": WANTED, **texts, **said}
    edition = actions.draft(by=by, **asked)
    if protected:
        release(home, edition, by=by, protect=protecting or Protecting())
        edition.refresh_from_db()
    return edition


def a_checked(home: Home, **said: Any) -> Edition:
    """Return an edition that a second person checked."""
    edition = a_draft(home, **said)
    actions.check(edition=edition, by=CHECKER)
    edition.refresh_from_db()
    return edition


def a_published(home: Home, **said: Any) -> Edition:
    """Return a published edition."""
    edition = a_checked(home, **said)
    actions.publish(edition=edition, by=MAKER)
    edition.refresh_from_db()
    return edition


def a_correction(home: Home, of: Edition, **said: Any) -> Edition:
    """Return the published correction of an edition."""
    told = {"corrects": of, "wrong": "De cijfers van Waterdam ontbraken.", "audience": of.audience, **said}
    edition = a_published(home, **{"protecting": Protecting(more=5), **told})
    of.refresh_from_db()
    return edition
