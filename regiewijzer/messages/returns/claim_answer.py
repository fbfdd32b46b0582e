"""The body of the answer (325) to a claim (323): the refused lines, and the totals with and without them."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from regiewijzer.messages.returns.places import RETURN_CODES
from regiewijzer.messages.returns.verdict import APPROVED_IN_FULL, NOT_JUDGED, NOTHING_TO_REMARK, Verdict
from regiewijzer.vocabulary.money import signed_cents

_CLAIM = "DeclaratieAntwoord"
_CLIENT = f"{_CLAIM}/Clienten/Client"
_LINE = f"{_CLIENT}/Prestaties/Prestatie"

Tree = dict[str, Any]


def answer_claim(claim: Mapping[str, Any], verdict: Verdict) -> Tree:
    """Return the class DeclaratieAntwoord for the class Declaratie: everything approved, refused as a whole, or in part."""
    submitted = signed_cents(*_amount(claim["TotaalIngediendBedrag"], "TotaalBedrag"))
    own = verdict.of(_CLAIM, 1)
    clients = [] if own else list(_refused_clients(claim, verdict))
    approved = 0 if own else submitted - sum(_cents(line) for client in clients for line in client["Prestaties"]["Prestatie"])
    answer: Tree = {
        "DeclaratieNummer": claim["DeclaratieNummer"],
        "TotaalIngediendBedrag": claim["TotaalIngediendBedrag"],
        "TotaalToegekendBedrag": {"TotaalBedrag": abs(approved), "DebetCredit": "C" if approved < 0 else "D"},
    }
    if clients:
        answer["Clienten"] = {"Client": clients}
    return {**answer, **return_codes(own or ([NOTHING_TO_REMARK] if clients else [APPROVED_IN_FULL]))}


def return_codes(codes: Any) -> Tree:
    """Return the class RetourCodes with these codes."""
    return {RETURN_CODES: {"RetourCode": list(codes)}}


def _refused_clients(claim: Mapping[str, Any], verdict: Verdict) -> Iterator[Tree]:
    numbers = count(1)
    for ordinal, client in enumerate(claim["Clienten"]["Client"], start=1):
        own = verdict.of(_CLIENT, ordinal)
        lines = []
        for line, number in zip(client["Prestaties"]["Prestatie"], numbers):  # noqa: B905  (numbers goes on with the next client)
            codes = [NOT_JUDGED] if own else verdict.of(_LINE, number)
            if codes:
                lines.append({**line, **return_codes(codes)})
        if lines:
            yield {"Bsn": client["Bsn"], "Prestaties": {"Prestatie": lines}, **return_codes(own or [NOTHING_TO_REMARK])}


def _cents(line: Mapping[str, Any]) -> int:
    return signed_cents(*_amount(line["IngediendBedrag"], "Bedrag"))


def _amount(amount: Mapping[str, Any], name: str) -> tuple[int, str]:
    return int(amount[name]), amount["DebetCredit"]
