"""Small builders: a valid message of every kind from a few facts, in the standard's own element names.

A fact is text, a number or a date. Amounts may be written as euros with a comma ("3820,00") and become cents.
A product is written as "43" (category only) or "43 43A16" (category and code).
The builders check nothing: a test that wants a careless sender changes the tree that comes out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from regiewijzer.messages.writing import write_message
from regiewijzer.vocabulary.codes import OFFICIAL_TEST_RANGE, eleven_remainder, is_test_bsn, is_valid_bsn

Facts = Mapping[str, Any]
Tree = dict[str, Any]

_EUROS = re.compile(r"-?[0-9]+,[0-9]{2}")
_SIZE = ("Volume", "Eenheid", "Frequentie")


@dataclass(frozen=True, slots=True)
class Youth:
    """Who a message is about."""

    bsn: str
    born_on: date = date(2012, 3, 14)
    sex: str = "1"


@dataclass(frozen=True, slots=True)
class Post:
    """Who sends what to whom, under which identification and date."""

    sender: str
    receiver: str
    identification: str
    dated_on: date | str


@cache
def _test_range() -> tuple[str, ...]:
    return tuple(str(one) for one in range(OFFICIAL_TEST_RANGE[0], OFFICIAL_TEST_RANGE[1] + 1) if is_test_bsn(str(one)))


def test_bsn(number: int) -> str:
    """Return the number-th (from 0) citizen number of the official test range, which has some nine thousand."""
    return _test_range()[number]


test_bsn.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for a test


@cache
def valid_bsn_outside_the_test_range(number: int) -> str:
    """Return a number that a demo must refuse because it could be somebody's: passes the 11-test, is not a test number."""
    candidates = (f"{one:09d}" for one in count(111_111_100 + 1000 * number))
    return next(one for one in candidates if is_valid_bsn(one) and not is_test_bsn(one))


@cache
def bsn_with_remainder(remainder: int, start: int = 123_000_000) -> str:
    """Return the first number from `start` on whose 11-test leaves this remainder."""
    return next(f"{one:09d}" for one in count(start) if eleven_remainder(f"{one:09d}") == remainder)


def plain(value: Any) -> Any:
    """Return the value as the message holds it: euros with a comma as cents, anything else unchanged."""
    return value.replace(",", "") if isinstance(value, str) and _EUROS.fullmatch(value) else value


def header(post: Post) -> Tree:
    """Return the header of a message that is no answer."""
    return {
        "Afzender": post.sender,
        "Ontvanger": post.receiver,
        "BerichtIdentificatie": {"Identificatie": post.identification, "Dagtekening": post.dated_on},
    }


def product(fact: str | None) -> Tree | None:
    """Return Product of "43" or "43 43A16"; None stays None."""
    if not fact:
        return None
    category, _, code = str(fact).partition(" ")
    return {"Categorie": category, "Code": code or None}


def _size(facts: Facts) -> Tree:
    size = {name: plain(facts[name]) for name in _SIZE if name in facts}
    return {"Omvang": size or None, "Budget": plain(facts.get("Budget"))}


def _only(facts: Facts, *names: str) -> Tree:
    return {name: facts.get(name) for name in names}


def client(youth: Youth, *, full_name: bool = False) -> Tree:
    """Return the part of Client that 301, 305, 307 and 315 share. The name is the same for everybody: no figure needs one."""
    name: Tree = {"Geslachtsnaam": {"Achternaam": "Voorbeeld"}}
    if full_name:
        name["NaamGebruik"] = "1"
    return {"Bsn": youth.bsn, "Geboortedatum": {"Datum": youth.born_on}, "Geslacht": youth.sex, "Naam": name}


def assignment(post: Post, youth: Youth, products: Sequence[Facts]) -> Tree:
    """Return a JW301 (toewijzing), assigned on the date of the message at 10:00 unless a product says otherwise."""
    address = {"Huis": {"Huisnummer": 1}, "Postcode": "1234AB", "LandCode": "NL"}
    body = client(youth, full_name=True) | {"Contactgegevens": {"Contact": [{"Soort": "01", "Adres": address}]}}
    body["ToegewezenProducten"] = {"ToegewezenProduct": [_assigned(post, one) for one in products]}
    return {"Header": header(post), "Client": body}


def _assigned(post: Post, facts: Facts) -> Tree:
    names = ("ToewijzingNummer", "ReferentieAanbieder", "Ingangsdatum", "Einddatum", "RedenWijziging")
    issued = {
        "Product": product(facts.get("Product")),
        "Toewijzingsdatum": facts.get("Toewijzingsdatum", post.dated_on),
        "Toewijzingstijd": facts.get("Toewijzingstijd", "10:00:00"),
    }
    return _only(facts, *names) | issued | _size(facts)


