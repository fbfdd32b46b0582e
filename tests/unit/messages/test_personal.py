import pytest

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.personal import PERSONAL, is_personal, shown

STANDARD = load_standard()
ALLOCATION = STANDARD.messages["JW301"]

# What may be shown: codes of the standard, codes of organisations, amounts, dates, versions and references of messages.
OPEN = {
    *(name for name in STANDARD.simple_types if STANDARD.codes(name) is not None and name != "LDT_AanduidingWoonadres"),
    *(f"LDT_{name}" for name in ("AgbCode", "Gemeente", "Bedrag", "Budget", "TotaalBedrag", "Volume", "Nummer", "Datum", "Tijd")),
    *(f"LDT_{name}" for name in ("BerichtCode", "BerichtVersie", "BerichtSubversie", "Versie", "IdentificatieBericht")),
    *(f"LDT_{name}" for name in ("IdentificatieDeclaratie", "ProductCode", "Referentie", "ReferentieNummer", "RelatieVolgorde")),
}  # fmt: skip


def test_every_type_is_known_to_be_personal_or_open():
    assert set(STANDARD.simple_types) == PERSONAL | OPEN
    assert not PERSONAL & OPEN


@pytest.mark.parametrize(
    ("path", "personal"),
    [
        ("Client/Bsn", True),
        ("Client/Geboortedatum/Datum", True),
        ("Client/Naam/Geslachtsnaam/Achternaam", True),
        ("Client/Relaties/Relatie/Contact/Emailadres", True),
        ("Client/ToegewezenProducten/ToegewezenProduct/Commentaar", True),
        ("Client/Onbekend", True),
        ("Client/ToegewezenProducten/ToegewezenProduct/Ingangsdatum", False),
        ("Client/Geslacht", False),
        ("Header/Afzender", False),
    ],
)
def test_what_is_personal(path, personal):
    assert is_personal(ALLOCATION, path) is personal


@pytest.mark.parametrize("value", ["7", "2026-13-01", "12,50", "45A0X", "XX", "", "ABC"])
def test_a_wrong_code_is_shown(value):
    assert shown(ALLOCATION, "Client/Geslacht", value) == value


@pytest.mark.parametrize("value", ["Jansen", "999900006", "jan@x.nl", "0612345678", "x1 Peter", "a" * 3 + " " * 30, "12345678"])
def test_what_may_be_a_person_is_not(value):
    assert shown(ALLOCATION, "Client/Geslacht", value) is None
    assert shown(ALLOCATION, "Client/Bsn", "7") is None
