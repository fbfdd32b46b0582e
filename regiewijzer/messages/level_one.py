"""The findings of a message that breaks the schema (level 1): one per element, with place and line, bounded in number."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from regiewijzer.figures.finding import Finding
from regiewijzer.messages.faults import OTHER, Fault, FaultReader
from regiewijzer.messages.finding_of import Place, finding_of
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.lines import lines_of
from regiewijzer.messages.validating import Errors

MOST_FINDINGS = 200  # per message; of a file in which every line is wrong, the rest is counted
MORE = "RW-XSD-99"


def findings_of(
    root: etree._Element, windows: Iterable[Errors], content: bytes, identity: Identity, place: Place
) -> tuple[Finding, ...]:
    """Return one finding per element that is wrong: at most MOST_FINDINGS, and one that counts what is not listed.

    `windows` are the errors of the message, while the tree stands as it did when each was found. Never empty: a message that
    libxml2 refuses without saying why has one finding that says so.
    """
    reader = FaultReader(identity, root)
    faults: dict[etree._Element, Fault] = {}
    left = 0
    for errors in windows:
        for path, entries in _per_path(errors).items():
            if len(faults) < MOST_FINDINGS:
                fault = reader.fault(path, entries)
                faults.setdefault(fault.element, fault)
            else:
                left += 1
    findings = list(_with_places(list(faults.values()), reader, content, place))
    if left or not findings:
        findings.append(finding_of(MORE if left else OTHER, place, detail=str(left) if left else ""))
    return tuple(findings)


def _per_path(errors: Errors) -> dict[str, Errors]:
    per_path: dict[str, Errors] = {}
    for error in errors:
        per_path.setdefault(error.path or "", []).append(error)
    return per_path


def _with_places(faults: Sequence[Fault], reader: FaultReader, content: bytes, place: Place) -> Iterator[Finding]:
    lines = lines_of(content, [fault.element for fault in faults])
    ordinals = _Ordinals(reader)
    for fault in faults:
        yield finding_of(
            fault.rule,
            place,
            path=fault.path,
            ordinal=ordinals.of(fault.element),
            line=lines[fault.element],
            value=fault.value,
            detail=fault.detail,
        )


class _Ordinals:
    """Counts classes: the 1-based occurrence in the message of the repeating class an element is in."""

    def __init__(self, reader: FaultReader) -> None:
        self._reader = reader
        self._numbers: dict[str, dict[etree._Element, int]] = {}

    def of(self, element: etree._Element) -> int | None:
        """Return None for what is in no repeating class."""
        for one in (element, *element.iterancestors()):
            known = self._reader.known(one)
            if known.definition is not None and known.definition.children and known.definition.most is None:
                return self._numbered(known.path).get(one)
        return None

    def _numbered(self, path: str) -> dict[etree._Element, int]:
        if path not in self._numbers:
            found = self._reader.root.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))
            self._numbers[path] = {element: number for number, element in enumerate(found, start=1)}
        return self._numbers[path]
