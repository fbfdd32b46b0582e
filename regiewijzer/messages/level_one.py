"""The findings of a message that breaks the schema (level 1): one per element, with place and line, bounded in number."""

from collections.abc import Iterator, Sequence

from lxml import etree

from regiewijzer.figures.finding import Finding
from regiewijzer.messages.faults import Fault, FaultReader
from regiewijzer.messages.finding_of import Place, finding_of
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.lines import lines_of

MOST_FINDINGS = 200  # per message; of a file in which every line is wrong, the rest is counted
MORE = "RW-XSD-99"


def findings_of(
    root: etree._Element, errors: Sequence[etree._LogEntry], content: bytes, identity: Identity, place: Place
) -> tuple[Finding, ...]:
    """Return one finding per element that is wrong, in document order: at most MOST_FINDINGS, and one that counts the rest."""
    reader = FaultReader(identity, root)
    per_path: dict[str, list[etree._LogEntry]] = {}
    for error in errors:
        per_path.setdefault(error.path or "", []).append(error)
    told = list(per_path.items())[:MOST_FINDINGS]
    faults = [reader.fault(path, entries) for path, entries in told]
    findings = list(_with_places(faults, reader, content, place))
    if len(per_path) > MOST_FINDINGS:
        findings.append(finding_of(MORE, place, detail=str(len(per_path) - MOST_FINDINGS)))
    return tuple(findings)


def _with_places(faults: list[Fault], reader: FaultReader, content: bytes, place: Place) -> Iterator[Finding]:
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
