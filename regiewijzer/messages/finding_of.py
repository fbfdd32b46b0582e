"""Makes findings from the definition of their rule: level, severity, return code and who must mend it."""

from dataclasses import dataclass

from regiewijzer.definitions.rules import Owner, load_rules
from regiewijzer.figures.finding import Finding, OwnerRole


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: file, and message with its sender as far as these could be read."""

    source_file: str = ""
    source_member: str = ""
    message_id: str | None = None
    message_type: str | None = None
    sender_role: OwnerRole = OwnerRole.DELIVERER
    sender_code: str | None = None


def finding_of(
    rule: str,
    place: Place,
    *,
    path: str = "",
    ordinal: int | None = None,
    line: int | None = None,
    value: str | None = None,
    detail: str = "",
) -> Finding:
    """Return a finding of that rule; KeyError when the rule has no definition."""
    definition = load_rules()[rule]
    by_sender = definition.owner is Owner.SENDER
    role = place.sender_role if by_sender else OwnerRole(definition.owner)
    return Finding(
        rule=rule,
        level=definition.level,
        severity=definition.severity,
        source_file=place.source_file,
        source_member=place.source_member,
        message_id=place.message_id,
        message_type=place.message_type,
        return_code=definition.return_code,
        path=path,
        ordinal=ordinal,
        line=line,
        value=value,
        owner_role=role,
        owner_code=place.sender_code if by_sender or role is place.sender_role else None,
        detail=detail,
    )
