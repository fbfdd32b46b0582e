"""The iJw standard as data: messages, types, code lists and releases, read from `definitions/standards/ijw`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class SimpleType:
    """A simple type (LDT_): base of XML Schema, bounds, pattern, and code list when it is enumerated."""

    name: str
    base: str
    min_length: int | None = None
    max_length: int | None = None
    least: int | None = None
    most: int | None = None
    pattern: str | None = None
    codelist: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """An element: how often it occurs (`most` None = unbounded) and either a type or children.

    `in_base` tells that the element lives in the namespace of the base schema (inside a composite type).
    `children` is filled for classes and for composite types alike.
    """

    name: str
    least: int
    most: int | None
    type: str | None = None
    pattern: str | None = None
    fixed: str | None = None
    in_base: bool = False
    children: tuple["Element", ...] = ()

    def child(self, name: str) -> "Element":
        """Return the child of that name; KeyError when there is none."""
        for child in self.children:
            if child.name == name:
                return child
        raise KeyError(f"{self.name}/{name}")

    def walk(self, path: str = "") -> Iterator[tuple[str, "Element"]]:
        """Yield every element below with its path from here, in document order."""
        for child in self.children:
            below = f"{path}/{child.name}" if path else child.name
            yield below, child
            yield from child.walk(below)


@dataclass(frozen=True, slots=True)
class MessageDefinition:
    """One message of one release; `root` is the element Bericht with Header and body as children."""

    name: str  # "JW301"
    code: str  # "436"
    title: str
    sender: str  # municipality | provider, as written in the header
    receiver: str
    answered_by: str | None
    answers: str | None
    namespace: str
    root: Element

    @property
    def number(self) -> str:
        """Return the short name users know: "301"."""
        return self.name.removeprefix("JW")


@dataclass(frozen=True, slots=True)
class Standard:
    """One release of the standard."""

    release: str
    base_namespace: str
    messages: Mapping[str, MessageDefinition]
    simple_types: Mapping[str, SimpleType]
    composite_types: Mapping[str, tuple[Element, ...]]
    codelists: Mapping[str, Mapping[str, str]]
    rules_without: frozenset[str]
    largest_file_bytes: int

    def codes(self, type_name: str) -> Mapping[str, str] | None:
        """Return the allowed codes of a simple type with their meaning, or None when it is not enumerated."""
        codelist = self.simple_types[type_name].codelist
        return self.codelists[codelist] if codelist else None


def _read(path: Path) -> Any:
    return read_yaml(path)


def _occurs(text: str) -> tuple[int, int | None]:
    least, most = text.split("..")
    return int(least), None if most == "*" else int(most)


@dataclass(frozen=True, slots=True)
class _Builder:
    composite: Mapping[str, Mapping[str, Any]]
    fixed: Mapping[str, str]

    def elements(self, raw: Mapping[str, Any], *, in_base: bool = False) -> tuple[Element, ...]:
        return tuple(self.element(name, fields, in_base=in_base) for name, fields in raw.items())

    def element(self, name: str, fields: Mapping[str, Any], *, in_base: bool) -> Element:
        least, most = _occurs(fields["occurs"])
        type_name: str | None = fields.get("type")
        if type_name is not None and type_name in self.composite:
            children = self.elements(self.composite[type_name], in_base=True)
        else:
            children = self.elements(fields.get("elements", {}), in_base=in_base)
        fixed = self.fixed[fields["fixed"]] if "fixed" in fields else None
        return Element(name, least, most, type_name, fields.get("pattern"), fixed, in_base, children)


def _message(folder: Path, path: Path, release: Mapping[str, Any], composite: Mapping[str, Any]) -> MessageDefinition:
    raw, common = _read(path), _read(folder / "standard.yaml")
    fixed = {"message-code": raw["code"], "release-major": str(release["major"]), "release-minor": str(release["minor"])}
    root = Element(common["root"], 1, 1, children=_Builder(composite, fixed).elements(raw["elements"]))
    namespace = common["message_namespace"].format(path=release["path"], message=path.stem.lower())
    return MessageDefinition(
        path.stem,
        raw["code"],
        raw["name"],
        raw["sender"],
        raw["receiver"],
        raw.get("answered_by"),
        raw.get("answers"),
        namespace,
        root,
    )


def _codelists(raw: Mapping[str, Any], without: Mapping[str, list[str]]) -> dict[str, dict[str, str]]:
    return {
        name: {code: text for code, text in fields["codes"].items() if code not in without.get(name, [])}
        for name, fields in raw.items()
    }


@cache
def load_standard(release: str = "3.2") -> Standard:
    """Return the standard as it stands in that release; KeyError for an unknown one."""
    folder = definitions_folder() / "standards" / "ijw"
    common = _read(folder / "standard.yaml")
    if release not in common["releases"]:
        raise KeyError(release)
    difference, types = _read(folder / "releases" / f"{release}.yaml"), _read(folder / "types.yaml")
    builder = _Builder(types["composite"], {})
    return Standard(
        release=release,
        base_namespace=common["base_namespace"].format(path=difference["path"]),
        messages={
            path.stem: _message(folder, path, difference, types["composite"])
            for path in sorted((folder / "messages").glob("*.yaml"))
        },
        simple_types={name: SimpleType(name, **fields) for name, fields in types["simple"].items()},
        composite_types={name: builder.elements(fields, in_base=True) for name, fields in types["composite"].items()},
        codelists=_codelists(_read(folder / "codelists.yaml"), difference.get("codes_without", {})),
        rules_without=frozenset(difference.get("rules_without", [])),
        largest_file_bytes=common["largest_file_bytes"],
    )


def releases() -> tuple[str, ...]:
    """Return the releases that can be read, oldest first."""
    return tuple(_read(definitions_folder() / "standards" / "ijw" / "standard.yaml")["releases"])