def _delivered(facts: Facts, *more: str) -> Tree:
    kept = _only(facts, "ToewijzingNummer", "ToewijzingIngangsdatum", "Begindatum", *more)
    return kept | {"Product": product(facts.get("Product")), "StatusAanlevering": facts.get("StatusAanlevering", "1")}


def care_start(post: Post, youth: Youth, products: Sequence[Facts]) -> Tree:
    """Return a JW305 (startbericht); StatusAanlevering is 1 unless a product says otherwise."""
    started = {"StartProduct": [_delivered(one) for one in products]}
    return {"Header": header(post), "Client": client(youth) | {"StartProducten": started}}


def care_stop(post: Post, youth: Youth, products: Sequence[Facts]) -> Tree:
    """Return a JW307 (stopbericht); StatusAanlevering is 1 unless a product says otherwise."""
    stopped = {"StopProduct": [_delivered(one, "RedenBeeindiging", "Einddatum") for one in products]}
    return {"Header": header(post), "Client": client(youth) | {"StopProducten": stopped}}


def assignment_request(post: Post, youth: Youth, products: Sequence[Facts]) -> Tree:
    """Return a JW315 (verzoek om toewijzing); the referrer is a general practitioner unless a product says otherwise."""
    asked = {"AangevraagdProduct": [_asked(one) for one in products]}
    return {"Header": header(post), "Client": client(youth) | {"GezagsdragerBekend": "1", "AangevraagdeProducten": asked}}


def _asked(facts: Facts) -> Tree:
    referrer = {"Type": facts.get("Verwijzer", "02"), "ZorgverlenerCode": facts.get("ZorgverlenerCode")}
    if referrer["Type"] in ("02", "03", "04", "05") and not referrer["ZorgverlenerCode"]:
        referrer["Naam"] = "Praktijk Voorbeeld"
    names = ("ReferentieAanbieder", "ToewijzingIngangsdatum", "ToewijzingEinddatum", "Raamcontract")
    return _only(facts, *names) | {"Product": product(facts.get("Product")), "Verwijzer": referrer} | _size(facts)


def change_request(
    post: Post,
    youth: Youth,
    *,
    reference: str,
    reason: str = "1",
    keep: Sequence[str | int] = (),
    change: Sequence[Facts] = (),
    add: Sequence[Facts] = (),
) -> Tree:
    """Return a JW317 (verzoek om wijziging): assignments that stay, that change, and new products."""
    wanted = ("GewensteIngangsdatum", "Einddatum")
    kept = [{"ToewijzingNummer": number} for number in keep]
    changed = [_only(one, "ToewijzingNummer", *wanted) | _size(one) for one in change]
    added = [_only(one, *wanted) | {"Product": product(one.get("Product"))} | _size(one) for one in add]
    request = {
        "ReferentieAanbieder": reference,
        "RedenVerzoek": reason,
        "OngewijzigdeProducten": {"OngewijzigdProduct": kept} if kept else None,
        "TeWijzigenProducten": {"TeWijzigenProduct": changed} if changed else None,
        "NieuweProducten": {"NieuwProduct": added} if added else None,
    }
    return {"Header": header(post), "Client": {"Bsn": youth.bsn, "Verzoek": request}}


def request_answer(post: Post, *, reference: str, answer: str, reason: str | None = None, residence: str | None = None) -> Tree:
    """Return a JW319 (antwoord): answer 1 refused (reason 8 also names the municipality of residence), 2 under examination."""
    body: Tree = {"ReferentieAanbieder": reference, "VerzoekAntwoord": answer, "RedenAfwijzingVerzoek": reason}
    return {"Header": header(post), "Antwoord": body | {"Woonplaatsbeginsel": {"Gemeente": residence} if residence else None}}


def claim(post: Post, *, number: str, month: str, dated_on: date | str, lines: Sequence[tuple[Youth, Facts]]) -> Tree:
    """Return a JW323 (declaratie) over the month "2023-05"; totals follow from the lines, an amount from volume and tariff."""
    clients: dict[str, list[Tree]] = {}
    for youth, facts in lines:
        clients.setdefault(youth.bsn, []).append(_claimed(facts))
    body = {
        "DeclaratieNummer": number,
        "DeclaratiePeriode": _whole_month(month),
        "DeclaratieDagtekening": dated_on,
        "TotaalIngediendBedrag": total_of(one for part in clients.values() for one in part),
        "Clienten": {"Client": [{"Bsn": bsn, "Prestaties": {"Prestatie": part}} for bsn, part in clients.items()]},
    }
    return {"Header": header(post), "Declaratie": body}


