"""Which message is this: standard, release and message, read from the namespace of the root."""

import re
from dataclasses import dataclass
from functools import cache

from regiewijzer.definitions.standard import MessageDefinition, load_standard, releases

_NAMESPACE = re.compile(
    r"http://www\.istandaarden\.nl/(?P<standard>[a-z]+)/(?P<path>[0-9]+_[0-9]+)/(?P<message>[a-z]+[0-9]+)/schema"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """A message of a release that can be read."""

    name: str  # "JW301"
    release: str  # "3.2"

    @property
    def number(self) -> str:
        """Return the short name users know: "301"."""
        return self.name.removeprefix("JW")

    @property
    def definition(self) -> MessageDefinition:
        """Return what the standard says about it."""
        return load_standard(self.release).messages[self.name]

    @property
    def is_return(self) -> bool:
        """Tell whether this is a return message (retourbericht): its header copies sender and receiver of what it answers."""
        return any(child.name == "IdentificatieRetour" for child in self.definition.root.child("Header").children)


@dataclass(frozen=True, slots=True)
class NotOurs:
    """Why a root cannot be read: the code of the rule, and what was found (no personal data)."""

    rule: str
    detail: str = ""


UNKNOWN_ROOT, OTHER_STANDARD, UNKNOWN_RELEASE, UNKNOWN_MESSAGE = "RW-MSG-01", "RW-MSG-02", "RW-MSG-03", "RW-MSG-04"


def identify(root_tag: str) -> Identity | NotOurs:
    """Return the message of a root tag in lxml's notation, "{namespace}Bericht"."""
    namespace, _, local = root_tag.removeprefix("{").rpartition("}")
    return _known().get(root_tag) or _why_not(namespace, local)


@cache
def _known() -> dict[str, Identity]:
    return {
        f"{{{message.namespace}}}{message.root.name}": Identity(name, release)
        for release in releases()
        for name, message in load_standard(release).messages.items()
    }


def _why_not(namespace: str, local: str) -> NotOurs:
    found = _NAMESPACE.match(namespace)
    if not found or local != "Bericht":
        return NotOurs(UNKNOWN_ROOT)
    release = found["path"].replace("_", ".")
    if found["standard"] != "ijw":
        return NotOurs(OTHER_STANDARD, f"{found['standard']} {release} {found['message']}")
    if release not in releases():
        return NotOurs(UNKNOWN_RELEASE, f"{release}; {', '.join(releases())}")
    if found["message"].upper() not in load_standard(release).messages:
        return NotOurs(UNKNOWN_MESSAGE, found["message"])
    return NotOurs(UNKNOWN_ROOT)
