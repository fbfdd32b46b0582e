"""As whom an organisation delivers, and which tables are asked of it."""

from collections.abc import Mapping

from regiewijzer.apps.intake.owners import Organisation
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ExtractTable, SenderKind
from regiewijzer.extracts.senders import Sender

SERVICE = SenderKind.SERVICE_ORGANISATION


class DeliversNothing(LookupError):
    """No table is asked of organisations of this kind."""


def sender_of(organisation: Organisation) -> Sender:
    """Return the sender; DeliversNothing for a council, which only looks."""
    if organisation.kind not in tuple(SenderKind):
        raise DeliversNothing(organisation.kind)
    return Sender(SenderKind(organisation.kind), organisation.code)


def is_service(organisation: Organisation) -> bool:
    """Tell whether it is the service organisation, which delivers every table and sees every delivery."""
    return organisation.kind == SERVICE


def asked_tables(organisation: Organisation) -> tuple[ExtractTable, ...]:
    """Return the tables that this kind of organisation delivers, in order of their Dutch title."""
    return tuple(sorted(asked_by_name(organisation).values(), key=lambda table: table.title.nl))


def asked_by_name(organisation: Organisation) -> Mapping[str, ExtractTable]:
    """Return the tables that this kind of organisation delivers, by name."""
    return {name: table for name, table in load_extract_tables().items() if organisation.kind in table.senders}
