"""Scope: what a user may see. A Figure cannot be computed without one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

# Dimensions that name an organisation or a part of one: asking by these, or for these, is no longer about the whole region.
OWN_DIMENSIONS = frozenset({"municipality", "subregion", "district", "provider"})

Where = tuple[tuple[str, tuple[str, ...]], ...]
Moment = tuple[int, datetime]  # snapshot, moment (naive UTC)


class Detail(StrEnum):
    """How fine a user may look."""

    GATED = "gated"  # every value passes threshold and rounding
    EXACT = "exact"  # service organisation's own analysts, inside the ledger only


class OutsideScope(LookupError):
    """Something was asked that this reader may not see. Whether it exists is not said."""


class SeveralCodes(ValueError):
    """A question keeps several codes of a dimension at once; the text names the dimension.

    Who may choose freely what to add up can rebuild a hidden number from many rounded sums: the menu is one, or all.
    """


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader may see: own municipalities and providers (None = all) and the level of detail.

    `region`: also totals of the whole region, in which no organisation is named. `published_only`: only at moments that
    the service organisation published, which are in `published` (snapshot and moment).
    """

    municipalities: frozenset[str] | None = None
    providers: frozenset[str] | None = None
    detail: Detail = Detail.GATED
    region: bool = True
    published_only: bool = False
    published: frozenset[Moment] = frozenset()

    def allows(self, *, municipality: str | None = None, provider: str | None = None) -> bool:
        """Tell whether rows of this municipality and provider are the reader's own."""
        return (self.municipalities is None or municipality in self.municipalities) and (
            self.providers is None or provider in self.providers
        )

    @property
    def is_everything(self) -> bool:
        """Tell whether every row is the reader's own."""
        return self.municipalities is None and self.providers is None

    @property
    def has_own_rows(self) -> bool:
        """Tell whether there can be rows of the reader's own."""
        return frozenset() not in (self.municipalities, self.providers)

    def holds(self, other: "Scope") -> bool:
        """Tell whether all rows of another scope are the reader's own."""
        pairs = ((self.municipalities, other.municipalities), (self.providers, other.providers))
        return all(wide is None or (narrow is not None and narrow <= wide) for wide, narrow in pairs)

    def allows_moment(self, snapshot: int, moment: datetime) -> bool:
        """Tell whether figures may be seen as known at this moment in this snapshot."""
        return not self.published_only or (snapshot, moment) in self.published


REGION = Scope()
PUBLIC = Scope(municipalities=frozenset(), providers=frozenset(), published_only=True)


def is_region_level(by: Collection[str], where: Where) -> bool:
    """Tell whether a question names no organisation: neither broken down by one nor narrowed to one."""
    return OWN_DIMENSIONS.isdisjoint(by) and OWN_DIMENSIONS.isdisjoint(name for name, _codes in where)


def require_menu(scope: Scope, where: Where) -> None:
    """Raise SeveralCodes when a question adds up what a reader of protected figures chose freely.

    One code per dimension is on the menu, and so are all organisations of the reader's own together.
    """
    own = {"municipality": scope.municipalities, "provider": scope.providers}
    for name, codes in where:
        if scope.detail is not Detail.EXACT and len(set(codes)) > 1 and frozenset(codes) != own.get(name):
            raise SeveralCodes(name)


def _is_named_outside(own: frozenset[str] | None, codes: Collection[str]) -> bool:
    return own is not None and not own.issuperset(codes)


def rows_in_scope(scope: Scope, by: Collection[str], where: Where) -> Scope:
    """Return the scope by which the rows behind an answer are chosen: all rows at region level, else only the own.

    OutsideScope when the question names an organisation that is not the reader's, or when nothing is the reader's own.
    """
    own = {"municipality": scope.municipalities, "provider": scope.providers}
    if any(_is_named_outside(own[name], codes) for name, codes in where if name in own):
        raise OutsideScope("another organisation was named")
    if scope.region and is_region_level(by, where):
        return replace(scope, municipalities=None, providers=None)
    if not scope.has_own_rows:
        raise OutsideScope("there are no rows of the reader's own")
    return scope


def narrowed(scope: Scope, where: Where) -> Scope:
    """Return the scope with only the municipalities and providers that a question keeps."""
    kept = {"municipality": scope.municipalities, "provider": scope.providers}
    for name, codes in where:
        if name in kept:
            own = kept[name]
            kept[name] = frozenset(codes) if own is None else own.intersection(codes)
    return replace(scope, municipalities=kept["municipality"], providers=kept["provider"])
