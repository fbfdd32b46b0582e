"""Which values may stand in a finding. A name, number, address or birth date of a person never may."""

import re

from regiewijzer.definitions.standard import Element, MessageDefinition

PERSONAL = frozenset(
    {
        "LDT_AanduidingWoonadres",
        "LDT_BurgerServicenummer",
        "LDT_Commentaar",
        "LDT_Emailadres",
        "LDT_Huisletter",
        "LDT_Huisnummer",
        "LDT_HuisnummerToevoeging",
        "LDT_Landnummer",
        "LDT_Naam",
        "LDT_NaamVerwijzer",
        "LDT_Organisatienaam",
        "LDT_Persoonsid",
        "LDT_Plaatsnaam",
        "LDT_Postcode",
        "LDT_Straatnaam",
        "LDT_Taal",
        "LDT_Telefoonnummer",
        "LDT_Voorletters",
        "LDT_Voorvoegsel",
    }
)
_BIRTH = "Geboortedatum"
_LONGEST = 20
# A field that holds something else than it should may hold a name or a number of a person: show only what looks like a code,
# an amount or a date, so no run of letters as long as a name and no run of digits as long as a citizen number.
_CODE_LIKE = re.compile(r"(?!.*[0-9]{8})(?!.*[^\W\d_]{4})[\w .,:+/-]*")


def element_at(message: MessageDefinition, path: str) -> Element | None:
    """Return the element at a path below Bericht, or None when the standard has none there."""
    element = message.root
    for name in path.split("/"):
        found = [child for child in element.children if child.name == name]
        if not found:
            return None
        element = found[0]
    return element


def is_personal(message: MessageDefinition, path: str) -> bool:
    """Tell whether the value at that path tells something of a person; what the standard does not know counts as such."""
    element = element_at(message, path)
    return element is None or element.type in PERSONAL or _BIRTH in path.split("/")


def shown(message: MessageDefinition, path: str, value: str | None) -> str | None:
    """Return a value that broke the schema as a finding may show it, None when it may not."""
    if value is None or is_personal(message, path):
        return None
    return value if len(value) <= _LONGEST and _CODE_LIKE.fullmatch(value) else None
