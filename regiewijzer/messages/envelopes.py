"""Envelopes of the hubs: recognised by their root, not read yet.

VECOZO sends SOAP with a base64 ZIP, the hub of the municipalities (GGk) StUF with base64 XML. A reader of one of them
belongs here: it would give the sources inside and the moment of receipt. Until then a file in an envelope is refused
with a finding that says so.
"""

from lxml import etree

ENVELOPE = "RW-MSG-06"
_ROOTS = {
    "SOAP": (
        "{http://schemas.xmlsoap.org/soap/envelope/}Envelope",
        "{http://www.w3.org/2003/05/soap-envelope}Envelope",
    ),
    "GGk": tuple(
        f"{{http://www.stufstandaarden.nl/{path}}}{name}"
        for path in ("koppelvlak/ggk0210", "sectormodel/ggk/0210")
        for name in ("envelopHeenbericht-ggk_Di01", "envelopRetourbericht-ggk_Du01")
    ),
}
_BY_ROOT = {root: kind for kind, roots in _ROOTS.items() for root in roots}
_VECOZO = "http://schemas.vecozo.nl/berichtuitwisseling/"


def envelope_of(root_tag: str) -> str | None:
    """Return the kind of envelope of a root tag in lxml's notation ("SOAP", "VECOZO", "GGk"), None when it is none."""
    namespace = etree.QName(root_tag).namespace or ""
    return "VECOZO" if namespace.startswith(_VECOZO) else _BY_ROOT.get(root_tag)
