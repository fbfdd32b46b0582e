"""Which return message belongs to which message and findings.

We hold copies and never answer, the receiver does: nothing leaves from here. What the standard asks for:

* invalid at level 1: no return message at all;
* broken at level 2, or refused in its header: only a header, with the code;
* findings of level 3 or 4: all classes of the message, each with its own code, 0200 (nothing to remark) or 0233 (not judged,
  because a class around it was refused);
* all well: only a header, without codes.

A claim (323) is answered by a 325, a message of its own: with 8001 when all lines are approved, else with the refused lines only.
A code on a client refuses all its lines, a code on the claim itself approves nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from regiewijzer.definitions.standard import Element, Standard, load_standard
from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.messages.hardened import UnreadableError
from regiewijzer.messages.returns.claim_answer import answer_claim, return_codes
from regiewijzer.messages.returns.places import HEADER, RETURN_CODES
from regiewijzer.messages.returns.verdict import NOT_JUDGED, NOTHING_TO_REMARK, Verdict, verdict_on
from regiewijzer.messages.tree import NotAMessageError, ReadMessage, read_tree
from regiewijzer.messages.writing import write_message

_CLAIM = "JW323"
_OWN_SCHEMA = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}

Tree = dict[str, Any]


def preview_return(content: bytes, findings: Sequence[Finding], *, dated_on: date | None = None) -> bytes | None:
    """Return the return message for a message and all findings on it; None when the chain knows none.

    That is: for a message that fails at level 0 or 1, and for a message that is itself an answer. `dated_on` is the date on
    it, by default that of the message; its identification is derived from the content, so the same message gives the same.
    """
    if any(finding.level <= 1 and finding.severity is Severity.ERROR for finding in findings):
        return None
    try:
        message = read_tree(content)
    except (UnreadableError, NotAMessageError):
        return None
    standard = load_standard(message.release)
    answered_by = standard.messages[message.name].answered_by
    if answered_by is None:
        return None
    verdict = verdict_on(message, findings, standard.messages[answered_by].root)
    identification = {
        "Identificatie": "R" + hashlib.sha256(content).hexdigest()[:11].upper(),
        "Dagtekening": dated_on or message.tree[HEADER]["BerichtIdentificatie"]["Dagtekening"],
    }
    answer = _claim_answer if message.name == _CLAIM else _return_message
    return write_message(answered_by, answer(message, verdict, identification, standard), release=message.release)


def _claim_answer(message: ReadMessage, verdict: Verdict, identification: Tree, _standard: Standard) -> Tree:
    claim_header = message.tree[HEADER]
    header = {
        "Afzender": claim_header["Ontvanger"],
        "Ontvanger": claim_header["Afzender"],
        "BerichtIdentificatie": identification,
        "DeclaratieIdentificatie": claim_header["BerichtIdentificatie"],
        "XsdVersieDeclaratie": claim_header["XsdVersie"],
        **return_codes(verdict.header or [NOTHING_TO_REMARK]),
    }
    if verdict.header:
        return {HEADER: header}
    return {HEADER: header, "DeclaratieAntwoord": answer_claim(message.tree["Declaratie"], verdict)}


def _return_message(message: ReadMessage, verdict: Verdict, identification: Tree, standard: Standard) -> Tree:
    answer = standard.messages[standard.messages[message.name].answered_by or ""].root
    # Sender, receiver and identification are copied: a return message names its own sender as receiver.
    copied = ("Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie")
    header: Tree = {
        **{name: message.tree[HEADER][name] for name in copied},
        "IdentificatieRetour": identification["Identificatie"],
        "DagtekeningRetour": identification["Dagtekening"],
        "XsdVersieRetour": _OWN_SCHEMA,
    }
    if verdict.header:
        return {HEADER: {**header, **return_codes(verdict.header)}}
    if not verdict.codes:
        return {HEADER: header}
    body = _Judging(verdict, Counter())
    classes = [child for child in answer.children if child.name != HEADER and child.name in message.tree]
    judged = {child.name: body.of(child, message.tree[child.name], child.name, NOTHING_TO_REMARK) for child in classes}
    return {HEADER: {**header, **return_codes([NOTHING_TO_REMARK])}, **judged}


class _Judging:
    """Copies a class with its codes, counting the occurrences of every class on the way."""

    def __init__(self, verdict: Verdict, seen: Counter[str]) -> None:
        self.verdict, self.seen = verdict, seen

    def of(self, element: Element, value: Mapping[str, Any], path: str, otherwise: str) -> Tree:
        """Return the class with codes of its own, or else the code `otherwise`; below a refused class nothing is judged."""
        self.seen[path] += 1
        own = self.verdict.of(path, self.seen[path])
        below = NOT_JUDGED if own else otherwise
        tree: Tree = {}
        for child in element.children:
            if child.name == RETURN_CODES:
                tree |= return_codes(own or [otherwise])
            elif child.name in value:
                tree[child.name] = self._child(child, value[child.name], f"{path}/{child.name}", below)
        return tree

    def _child(self, element: Element, value: Any, path: str, otherwise: str) -> Any:
        if not element.children:
            return value
        if isinstance(value, list):
            return [self.of(element, one, path, otherwise) for one in value]
        return self.of(element, value, path, otherwise)
