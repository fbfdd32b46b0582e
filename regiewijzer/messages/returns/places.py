"""Where in a message a finding of the ledger is: the ledger counts rows, a return message counts classes.

A finding of level 3 or 4 has the number of its row in the event table. For most classes that is the occurrence of the class.
Not for a request for change (317), whose three classes are numbered through, nor for the client of a claim (323): the ledger
keeps its lines and names the client by one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from regiewijzer.definitions.standard import Element
from regiewijzer.messages.tree import ReadMessage

HEADER = "Header"
RETURN_CODES = "RetourCodes"
_OF_CHANGE = (
    ("OngewijzigdeProducten", "OngewijzigdProduct"),
    ("TeWijzigenProducten", "TeWijzigenProduct"),
    ("NieuweProducten", "NieuwProduct"),
)

Place = tuple[str, int]  # path of a class in the return message, and its occurrence there


@dataclass(frozen=True)
class Places:
    """The classes of a return message that carry codes, for one message that it answers."""

    message: ReadMessage
    answer: Element

    def of(self, path: str, row_no: int | None) -> Place:
        """Return the innermost class around an element of the message; what has none falls on the first class of the body."""
        around = [one for one in self._repeats if _is_around(one, path)]
        if not around:
            return next((one for one in self._repeats if one != HEADER), HEADER), 1
        found = max(around, key=len)
        return found, self._occurrence(found, row_no or 1) if self._repeats[found] else 1

    @cached_property
    def _repeats(self) -> Mapping[str, bool]:
        """Every class that carries codes, in document order, with whether it can occur more than once."""
        elements = dict(self.answer.walk())
        paths = [path.removesuffix(f"/{RETURN_CODES}") for path, element in elements.items() if element.name == RETURN_CODES]
        return {path: any(elements[one].most != 1 for one in accumulate(path.split("/"), "{}/{}".format)) for path in paths}

    def _occurrence(self, path: str, row_no: int) -> int:
        if path.endswith("Clienten/Client"):
            return self._client_of_line[row_no - 1] if row_no <= len(self._client_of_line) else 1
        return row_no - self._rows_before.get(path.rpartition("/")[2], 0)

    @cached_property
    def _client_of_line(self) -> Sequence[int]:
        clients = self.message.tree["Declaratie"]["Clienten"]["Client"]
        return [number for number, client in enumerate(clients, start=1) for _ in client["Prestaties"]["Prestatie"]]

    @cached_property
    def _rows_before(self) -> Mapping[str, int]:
        request: Mapping[str, Any] = self.message.tree.get("Client", {}).get("Verzoek", {})
        counts = [len(request.get(group, {}).get(name, ())) for group, name in _OF_CHANGE]
        return dict(zip((name for _, name in _OF_CHANGE), accumulate(counts, initial=0), strict=False))


def _is_around(class_path: str, path: str) -> bool:
    # The 325 names the class of the claim (Declaratie) after its answer (DeclaratieAntwoord).
    answered = f"{path}/".replace("Declaratie/", "DeclaratieAntwoord/", 1)
    return f"{path}/".startswith(f"{class_path}/") or answered.startswith(f"{class_path}/")
