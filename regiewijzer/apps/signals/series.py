"""A series: a line as one kind of reader sees it. What is worked out once, for all who follow the same."""

from dataclasses import dataclass, replace

from regiewijzer.apps.monitor.service import Line, published_moments
from regiewijzer.figures.scope import PUBLIC, Scope, is_region_level, rows_in_scope

ALL = "*"


def _text(codes: frozenset[str] | None) -> str:
    return ALL if codes is None else ",".join(sorted(codes))


def _codes(text: str) -> frozenset[str] | None:
    return None if text == ALL else frozenset(filter(None, text.split(",")))


@dataclass(frozen=True, slots=True)
class Series:
    """A line, and whose rows are counted: codes with commas, "*" for all, empty for nobody's own.

    `published_only`: as known at the newest published moment, for readers outside the service organisation.
    """

    line: Line
    municipalities: str
    providers: str
    published_only: bool

    @property
    def scope(self) -> Scope:
        """The scope with which the series is worked out: that of the readers it is for, and nothing more."""
        rows = Scope(_codes(self.municipalities), _codes(self.providers), published_only=self.published_only)
        if not self.published_only:
            return rows
        return replace(rows, published=frozenset((one.snapshot, one.moment) for one in published_moments()))

    @property
    def is_of_the_region(self) -> bool:
        """Tell whether it names no organisation."""
        return is_region_level((), self.line.where)

    def may_be_seen_in(self, scope: Scope) -> bool:
        """Tell whether a reader may see it: all its rows are the own, and its moment is not kept from this reader."""
        return scope.holds(self.scope) and (self.published_only or not scope.published_only)


def series_for(line: Line, scope: Scope) -> Series:
    """Return the series that a reader follows with a line; OutsideScope when the line is not the reader's (any more).

    What is about the whole region is the same for all readers outside the service organisation, so that it is worked out once.
    """
    rows_in_scope(scope, (), line.where)
    if scope.published_only and is_region_level((), line.where):
        scope = PUBLIC
    return Series(line, _text(scope.municipalities), _text(scope.providers), scope.published_only)
