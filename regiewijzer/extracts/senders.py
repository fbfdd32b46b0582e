"""Who delivers, and what is known of the region when the rows are judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.figures.finding import OwnerRole

SERVICE_CODE = "service"
_ROLES: Mapping[SenderKind, OwnerRole] = {
    SenderKind.PROVIDER: OwnerRole.PROVIDER,
    SenderKind.CERTIFIED_INSTITUTION: OwnerRole.PROVIDER,
    SenderKind.MUNICIPALITY: OwnerRole.MUNICIPALITY,
    SenderKind.SERVICE_ORGANISATION: OwnerRole.SERVICE_ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class Sender:
    """The organisation that delivers: its kind, and its code (AGB, CBS or of its own) as it stands in its rows."""

    kind: SenderKind
    code: str

    @property
    def role(self) -> OwnerRole:
        """Return who must mend what this sender delivered."""
        return _ROLES.get(self.kind, OwnerRole.DELIVERER)

    @property
    def speaks_for_all(self) -> bool:
        """Tell whether rows of every organisation may be delivered."""
        return self.kind in (SenderKind.SERVICE_ORGANISATION, SenderKind.CBS)


SERVICE_ORGANISATION = Sender(SenderKind.SERVICE_ORGANISATION, SERVICE_CODE)


@dataclass(frozen=True, slots=True)
class KnownMunicipality:
    """A municipality of the region, with the period in which its code is valid; `valid_until` is exclusive, None is open."""

    code: str
    name: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def is_valid_in(self, start: date, until: date | None) -> bool:
        """Tell whether the code is valid on some day of the period; `until` is exclusive, None is open."""
        begins_in_time = self.valid_from is None or until is None or self.valid_from < until
        return begins_in_time and (self.valid_until is None or start < self.valid_until)


@dataclass(frozen=True, slots=True)
class Known:
    """What the region knows; None means that nothing is known and nothing is checked against it."""

    municipalities: tuple[KnownMunicipality, ...] | None = None
    providers: frozenset[str] | None = None

    @property
    def municipality_codes(self) -> frozenset[str]:
        """Return the codes that were ever valid."""
        return frozenset(one.code for one in self.municipalities or ())
