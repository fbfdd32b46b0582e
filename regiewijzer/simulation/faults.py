"""Faults that senders make, each with the rule it breaks: in the bytes (0, 1), inside a message (2), across messages (3)."""

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from regiewijzer.simulation.chance import Chance

Tree = dict[str, Any]


class Planted(NamedTuple):
    """One fault as it was planted, for truth/faults.csv."""

    rule: str
    level: int
    return_code: str
    number: str
    sender: str
    receiver: str
    identification: str
    dated_on: date
    file: str
    member: str
    mended_on: date | None


@dataclass(frozen=True, slots=True)
class ByteFault:
    """A fault in what is written."""

    rule: str
    spoil: Callable[[bytes], bytes]
    numbers: tuple[str, ...] = ()
    level: int = 1
    return_code: str = ""


@dataclass(frozen=True, slots=True)
class TreeFault:
    """A fault in what is said; `spoil` changes the given copy and tells whether it applies to this message.

    `failing` is the class that gets the return code when the rule works across messages (level 3).
    """

    rule: str
    spoil: Callable[[Tree], bool]
    numbers: tuple[str, ...]
    level: int = 2
    return_code: str = "0001"
    failing: str = ""


def _cut(content: bytes) -> bytes:
    return content[: len(content) * 6 // 10]


def _replace(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


def _drop_line(tag: bytes) -> Callable[[bytes], bytes]:
    def spoil(content: bytes) -> bytes:
        lines = content.split(b"\r\n")
        at = next((index for index, line in enumerate(lines) if tag in line), None)
        return b"\r\n".join(line for index, line in enumerate(lines) if index != at)

    return spoil


_DELETIONS_FROM = date(2022, 4, 4)  # release 3.1
_CLIENT = ("301", "305", "307", "315")
BYTE_FAULTS: tuple[ByteFault, ...] = (
    ByteFault("RW-XML-03", _cut, level=0),
    ByteFault("RW-XML-01", lambda _: b"", level=0),
    ByteFault("RW-MSG-03", lambda content: content.replace(b"/ijw/3_2/", b"/ijw/3_9/"), level=0),
    ByteFault("RW-XSD-05", _replace(b"Geslacht>1<", b"Geslacht>m<"), _CLIENT),
    ByteFault("RW-XSD-02", _drop_line(b":Bsn>"), _CLIENT),
    ByteFault("RW-XSD-06", _replace(b"Begindatum>20", b"Begindatum>0-20"), ("305", "307")),
    ByteFault("RW-XSD-05", _replace(b"Eenheid>01<", b"Eenheid>99<"), ("323",)),
)


def _products(tree: Tree, group: str, one: str) -> list[Tree]:
    found: list[Tree] = tree["Client"][group][one]
    return found


def _end_before_begin(tree: Tree) -> bool:
    made = _products(tree, "ToegewezenProducten", "ToegewezenProduct")[-1]
    if made["Einddatum"] is None or made["RedenWijziging"] == "13":
        return False
    made["Einddatum"] = made["Ingangsdatum"] - timedelta(10)
    return True


def _volume_and_budget(tree: Tree) -> bool:
    made = _products(tree, "ToegewezenProducten", "ToegewezenProduct")[-1]
    made["Budget"] = 250_000
    return made["Omvang"] is not None and made["Einddatum"] is not None


def _no_address(tree: Tree) -> bool:
    del tree["Client"]["Contactgegevens"]["Contact"][0]["Adres"]["Postcode"]
    return True


def _deleted_with_period(tree: Tree) -> bool:
    made = _products(tree, "ToegewezenProducten", "ToegewezenProduct")[-1]
    made["RedenWijziging"] = "13"
    if tree["Header"]["BerichtIdentificatie"]["Dagtekening"] < _DELETIONS_FROM:
        return False  # an unknown code then: another fault
    return made["Einddatum"] is not None and made["Einddatum"] != made["Ingangsdatum"]


def _changed_status(group: str, one: str) -> Callable[[Tree], bool]:
    def spoil(tree: Tree) -> bool:
        _products(tree, group, one)[0]["StatusAanlevering"] = "2"
        return True

    return spoil


def _stop_before_start(tree: Tree) -> bool:
    stop = _products(tree, "StopProducten", "StopProduct")[0]
    stop["Einddatum"] = stop["Begindatum"] - timedelta(3)
    return True


def _wrong_person(tree: Tree) -> bool:
    number = int(tree["Client"]["Bsn"])
    tree["Client"]["Bsn"] = f"{number + 1 if number % 10 < 9 else number - 1:09d}"
    return True


def _named_and_coded(tree: Tree) -> bool:
    referrer = _products(tree, "AangevraagdeProducten", "AangevraagdProduct")[0]["Verwijzer"]
    referrer["Naam"] = "Praktijk De Verwijzer"
    return referrer["ZorgverlenerCode"] is not None


def _refused_without_reason(tree: Tree) -> bool:
    answer = tree["Antwoord"]
    refused = answer["VerzoekAntwoord"] == "1" and answer["Woonplaatsbeginsel"] is None
    answer["RedenAfwijzingVerzoek"] = None
    return bool(refused)


def _wrong_total(tree: Tree) -> bool:
    total = tree["Declaratie"]["TotaalIngediendBedrag"]
    total["TotaalBedrag"] += 1_000
    return bool(total["DebetCredit"] == "D")


def _half_month(tree: Tree) -> bool:
    period = tree["Declaratie"]["DeclaratiePeriode"]
    period["Begindatum"] += timedelta(14)
    return True


# Refused as a whole by the receiver (0001).
TREE_FAULTS: tuple[TreeFault, ...] = (
    TreeFault("CS003", _end_before_begin, ("301",)),
    TreeFault("CD078", _volume_and_budget, ("301",)),
    TreeFault("CD034", _no_address, ("301",)),
    TreeFault("CS335", _deleted_with_period, ("301",)),
    TreeFault("CS058", _changed_status("StartProducten", "StartProduct"), ("305",)),
    TreeFault("CS058", _changed_status("StopProducten", "StopProduct"), ("307",)),
    TreeFault("TR018", _stop_before_start, ("307",)),
    TreeFault("CS002", _wrong_person, _CLIENT),
    TreeFault("CD066", _named_and_coded, ("315",)),
    TreeFault("CD085", _refused_without_reason, ("319",)),
    TreeFault("TR358", _wrong_total, ("323",)),
    TreeFault("CS340", _half_month, ("323",)),
)


def _unknown_number(group: str, one: str) -> Callable[[Tree], bool]:
    def spoil(tree: Tree) -> bool:
        first = _products(tree, group, one)[0]
        numbered = first["ToewijzingNummer"] is not None
        first["ToewijzingNummer"] = 999_000_001
        return numbered and bool(first["StatusAanlevering"] == "1")

    return spoil


def _same_again(tree: Tree) -> bool:
    first = _first_delivery(tree)
    return bool(first["StatusAanlevering"] == "1")


def _first_delivery(tree: Tree) -> Tree:
    client = tree["Client"]
    group = client.get("StartProducten") or client["StopProducten"]
    first: Tree = next(iter(group.values()))[0]
    return first


def _never_sent(tree: Tree) -> bool:
    first = _first_delivery(tree)
    first["Begindatum"] -= timedelta(400)
    applies = bool(first["StatusAanlevering"] == "1")
    first["StatusAanlevering"] = "3"
    return applies


def _other_begin(tree: Tree) -> bool:
    stop = _products(tree, "StopProducten", "StopProduct")[0]
    stop["Begindatum"] -= timedelta(37)
    return bool(stop["StatusAanlevering"] == "1")


def _other_start(tree: Tree) -> bool:
    first = _first_delivery(tree)
    first["Begindatum"] -= timedelta(1)
    return bool(first["StatusAanlevering"] == "1")


def _other_reason(tree: Tree) -> bool:
    stop = _first_delivery(tree)
    stop["RedenBeeindiging"] = "34" if stop["RedenBeeindiging"] != "34" else "31"
    return bool(stop["StatusAanlevering"] == "1")


def _unknown_reference(tree: Tree) -> bool:
    tree["Antwoord"]["ReferentieAanbieder"] = "VZ-0000-ONBEKEND"
    return True


# Sent on top of the right message: each is valid by itself and wrong beside the others.
EXTRA_FAULTS: tuple[TreeFault, ...] = (
    TreeFault("TR019", _unknown_number("StartProducten", "StartProduct"), ("305",), 3, "9019", "StartProduct"),
    TreeFault("TR019", _unknown_number("StopProducten", "StopProduct"), ("307",), 3, "9019", "StopProduct"),
    TreeFault("TR074", _same_again, ("305",), 3, "9074", "StartProduct"),
    TreeFault("TR074", _same_again, ("307",), 3, "9074", "StopProduct"),
    TreeFault("TR063", _never_sent, ("305",), 3, "9063", "StartProduct"),
    TreeFault("TR063", _never_sent, ("307",), 3, "9063", "StopProduct"),
    TreeFault("TR382", _other_begin, ("307",), 3, "9069", "StopProduct"),
    TreeFault("TR355", _unknown_reference, ("319",), 3, "9355", "Antwoord"),
    TreeFault("TR056", _other_start, ("305",), 3, "9056", "StartProduct"),
    TreeFault("TR056", _other_reason, ("307",), 3, "9056", "StopProduct"),
)
_SHARES = (0.3, 0.75)  # of faults: in the bytes, then inside the message, the rest across messages


class Faults:
    """Draws faults at a set rate. A rate of nought draws nothing, so that clean runs are the same run without them."""

    def __init__(self, rate: float, chance: Chance) -> None:
        self._rate, self._chance = rate, chance

    def draw(self, number: str, tree: Tree, written: Callable[[], bytes]) -> tuple[ByteFault | TreeFault, Tree | bytes] | None:
        """Return a fault for this message with the spoiled bytes or tree, or None for a right message."""
        if not self._chance.happens(self._rate):
            return None
        at = self._chance.uniform()
        if at < _SHARES[0]:
            return self._in_bytes(number, written())
        return self._in_tree(number, tree, TREE_FAULTS if at < _SHARES[1] or number == "323" else EXTRA_FAULTS)

    def _in_bytes(self, number: str, content: bytes) -> tuple[ByteFault, bytes] | None:
        fitting = [one for one in BYTE_FAULTS if not one.numbers or number in one.numbers]
        for fault in self._shuffled(fitting):
            spoiled = fault.spoil(content)
            if spoiled != content:
                return fault, spoiled
        return None

    def _in_tree(self, number: str, tree: Tree, faults: Sequence[TreeFault]) -> tuple[TreeFault, Tree] | None:
        for fault in self._shuffled([one for one in faults if number in one.numbers]):
            spoiled = copy.deepcopy(tree)
            if fault.spoil(spoiled):
                return fault, spoiled
        return None

    def _shuffled(self, faults: Sequence[Any]) -> Iterator[Any]:
        return iter(sorted(faults, key=lambda _: self._chance.uniform()))
