"""Scope: what a user may see. A Figure cannot be computed without one."""

from dataclasses import dataclass
from enum import StrEnum


class Detail(StrEnum):
    """How fine a user may look."""

    GATED = "gated"  # every value passes threshold and rounding
    EXACT = "exact"  # service organisation's own analysts, inside the ledger only


@dataclass(frozen=True, slots=True)
class Scope:
    """Municipalities and providers a user may see (None = all) and the level of detail."""

    municipalities: frozenset[str] | None = None
    providers: frozenset[str] | None = None
    detail: Detail = Detail.GATED

    def allows(self, *, municipality: str | None = None, provider: str | None = None) -> bool:
        """Tell whether rows of this municipality and provider are inside the scope."""
        return (self.municipalities is None or municipality in self.municipalities) and (
            self.providers is None or provider in self.providers
        )


REGION = Scope()
