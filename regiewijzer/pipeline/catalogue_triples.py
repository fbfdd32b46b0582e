"""Statements about things, and the two forms in which they are written: Turtle and JSON-LD.

Everything has an address of its own here, so that neither form needs nodes without a name.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from regiewijzer.pipeline.catalogue_terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Iri:
    """The address of a thing."""

    address: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text with its language, or a value with the address of its datatype; or a plain text."""

    text: str
    language: str = ""
    datatype: str = ""


Triple = tuple[str, str, Iri | Literal]  # subject, predicate, object
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NOT_IN_AN_ADDRESS = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri(name: str) -> str:
    """Return the whole address of a short name: "dct:title"."""
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def _short(address: str) -> str | None:
    """Return the short name of an address in one of our namespaces, None for any other."""
    for prefix, start in PREFIXES.items():
        rest = address.removeprefix(start)
        if rest != address and re.fullmatch(r"\w+", rest, re.ASCII):
            return f"{prefix}:{rest}"
    return None


def _named(address: str) -> str:
    """Return an address as Turtle writes it; what may not stand in one is written as %XX."""
    safe = _NOT_IN_AN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    return _short(address) or f"<{safe}>"


def _object(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return _named(value.address)
    text = f'"{value.text.translate(_ESCAPES)}"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{_named(value.datatype)}" if value.datatype else text


def _by_subject(triples: Sequence[Triple]) -> dict[str, dict[str, list[Iri | Literal]]]:
    found: dict[str, dict[str, list[Iri | Literal]]] = {}
    for subject, predicate, value in triples:
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def as_turtle(triples: Sequence[Triple]) -> str:
    """Return the statements as Turtle."""
    lines = [f"@prefix {prefix}: <{start}> ." for prefix, start in PREFIXES.items()]
    for subject, said in _by_subject(triples).items():
        parts = [f"    {_named(predicate)} {', '.join(map(_object, values))}" for predicate, values in said.items()]
        lines.append(f"\n{_named(subject)}\n" + " ;\n".join(parts) + " .")
    return "\n".join(lines) + "\n"


def _value(value: Iri | Literal) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.address}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, "@type": value.datatype} if value.datatype else {"@value": value.text}


def _node(subject: str, said: dict[str, list[Iri | Literal]]) -> dict[str, Any]:
    kinds = said.get(iri("rdf:type"), [])
    rest = {
        _short(predicate) or predicate: [_value(one) for one in values]
        for predicate, values in said.items()
        if predicate != iri("rdf:type")
    }
    return {"@id": subject, "@type": [_short(one.address) for one in kinds if isinstance(one, Iri)], **rest}


def as_json_ld(triples: Sequence[Triple]) -> str:
    """Return the statements as JSON-LD, with the context inside: a reader needs to fetch nothing."""
    graph = [_node(subject, said) for subject, said in _by_subject(triples).items()]
    return json.dumps({"@context": dict(PREFIXES), "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
