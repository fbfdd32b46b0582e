"""Input of real form for the benchmarks: claims of many lines, and messages with one client. All persons are test numbers."""

import zipfile
from datetime import date
from pathlib import Path

from regiewijzer.messages.writing import write_message
from regiewijzer.vocabulary.codes import is_synthetic_bsn

PROVIDER, MUNICIPALITY = "99990001", "9801"


def _persons(count: int) -> list[str]:
    found, number = [], 100_000_000
    while len(found) < count:
        number += 1
        if is_synthetic_bsn(f"{number:09d}"):
            found.append(f"{number:09d}")
    return found


def _header(number: int, sender: str, receiver: str, dated: date) -> dict[str, object]:
    return {
        "Afzender": sender,
        "Ontvanger": receiver,
        "BerichtIdentificatie": {"Identificatie": f"B{number}", "Dagtekening": dated},
        "XsdVersie": {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"},
    }


def _line(number: int, line: int) -> dict[str, object]:
    return {
        "ProductReferentie": {"ReferentieNummer": f"R{number}-{line}"},
        "ToewijzingNummer": number * 10_000 + line,
        "ProductCategorie": "45",
        "ProductCode": "45X01",
        "ProductPeriode": {"Begindatum": date(2025, 3, 1), "Einddatum": date(2025, 3, 31)},
        "GeleverdVolume": 600,
        "Eenheid": "01",
        "ProductTarief": 130,
        "IngediendBedrag": {"Bedrag": 78_000, "DebetCredit": "D"},
    }


def claim(number: int, lines: int, persons: list[str]) -> bytes:
    """Return a claim (323) with that many lines, three per client."""
    groups = [range(first, min(first + 3, lines)) for first in range(0, lines, 3)]
    clients = [
        {"Bsn": persons[place], "Prestaties": {"Prestatie": [_line(number, line) for line in group]}}
        for place, group in enumerate(groups)
    ]
    body = {
        "DeclaratieNummer": f"D{number}",
        "DeclaratiePeriode": {"Begindatum": date(2025, 3, 1), "Einddatum": date(2025, 3, 31)},
        "DeclaratieDagtekening": date(2025, 4, 10),
        "TotaalIngediendBedrag": {"TotaalBedrag": 78_000 * lines, "DebetCredit": "D"},
        "Clienten": {"Client": clients},
    }
    return write_message("JW323", {"Header": _header(number, PROVIDER, MUNICIPALITY, date(2025, 4, 10)), "Declaratie": body})


def start(number: int, person: str) -> bytes:
    """Return a start message (305) of one client."""
    product = {
        "ToewijzingNummer": number,
        "Product": {"Categorie": "45", "Code": "45X01"},
        "ToewijzingIngangsdatum": date(2025, 3, 1),
        "Begindatum": date(2025, 3, 5),
        "StatusAanlevering": "1",
    }
    client = {
        "Bsn": person,
        "Geboortedatum": {"Datum": date(2012, 5, 6)},
        "Geslacht": "2",
        "Naam": {"Geslachtsnaam": {"Achternaam": "Verzonnen"}},
        "StartProducten": {"StartProduct": [product]},
    }
    return write_message("JW305", {"Header": _header(number, PROVIDER, MUNICIPALITY, date(2025, 3, 6)), "Client": client})


def write_claims(folder: Path, files: int, lines: int) -> Path:
    """Write claims as bare XML files."""
    folder.mkdir(parents=True)
    persons = _persons(lines // 3 + 1)
    for number in range(1, files + 1):
        (folder / f"{number:06d}.xml").write_bytes(claim(number, lines, persons))
    return folder


def write_starts(folder: Path, count: int, per_zip: int = 500) -> Path:
    """Write start messages, zipped as senders do."""
    folder.mkdir(parents=True)
    persons = _persons(2000)
    for first in range(1, count + 1, per_zip):
        with zipfile.ZipFile(folder / f"{first:07d}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(first, min(first + per_zip, count + 1)):
                archive.writestr(f"{number:07d}.xml", start(number, persons[number % len(persons)]))
    return folder
