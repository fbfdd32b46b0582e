"""The bodies of messages as nested dicts, for `messages.writing`: who, and what is said of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from regiewijzer.simulation.assignments import Assignment, Version
from regiewijzer.simulation.districts import postcode
from regiewijzer.simulation.plans import Change, Request, Statement
from regiewijzer.simulation.population import Population

Tree = dict[str, Any]
_SURNAMES = (
    "Berkenaar",
    "Duinstra",
    "Waterlander",
    "Korenveld",
    "Lindeboom",
    "Zandhorst",
    "Rietdijk",
    "Havermans",
    "Polderink",
    "Sterrenburg",
)
_FIRST_NAMES = (("Fenna", "Iris", "Noor", "Saar", "Tess"), ("Bram", "Daan", "Gijs", "Luuk", "Sem"))
_STREETS = ("Voorbeeldlaan", "Verzonnenstraat", "Proefweg", "Demoplein", "Fantasiehof")
_BY_PROVIDER_CODE = {"02": "99910001", "03": "99930003", "04": "99940004", "05": "99950005"}  # invented referrers
_SUPERVISION = "04"  # WJ232: under supervision (ots)


class Persons:
    """What messages say of a person. Names and streets are invented."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self.count = len(population)
        self.client = lru_cache(maxsize=50_000)(self._client)

    def bsn(self, person: int) -> str:
        """Return the synthetic citizen number."""
        return f"{self._population.bsn[person]:09d}"

    def born_on(self, person: int) -> date:
        """Return the date of birth."""
        return self._population.born_on(person)

    def _client(self, person: int) -> Tree:
        """Return the client as in 305, 307 and 315: number, birth, sex, short name."""
        boy = bool(self._population.boy[person])
        first = _FIRST_NAMES[boy][person % 5]
        return {
            "Bsn": self.bsn(person),
            "Geboortedatum": {"Datum": self.born_on(person).isoformat()},
            "Geslacht": "1" if boy else "2",
            "Naam": {"Geslachtsnaam": {"Achternaam": _SURNAMES[person // 5 % 10]}, "Voornamen": first, "Voorletters": first[0]},
        }

    def full_client(self, person: int, *, guardian: bool, protected: bool) -> Tree:
        """Return the client as in 301: with full name, address and, when the request did not know one, a guardian."""
        client = dict(self.client(person))
        client["Naam"] = {**client["Naam"], "NaamGebruik": "1"}
        if protected:
            client["JuridischeStatus"] = _SUPERVISION
        if guardian:
            client["Relaties"] = {"Relatie": [self._guardian(person)]}
        client["Contactgegevens"] = {"Contact": [{"Soort": "01", "Adres": self._address(person)}]}
        return client

    def _guardian(self, person: int) -> Tree:
        surname = _SURNAMES[person // 5 % 10]
        name = {"Geslachtsnaam": {"Achternaam": surname}, "Voorletters": "V", "NaamGebruik": "1"}
        return {"Nummer": "1", "Soort": "10", "Naam": name, "Contact": {"Soort": "01", "Adres": self._address(person)}}

    def _address(self, person: int) -> Tree:
        return {
            "Huis": {"Huisnummer": 1 + person % 180},
            "Postcode": postcode(int(self._population.home[person]), person),
            "Straatnaam": _STREETS[person % 5],
            "LandCode": "NL",
        }


def last_day(until: date | None) -> date | None:
    """Return the standard's inclusive Einddatum; a deleted assignment ends on the day it begins (see `assigned_product`)."""
    return None if until is None else until - timedelta(1)


def product(made: Assignment) -> Tree | None:
    """Return the Product of an assignment or start, as far as the municipality names it."""
    match made.variant:
        case "specific":
            return {"Categorie": made.product.category, "Code": made.product.code}
        case "generic":
            return None
        case _:
            return {"Categorie": made.product.category}


def size(made: Assignment) -> Tree | None:
    """Return the Omvang of an assignment, None when there is none."""
    if made.volume is None:
        return None
    return {"Volume": made.volume, "Eenheid": made.product.unit, "Frequentie": made.frequency}


def assigned_product(made: Assignment, version: Version, *, changed: bool) -> Tree:
    """Return one ToegewezenProduct. Only a product that changes has a RedenWijziging; 13 ends on its own first day."""
    deleted = version.reason == "13"
    return {
        "ToewijzingNummer": made.number,
        "ReferentieAanbieder": version.reference,
        "Product": product(made),
        "Toewijzingsdatum": version.assigned_on,
        "Toewijzingstijd": f"{9 + made.number % 8:02d}:{made.number % 60:02d}:00",
        "Ingangsdatum": made.valid_from,
        "Einddatum": made.valid_from if deleted else last_day(version.until),
        "RedenWijziging": version.reason if changed else None,
        "Omvang": size(made),
        "Budget": version.budget,
    }


def delivery(made: Assignment, statement: Statement) -> Tree:
    """Return one StartProduct or StopProduct."""
    numbered = made.sender.numbered
    tree: Tree = {
        "ToewijzingNummer": made.number if numbered else None,
        "Product": product(made),
        "ToewijzingIngangsdatum": made.valid_from if numbered else None,
        "Begindatum": statement.started_on,
    }
    if statement.last_day is not None:
        tree |= {"RedenBeeindiging": statement.reason, "Einddatum": statement.last_day}
    return {**tree, "StatusAanlevering": statement.status}


def requested_product(request: Request) -> Tree:
    """Return the AangevraagdProduct of a 315."""
    made, version = request.assignment, request.assignment.versions[0]
    referrer: Tree = {"Type": request.referrer, "ZorgverlenerCode": _BY_PROVIDER_CODE.get(request.referrer)}
    return {
        "ReferentieAanbieder": request.reference,
        "Product": product(made),
        "ToewijzingIngangsdatum": request.wanted_from,
        "ToewijzingEinddatum": last_day(version.until),
        "Omvang": size(made),
        "Budget": version.budget,
        "Verwijzer": referrer,
        "Raamcontract": "2",
    }


def answer(request: Request, code: str) -> Tree:
    """Return the Antwoord of a 319."""
    refused = code == "1"
    return {
        "ReferentieAanbieder": request.reference,
        "VerzoekAntwoord": code,
        "RedenAfwijzingVerzoek": request.refusal if refused else None,
        "Woonplaatsbeginsel": {"Gemeente": request.residence} if refused and request.residence else None,
    }


def change(wanted: Change, unchanged: Sequence[int]) -> Tree:
    """Return the Verzoek of a 317; `unchanged` are the numbers of the youth's other assignments."""
    old = wanted.old
    keep = sorted({*unchanged, old.number} if wanted.version is None else {*unchanged})
    tree: Tree = {
        "ReferentieAanbieder": wanted.reference,
        "RedenVerzoek": "2" if wanted.new else "1",
        "OngewijzigdeProducten": {"OngewijzigdProduct": [{"ToewijzingNummer": number} for number in keep]} if keep else None,
    }
    if wanted.version is not None:
        tree["TeWijzigenProducten"] = {"TeWijzigenProduct": [_changed(old, old.versions[wanted.version])]}
    if wanted.new is not None:
        tree["NieuweProducten"] = {"NieuwProduct": [_added(wanted.new)]}
    return tree


def _changed(old: Assignment, version: Version) -> Tree:
    return {
        "ToewijzingNummer": old.number,
        "GewensteIngangsdatum": old.valid_from,
        "Einddatum": last_day(version.until),
        "Omvang": size(old),
        "Budget": version.budget,
    }


def _added(new: Assignment) -> Tree:
    version = new.versions[0]
    return {
        "Product": product(new),
        "GewensteIngangsdatum": new.valid_from,
        "Einddatum": last_day(version.until),
        "Omvang": size(new),
        "Budget": version.budget,
    }
