"""Reads one error of libxml2: which rule of the standard's level 1, or of ours, does which element break.

libxml2's own text is not used: it quotes values. From its error we take the kind and the element, the rest follows
from our definition.
"""

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree

from regiewijzer.definitions.standard import Element, SimpleType, load_standard
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.personal import shown

UNKNOWN, MISSING, NAMESPACE, MISPLACED = "RW-XSD-01", "RW-XSD-02", "RW-XSD-03", "RW-XSD-04"
NOT_IN_LIST, NO_DATE, NO_TIME, NO_NUMBER = "RW-XSD-05", "RW-XSD-06", "RW-XSD-07", "RW-XSD-08"
FOREIGN, OTHER, OTHER_CODE = "RW-XSD-09", "RW-XSD-10", "RW-MSG-05"
EMPTY_VALUE = "RS033"

_TYPES = etree.ErrorTypes
_LONGEST = {
    1: "RS008", 2: "RS009", 3: "RS010", 4: "RS011", 5: "RS012", 6: "RS013", 8: "RS014", 9: "RS015", 10: "RS016", 12: "RS017",
    15: "RS018", 20: "RS019", 24: "RS020", 25: "RS021", 35: "RS023", 36: "RS024", 64: "RS025", 80: "RS026", 200: "RS028",
}  # fmt: skip
_LARGEST = {99: "RS002", 99999: "RS004", 99999999: "RS005", 999999999: "RS006", 999999999999: "RS040"}
_PATTERN = {
    "LDT_AgbCode": "RS036",
    "LDT_BerichtCode": "RS047",
    "LDT_BerichtSubversie": "CS015",
    "LDT_BerichtVersie": "CS025",
    "LDT_BurgerServicenummer": "RS037",
    "LDT_Commentaar": "RS031",
    "LDT_Datum": "RS032",
    "LDT_Gemeente": "RS035",
    "LDT_IdentificatieDeclaratie": "CS319",
    "LDT_Telefoonnummer": "RS046",
    "LDT_Tijd": "RS034",
    "LDT_Versie": "RS048",
    "LDT_Voorletters": "RS045",
}
# Attributes, text between elements, elements inside a value, xsi:nil and xsi:type.
_FOREIGN = frozenset(
    {
        _TYPES.SCHEMAV_CVC_TYPE_3_1_1,
        _TYPES.SCHEMAV_CVC_TYPE_3_1_2,
        _TYPES.SCHEMAV_CVC_COMPLEX_TYPE_2_3,
        _TYPES.SCHEMAV_CVC_COMPLEX_TYPE_3_2_1,
        _TYPES.SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
        _TYPES.SCHEMAV_CVC_ELT_3_1,
        _TYPES.SCHEMAV_CVC_ELT_4_1,
        _TYPES.SCHEMAV_CVC_ELT_4_2,
        _TYPES.SCHEMAV_CVC_ELT_4_3,
    }
)
_NAME = re.compile("[A-Za-z][A-Za-z0-9]{0,39}")
_STEP = re.compile(r"(?P<name>[^\[]+)(\[(?P<number>[0-9]+)\])?")
_NO_VALUE = {"date": NO_DATE, "time": NO_TIME, "integer": NO_NUMBER}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one element; `value` only when it may be shown."""

    rule: str
    element: etree._Element  # the one that is wrong, or that lacks something
    path: str
    value: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """How far the standard knows an element: the names down to it, and its definition when it knows them all."""

    names: tuple[str, ...]
    definition: Element | None

    @property
    def path(self) -> str:
        """Return the element path below Bericht."""
        return "/".join(self.names)


@dataclass(frozen=True, slots=True)
class FaultReader:
    """Reads the faults of one message."""

    identity: Identity
    root: etree._Element

    def fault(self, path: str, errors: list[etree._LogEntry]) -> Fault:
        """Return the one fault behind all errors libxml2 gives for the element at its path."""
        element = element_at(self.root, path)
        known = self.known(element)
        kinds = {error.type for error in errors}
        if _TYPES.SCHEMAV_ELEMENT_CONTENT in kinds:
            lacking = any("Missing child" in error.message for error in errors)
            return self._lacking(element, known) if lacking else self._unexpected(element, known)
        if kinds & _FOREIGN or known.definition is None or known.definition.children:
            return Fault(FOREIGN if kinds & _FOREIGN else OTHER, element, known.path)
        text = element.text or ""
        rule, detail = self._value(text, known.definition, kinds)
        return Fault(rule, element, known.path, shown(self.identity.definition, known.path, text), detail)

    def known(self, element: etree._Element) -> Known:
        """Return how far the standard knows the element."""
        names: tuple[str, ...] = ()
        definition = self.identity.definition.root
        for one in [*reversed(list(element.iterancestors())), element][1:]:
            below = [child for child in definition.children if child.name == _local(one)]
            if not below:
                return Known(names, None)
            definition, names = below[0], (*names, below[0].name)
        return Known(names, definition)

    def _lacking(self, element: etree._Element, known: Known) -> Fault:
        required = _required(known.definition, element) if known.definition else []
        return Fault(MISSING, element, "/".join((*known.names, *required[:1])))

    def _unexpected(self, element: etree._Element, known: Known) -> Fault:
        parent = element.getparent()
        assert parent is not None, "the root is what it should be, or there is no schema"
        above = self.known(parent).definition
        if known.definition is None or above is None:
            name = _local(element)
            return Fault(UNKNOWN, element, known.path, detail=name if _NAME.fullmatch(name) else "")
        if etree.QName(element).namespace != self._namespace(known.definition):
            return Fault(NAMESPACE, element, known.path)
        place = above.children.index(known.definition)
        lacking = [name for name in _required(above, parent) if above.children.index(above.child(name)) < place]
        if lacking:
            return Fault(MISSING, element, "/".join((*known.names[:-1], lacking[0])))
        return Fault(MISPLACED, element, known.path)

    def _namespace(self, definition: Element) -> str:
        standard = load_standard(self.identity.release)
        return standard.base_namespace if definition.in_base else self.identity.definition.namespace

    def _value(self, text: str, definition: Element, kinds: set[int]) -> tuple[str, str]:
        assert definition.type is not None, definition.name
        simple = load_standard(self.identity.release).simple_types[definition.type]
        if not text or (text.isspace() and simple.base == "string"):
            return _PATTERN["LDT_Commentaar"] if simple.name == "LDT_Commentaar" else EMPTY_VALUE, ""
        if simple.name == "LDT_BerichtCode" and text in _codes(self.identity.release):
            return OTHER_CODE, f"{text}: {_codes(self.identity.release)[text]}"
        if _TYPES.SCHEMAV_CVC_DATATYPE_VALID_1_2_1 in kinds:
            return _NO_VALUE.get(simple.base, OTHER), ""
        return _facet(simple, kinds), simple.codelist or ""


def element_at(root: etree._Element, path: str) -> etree._Element:
    """Return the element at libxml2's path; the root when the path leads nowhere."""
    spaces = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.getroottree().xpath(path, namespaces=spaces)
    except etree.XPathError:
        found = []  # a prefix that is declared below the root
    if isinstance(found, list) and found and isinstance(found[0], etree._Element):
        return found[0]
    return _walked(root, path)


