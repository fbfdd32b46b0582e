"""What stands beside the sheets in a workbook: their names, the lengths of the shared texts, the styles that are percentages."""

from dataclasses import dataclass, field

from regiewijzer.extracts.excel_archive import DAMAGED, TOO_LARGE, UNSAFE, UnreadableFile
from regiewijzer.extracts.excel_xml import Attributes, walk

LONGEST_TEXT = 32_767  # of a cell, by Excel's own rule
MOST_SHEETS = 100
_PERCENT_FORMATS = frozenset({"9", "10"})  # built in: 0% and 0.00%
_WORKSHEET = "/worksheet"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook names it, and the part that holds its cells."""

    name: str
    hidden: bool
    part: str


def sheet_parts(workbook: bytes, relations: bytes) -> tuple[SheetPart, ...]:
    """Return the sheets with cells, in the order of the workbook; sheets of charts and macros are left out."""
    targets = _targets(relations)
    found: list[SheetPart] = []

    def started(name: str, values: Attributes) -> None:
        if name == "sheet" and (part := targets.get(_identifier(values))):
            found.append(SheetPart(values.get("name", ""), values.get("state", "visible") != "visible", part))

    walk(workbook, started)
    if len(found) > MOST_SHEETS:
        raise UnreadableFile(TOO_LARGE, f"{len(found)} sheets")
    if len({one.name for one in found}) < len(found):
        raise UnreadableFile(UNSAFE, "double sheet")
    return tuple(found)


def _identifier(values: Attributes) -> str:
    return next((value for key, value in values.items() if key.rpartition(":")[2] == "id" and ":" in key), "")


def _targets(relations: bytes) -> dict[str, str]:
    found: dict[str, str] = {}

    def started(name: str, values: Attributes) -> None:
        if name == "Relationship" and values.get("Type", "").endswith(_WORKSHEET):
            target = values.get("Target", "")
            found[values.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    walk(relations, started)
    return found


@dataclass(slots=True)
class _Texts:
    lengths: list[int] = field(default_factory=list)

    def started(self, name: str, _values: Attributes) -> None:
        if name == "si":
            self.lengths.append(0)

    def text(self, piece: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(piece)


def text_lengths(shared: bytes) -> list[int]:
    """Return the length of every shared text, in order."""
    texts = _Texts()
    walk(shared, texts.started, text=texts.text)
    # Blanks between elements are counted too, which a longest text of twice Excel's own rule leaves room for.
    if max(texts.lengths, default=0) > 2 * LONGEST_TEXT:
        raise UnreadableFile(DAMAGED, "long text")
    return texts.lengths


@dataclass(slots=True)
class _Styles:
    formats: set[str] = field(default_factory=lambda: set(_PERCENT_FORMATS))
    inside: bool = False
    count: int = 0
    percent: set[str] = field(default_factory=set)

    def started(self, name: str, values: Attributes) -> None:
        if name == "numFmt" and "%" in values.get("formatCode", ""):
            self.formats.add(values.get("numFmtId", ""))
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            if values.get("numFmtId") in self.formats:
                self.percent.add(str(self.count))
            self.count += 1

    def ended(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False


def percent_styles(styles: bytes) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a percentage."""
    seen = _Styles()
    walk(styles, seen.started, ended=seen.ended)
    return frozenset(seen.percent)
