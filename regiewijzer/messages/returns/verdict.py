"""From findings to return codes: which code belongs to which class of the message."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regiewijzer.definitions.standard import Element
from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.messages.returns.places import HEADER, Place, Places
from regiewijzer.messages.tree import ReadMessage

REFUSED = "0001"
NOTHING_TO_REMARK = "0200"
NOT_JUDGED = "0233"
APPROVED_IN_FULL = "8001"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The codes of one message: `refused` as a whole at level 2, or codes per class, sorted and without doubles."""

    refused: bool
    codes: Mapping[Place, Sequence[str]]

    def of(self, path: str, ordinal: int) -> Sequence[str]:
        """Return the codes of one occurrence of a class; empty when there is nothing to remark."""
        return self.codes.get((path, ordinal), ())

    @property
    def header(self) -> Sequence[str]:
        """Return the codes that refuse the message as a whole."""
        return (REFUSED,) if self.refused else self.of(HEADER, 1)


def verdict_on(message: ReadMessage, findings: Iterable[Finding], answer: Element) -> Verdict:
    """Return the verdict in the classes of the return message `answer` (its root).

    Only what a receiver would hold against the sender counts: findings with a return code that are no mere remark, and
    that are not perhaps due to our own incomplete copy.
    """
    counted = [finding for finding in findings if finding.severity in (Severity.ERROR, Severity.WARNING)]
    places, codes = Places(message, answer), defaultdict[Place, set[str]](set)
    for finding in counted:
        if finding.level > 2 and finding.return_code:
            codes[places.of(finding.path, finding.ordinal)].add(finding.return_code)
    refused = any(finding.level == 2 and finding.severity is Severity.ERROR for finding in counted)
    return Verdict(refused, {place: sorted(some) for place, some in codes.items()})
