"""Figures made by a test, in the place of those that are worked out from a ledger."""

from collections.abc import Callable, Sequence

import pytest

from regiewijzer.apps.monitor import queries
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import Scope

Compute = Callable[..., Figure]


def answer_with(monkeypatch: pytest.MonkeyPatch, compute: Compute) -> None:
    """Let every question for one figure or for several be answered by `compute(home, request, scope)`."""

    def together(home: object, requests: Sequence[Request], scope: Scope) -> tuple[Figure, ...]:
        return tuple(compute(home, one, scope) for one in requests)

    monkeypatch.setattr(queries.figures, "compute_figure", compute)
    monkeypatch.setattr(queries.figures, "compute_figures", together)
