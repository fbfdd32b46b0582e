"""The XML Schema of every message, generated from our own definition of the standard and compiled by libxml2.

One compiled schema per release holds all its messages, so the namespace of the root chooses the right one.
Compiling in two threads at once fails at random inside libxml2: a lock keeps it to one, and whoever starts a pool
calls `compile_all` first. Validating with a compiled schema is safe in any thread.
"""

from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from regiewijzer.definitions.standard import Element, MessageDefinition, SimpleType, Standard, load_standard, releases

_XSD = "http://www.w3.org/2001/XMLSchema"
_PLACE = "regiewijzer:"  # a made-up scheme: schemas refer to each other in memory, never to a file or an address
_COMPILING = Lock()


def base_schema(standard: Standard) -> str:
    """Return the schema text of the simple and composite types of a release."""
    parts = [*(_simple(one) + _restriction(standard, one) + "</xs:simpleType>" for one in standard.simple_types.values())]
    for name, elements in standard.composite_types.items():
        parts.append(f'<xs:complexType name="{name}">{_sequence(elements)}</xs:complexType>')
    return _document(standard.base_namespace, standard.base_namespace, "", parts)


def message_schema(standard: Standard, message: MessageDefinition) -> str:
    """Return the schema text of one message."""
    imported = f'<xs:import namespace="{standard.base_namespace}" schemaLocation="{_PLACE}base"/>'
    return _document(message.namespace, standard.base_namespace, imported, [_element(message.root)])


def compiled(release: str) -> etree.XMLSchema:
    """Return the compiled schema of all messages of a release; KeyError for an unknown release."""
    with _COMPILING:
        return _compile(release)


def compile_all() -> None:
    """Compile every release; call it in the main thread before starting threads or work in a process."""
    for release in releases():
        compiled(release)


@cache
def _compile(release: str) -> etree.XMLSchema:
    standard = load_standard(release)
    texts = {"base": base_schema(standard)} | {name: message_schema(standard, one) for name, one in standard.messages.items()}
    imports = [
        f'<xs:import namespace="{one.namespace}" schemaLocation="{_PLACE}{name}"/>' for name, one in standard.messages.items()
    ]
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_InMemory(texts))
    everything = f'<xs:schema xmlns:xs="{_XSD}">{"".join(imports)}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(everything, parser))


class _InMemory(etree.Resolver):
    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]  # noqa: ARG002
        return self.resolve_string(self._texts[system_url.removeprefix(_PLACE)], context)  # type: ignore[call-arg]


def _document(namespace: str, base_namespace: str, head: str, parts: list[str]) -> str:
    return (
        f'<xs:schema xmlns:xs="{_XSD}" xmlns:base="{base_namespace}" targetNamespace="{namespace}" '
        f'elementFormDefault="qualified">{head}{"".join(parts)}</xs:schema>'
    )


def _sequence(elements: tuple[Element, ...]) -> str:
    return f"<xs:sequence>{''.join(map(_element, elements))}</xs:sequence>"


def _element(element: Element) -> str:
    opening = f'<xs:element name="{element.name}"{_occurs(element)}'
    if element.type is None:
        return f"{opening}><xs:complexType>{_sequence(element.children)}</xs:complexType></xs:element>"
    pattern = element.fixed or element.pattern
    if pattern is None:
        return f'{opening} type="base:{element.type}"/>'
    return (
        f'{opening}><xs:simpleType><xs:restriction base="base:{element.type}"><xs:pattern value={quoteattr(pattern)}/>'
        "</xs:restriction></xs:simpleType></xs:element>"
    )


def _occurs(element: Element) -> str:
    least = "" if element.least == 1 else f' minOccurs="{element.least}"'
    most = "" if element.most == 1 else f' maxOccurs="{element.most or "unbounded"}"'
    return least + most


def _simple(simple: SimpleType) -> str:
    return f'<xs:simpleType name="{simple.name}">'


def _restriction(standard: Standard, simple: SimpleType) -> str:
    return f'<xs:restriction base="xs:{simple.base}">{"".join(_facets(standard, simple))}</xs:restriction>'


def _facets(standard: Standard, simple: SimpleType) -> Iterator[str]:
    bounds = {
        "minLength": simple.min_length,
        "maxLength": simple.max_length,
        "minInclusive": simple.least,
        "maxInclusive": simple.most,
    }
    for facet, value in bounds.items():
        if value is not None:
            yield f'<xs:{facet} value="{value}"/>'
    if simple.pattern is not None:
        yield f"<xs:pattern value={quoteattr(simple.pattern)}/>"
    for code in standard.codes(simple.name) or ():
        yield f'<xs:enumeration value="{escape(code)}"/>'
