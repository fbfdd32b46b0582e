"""From what an edition asks to figures that may leave: worked out at the published moment, protected together, attacked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from django.utils import translation

from regiewijzer.apps.monitor.service import Published, answer_sentences, dimension_field, request_at
from regiewijzer.apps.publications import actions, contents, queries
from regiewijzer.apps.publications.models import Edition
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Grain, Indicator
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.releases import release_figures
from regiewijzer.vocabulary.periods import add_months

# Three years: long enough to see a course, short enough to read, and every period more is a table more to protect.
MONTHS = 36
STEP = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
TIME_LIMIT = 120.0  # seconds: an edition is made in the background


class Audit(Protocol):
    """What came of attacking the protected figures."""

    @property
    def ok(self) -> bool:
        """Whether nothing leaks."""

    def to_json(self) -> dict[str, Any]:
        """Return what an attacker could still tell, as plain JSON."""


class Release(Protocol):
    """Protected figures, in the order of the requests, with the audit."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures."""

    @property
    def audit(self) -> Audit:
        """The audit."""


Releasing = Callable[..., Release]


def key_of(indicator_id: str, breakdown: str) -> str:
    """Return the name of a figure in addresses."""
    return f"{indicator_id}-per-{dimension_field(breakdown)}" if breakdown else indicator_id


def _request(home: Home, edition: Edition, indicator: Indicator, breakdown: str) -> Request:
    published = Published(edition.day, edition.snapshot)
    request = request_at(home, indicator, published, by=(breakdown,) if breakdown else ())
    assert request.first_period is not None, request
    assert request.last_period is not None, request
    earliest = add_months(request.last_period, STEP[indicator.grain] - MONTHS)
    return replace(request, first_period=max(request.first_period, earliest))


def _answer(indicator: Indicator, figure: Figure, language: str) -> str:
    if figure.request.by:
        return ""
    with translation.override(language):
        return answer_sentences(indicator, figure)


def _prepared(indicator: Indicator, breakdown: str, figure: Figure) -> actions.Prepared:
    return actions.Prepared(
        indicator_id=indicator.id,
        breakdown=breakdown,
        key=key_of(indicator.id, breakdown),
        content=contents.frozen_text(figure, indicator),
        answer_nl=_answer(indicator, figure, "nl"),
        answer_en=_answer(indicator, figure, "en"),
    )


def release(home: Home, edition: Edition, *, by: str, protect: Releasing = release_figures) -> None:
    """Work out, protect and attack the figures of a draft and keep them with the audit; actions.NotNow when it is no draft."""
    known = load_indicators()
    asked = [(known[indicator], breakdown) for indicator, breakdown in edition.wanted]
    requests = [_request(home, edition, indicator, breakdown) for indicator, breakdown in asked]
    seen = list(queries.once_seen())
    found = protect(home, requests, earlier=queries.earlier_figures(seen), time_limit=TIME_LIMIT)
    prepared = [_prepared(*one, figure) for one, figure in zip(asked, found.figures, strict=True)]
    audit = {**found.audit.to_json(), "against": [one.number for one in seen]}
    actions.keep_figures(edition=edition, prepared=prepared, audit=audit, audit_ok=found.audit.ok, by=by)