def _walked(root: etree._Element, path: str) -> etree._Element:
    element = root
    for step in path.split("/")[2:]:
        found = _STEP.fullmatch(step)
        if found is None:
            return element
        named = [child for child in element if found["name"] in ("*", _prefixed(child))]
        number = int(found["number"] or 1)
        if number > len(named):
            return element
        element = named[number - 1]
    return element


def _prefixed(element: etree._Element) -> str:
    return f"{element.prefix}:{_local(element)}" if element.prefix else _local(element)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _required(definition: Element, element: etree._Element) -> list[str]:
    present = {_local(child) for child in element}
    return [child.name for child in definition.children if child.least and child.name not in present]


def _facet(simple: SimpleType, kinds: set[int]) -> str:
    if _TYPES.SCHEMAV_CVC_ENUMERATION_VALID in kinds:
        return NOT_IN_LIST
    if _TYPES.SCHEMAV_CVC_PATTERN_VALID in kinds and simple.name in _PATTERN:
        return _PATTERN[simple.name]
    if _TYPES.SCHEMAV_CVC_MAXLENGTH_VALID in kinds:
        return _LONGEST.get(simple.max_length or 0, OTHER)
    if _TYPES.SCHEMAV_CVC_MININCLUSIVE_VALID in kinds:
        return "RS001"
    if _TYPES.SCHEMAV_CVC_MAXINCLUSIVE_VALID in kinds:
        return _LARGEST.get(simple.most or 0, OTHER)
    return OTHER


@cache
def _codes(release: str) -> dict[str, str]:
    return {message.code: message.name for message in load_standard(release).messages.values()}
