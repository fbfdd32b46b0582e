"""A Finding: something wrong in what was delivered, with place, owner and mend.

Texts are not stored: they are rendered from the rule's definition in the reader's language.
`value` is never a name, a citizen number or another personal detail.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What follows from a finding."""

    ERROR = "error"  # the message or line is refused
    WARNING = "warning"  # kept, but a figure may be wrong
    INCOMPLETE_SOURCE = "incomplete_source"  # perhaps only our copy lacks the other side
    INFO = "info"


class OwnerRole(StrEnum):
    """Who must mend it."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    SERVICE_ORGANISATION = "service_organisation"
    DELIVERER = "deliverer"  # who handed over the file, when no sender could be read


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding on one place in one file.

    `rule` is the code of the definition ("CD041", "TR019", or ours: "RW-XML-01"); `level` 0 is the file itself,
    1 structure, 2 within a message, 3 across messages, 4 external source. `path` is an element path without
    occurrence numbers, `ordinal` the 1-based occurrence of its class in the message, `line` the 1-based line in the file.
    """

    rule: str
    level: int
    severity: Severity
    source_file: str = ""
    source_member: str = ""
    message_id: str | None = None
    message_type: str | None = None
    return_code: str | None = None
    path: str = ""
    ordinal: int | None = None
    line: int | None = None
    value: str | None = None
    owner_role: OwnerRole = OwnerRole.DELIVERER
    owner_code: str | None = None
    detail: str = ""  # short technical remainder, for instance libxml2's reason; no personal data
