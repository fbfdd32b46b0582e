"""The audit of a release: what is kept of the attack on it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regiewijzer.disclosure.audit import Audit, Interval
from regiewijzer.disclosure.small_numbers import LARGEST_CONTRIBUTION, MINIMUM_COUNT
from regiewijzer.disclosure.suppression import Suppression, report

FIXED = "threshold, dominance and complementary suppression"


@dataclass(frozen=True, slots=True)
class ReleaseAudit:
    """What an attacker can still tell of every hidden cell of a release, and how the choice of cells came about.

    `not_compared`: indicators of which earlier values are known no more, so that nobody can say what they give away.
    """

    attack: Audit
    names: tuple[Mapping[str, Any], ...]  # per interval of the attack: indicator, series, period and codes
    choice: Suppression
    sensitive: int
    not_compared: tuple[str, ...] = ()
    beside_pages: Audit | None = None  # the same intervals for an attacker who also asks every figure on the pages
    narrow: tuple[int, ...] = ()  # the places of which that one knows too much by this release
    already: int = 0  # how many that one knew too closely without it

    @property
    def ok(self) -> bool:
        """Tell whether nothing leaks: not by itself, and not beside the pages."""
        return self.attack.ok and not self.narrow

    @property
    def leaks(self) -> tuple[Mapping[str, Any], ...]:
        """The cells of which too much can be worked out, with what an attacker knows of them."""
        pairs = zip(self.names, self.attack.intervals, strict=True)
        return tuple({**name, **_bounds(one)} for name, one in pairs if one.is_leak)

    def to_json(self) -> dict[str, Any]:
        """Return the audit as it is kept with the release."""
        cells = [{**name, **_bounds(one)} for name, one in zip(self.names, self.attack.intervals, strict=True)]
        for cell, one in zip(cells, self.beside_pages.intervals if self.beside_pages else (), strict=False):
            cell["beside_pages"] = _bounds(one) | {"is_leak": one.place in self.narrow}
        beside = {"narrow": len(self.narrow), "already": self.already}
        counts = {"sensitive": self.sensitive, **self.attack.counts(), **beside, **report(self.choice)}
        rule = {"rule": FIXED, "threshold": MINIMUM_COUNT, "dominance": LARGEST_CONTRIBUTION}
        return {"ok": self.ok, **rule, **counts, "not_compared": list(self.not_compared), "cells": cells}


def _bounds(one: Interval) -> dict[str, Any]:
    """Return an interval in whole numbers: what lies between them is what an attacker has to guess from."""
    lower, upper = math.ceil(one.lower - 1e-6), math.floor(one.upper + 1e-6)
    return {"from": min(lower, upper), "to": max(lower, upper), "is_leak": one.is_leak}