def _claimed(facts: Facts) -> Tree:
    volume, tariff = int(plain(facts["GeleverdVolume"])), plain(facts.get("ProductTarief"))
    amount = plain(facts.get("Bedrag")) or volume * int(tariff or 1)
    asked, previous = product(facts["Product"]), facts.get("VorigReferentieNummer")
    assert asked
    return {
        "ProductReferentie": {"ReferentieNummer": facts["ReferentieNummer"], "VorigReferentieNummer": previous},
        "ToewijzingNummer": facts["ToewijzingNummer"],
        "ProductCategorie": asked["Categorie"],
        "ProductCode": asked["Code"],
        "ProductPeriode": {"Begindatum": facts["Begindatum"], "Einddatum": facts["Einddatum"]},
        "GeleverdVolume": volume,
        "Eenheid": facts["Eenheid"],
        "ProductTarief": tariff,
        "IngediendBedrag": {"Bedrag": int(amount), "DebetCredit": "C" if previous else "D"},
    }


def _whole_month(month: str) -> Tree:
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return {"Begindatum": date(year, number, 1), "Einddatum": date.fromordinal(following.toordinal() - 1)}


def signed_cents(line: Facts) -> int:
    """Return the amount of a Prestatie, negative for a credit."""
    amount = line["IngediendBedrag"]
    return int(amount["Bedrag"]) * (-1 if amount["DebetCredit"] == "C" else 1)


def total_of(lines: Iterable[Facts]) -> Tree:
    """Return the total of these Prestaties with its side."""
    total = sum(map(signed_cents, lines))
    return {"TotaalBedrag": abs(total), "DebetCredit": "C" if total < 0 else "D"}


def lines_of(claim_tree: Facts) -> list[tuple[str, Tree]]:
    """Return (bsn, Prestatie) of every line of a claim."""
    clients = claim_tree["Declaratie"]["Clienten"]["Client"]
    return [(one["Bsn"], line) for one in clients for line in one["Prestaties"]["Prestatie"]]


def claim_decision(post: Post, claim_tree: Facts, *, refused: Mapping[str, str] | None = None, code: str | None = None) -> Tree:
    """Return a JW325 (declaratie-antwoord) to a claim.

    `refused` names refused lines with their return codes; `code` refuses the whole claim: "0001" in the header (as if never
    sent), any other in the class DeclaratieAntwoord. Without either the claim is approved as a whole.
    """
    answered = claim_tree["Header"]["BerichtIdentificatie"]
    top = header(post) | {"DeclaratieIdentificatie": answered, "XsdVersieDeclaratie": _VERSIONS}
    if code == "0001":
        return {"Header": top | {"RetourCodes": {"RetourCode": [code]}}}
    top |= {"RetourCodes": {"RetourCode": ["0200"]}}
    return {"Header": top, "DeclaratieAntwoord": _decided(claim_tree, refused or {}, code)}


_VERSIONS = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}


def _decided(claim_tree: Facts, refused: Mapping[str, str], code: str | None) -> Tree:
    lines = lines_of(claim_tree)
    sent_back = [(bsn, line) for bsn, line in lines if code or line["ProductReferentie"]["ReferentieNummer"] in refused]
    clients: dict[str, list[Tree]] = {}
    for bsn, line in sent_back:
        reason = "0233" if code else refused[line["ProductReferentie"]["ReferentieNummer"]]
        clients.setdefault(bsn, []).append(line | {"RetourCodes": {"RetourCode": [reason]}})
    returned = [
        {"Bsn": bsn, "Prestaties": {"Prestatie": part}, "RetourCodes": {"RetourCode": ["0233" if code else "0200"]}}
        for bsn, part in clients.items()
    ]
    body = claim_tree["Declaratie"]
    return {
        "DeclaratieNummer": body["DeclaratieNummer"],
        "TotaalIngediendBedrag": body["TotaalIngediendBedrag"],
        "TotaalToegekendBedrag": total_of(line for _, line in lines if not any(line is other for _, other in sent_back)),
        "Clienten": {"Client": returned} if returned else None,
        "RetourCodes": {"RetourCode": [code or ("0200" if returned else "8001")]},
    }


def return_message(name: str, post: Post, *, code: str = "0001") -> tuple[str, Tree]:
    """Return name and tree of a return message (302, 306, …) that refuses a whole message, whose `post` it copies."""
    top = header(post) | {"IdentificatieRetour": f"R{post.identification}"[:12], "DagtekeningRetour": post.dated_on}
    return name, {"Header": top | {"XsdVersieRetour": _VERSIONS, "RetourCodes": {"RetourCode": [code]}}}


def written(name: str, tree: Tree, *, release: str = "3.2") -> bytes:
    """Return the message as a sender would send it."""
    return write_message(name, tree, release=release)
