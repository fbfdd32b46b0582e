"""Terms: from when to when something holds of a municipality (F4). `valid_until` is exclusive; empty = without begin or end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any


class TermError(ValueError):
    """Terms cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Term:
    """From a day up to, not including, another."""

    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def first(self) -> date:
        """The first day, also where none is named."""
        return self.valid_from or date.min

    @property
    def end(self) -> date:
        """The day after the last, also where none is named."""
        return self.valid_until or date.max


ALWAYS = Term()
Terms = tuple[Term, ...]


def _term(first: date, end: date) -> Term:
    return Term(None if first == date.min else first, None if end == date.max else end)


def both(some: Iterable[Term], others: Iterable[Term]) -> Terms:
    """Return when one of some and one of the others hold."""
    ends = tuple(others)
    met = ((max(one.first, other.first), min(one.end, other.end)) for one in some for other in ends)
    return tuple(_term(first, end) for first, end in sorted(met) if first < end)


def between(terms: Iterable[Term]) -> Terms:
    """Return when none of them holds."""
    edges = [date.min, *(edge for term in terms for edge in (term.first, term.end)), date.max]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple(_term(first, end) for first, end in gaps if first < end)


def parse_terms(raw: Iterable[Mapping[str, Any]]) -> Terms:
    """Return the terms in their order; TermError when one does not end after it began, or two overlap."""
    terms = tuple(sorted((_parsed(one) for one in raw), key=lambda term: term.first))
    for one in terms:
        if one.first >= one.end:
            raise TermError(f"{one.valid_until} is not after {one.valid_from}")
    for one, following in pairwise(terms):
        if following.first < one.end:
            raise TermError(f"{following.valid_from} lies within the term before it")
    return terms


def _parsed(raw: Mapping[str, Any]) -> Term:
    days = raw.get("valid_from"), raw.get("valid_until")
    if set(raw) - {"valid_from", "valid_until"} or any(day is not None and type(day) is not date for day in days):
        raise TermError(f"{dict(raw)!r} is not valid_from and valid_until with a day (2024-01-01)")
    return Term(*days)
