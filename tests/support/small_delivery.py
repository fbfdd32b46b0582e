"""A small delivery without faults: two youths, one municipality, one provider, from request to claim."""

from datetime import date
from pathlib import Path

from regiewijzer.ledger.region import Municipality, Provider, Region, write_region
from tests.support import message_world as world

MUNICIPALITY, PROVIDER = "0518", "47000001"
ANNA, BEN = world.Youth(world.test_bsn(10)), world.Youth(world.test_bsn(11), date(2010, 7, 1), "2")
_CODE = "45 45A48"


def from_municipality(identification: str, dated_on: date) -> world.Post:
    """Return the post of a message of the municipality to the provider."""
    return world.Post(MUNICIPALITY, PROVIDER, identification, dated_on)


def from_provider(identification: str, dated_on: date) -> world.Post:
    """Return the post of a message of the provider to the municipality."""
    return world.Post(PROVIDER, MUNICIPALITY, identification, dated_on)


def assigned(number: int, youth: world.Youth, identification: str = "") -> bytes:
    """Return a 301 that assigns 10 hours a month from January 2024 on."""
    facts = {"ToewijzingNummer": number, "Product": _CODE, "Ingangsdatum": "2024-01-01", "Einddatum": "2024-12-31"}
    post = from_municipality(identification or f"T{number}", date(2023, 12, 18))
    return world.written("JW301", world.assignment(post, youth, [facts | {"Volume": 10, "Eenheid": "04", "Frequentie": "4"}]))


def started(number: int, youth: world.Youth, started_on: str = "2024-01-08") -> bytes:
    """Return the 305 that reports the start on that assignment."""
    facts = {"ToewijzingNummer": number, "Product": _CODE, "ToewijzingIngangsdatum": "2024-01-01", "Begindatum": started_on}
    return world.written("JW305", world.care_start(from_provider(f"S{number}", date(2024, 1, 10)), youth, [facts]))


def stopped(number: int, youth: world.Youth, last_day: str, started_on: str = "2024-01-08") -> bytes:
    """Return the 307 that reports the end as planned on that assignment."""
    facts = {"ToewijzingNummer": number, "Product": _CODE, "ToewijzingIngangsdatum": "2024-01-01", "Begindatum": started_on}
    facts |= {"RedenBeeindiging": "31", "Einddatum": last_day}
    return world.written("JW307", world.care_stop(from_provider(f"E{number}", date(2024, 7, 3)), youth, [facts]))


def claim_line(number: int, reference: str, hours: int = 8) -> world.Tree:
    """Return the facts of a line over January 2024."""
    period = {"Begindatum": "2024-01-01", "Einddatum": "2024-01-31"}
    facts = {"ReferentieNummer": reference, "ToewijzingNummer": number, "Product": _CODE, "GeleverdVolume": hours}
    return facts | period | {"Eenheid": "04", "ProductTarief": "80,00"}


def claimed(number: str, lines: list[tuple[world.Youth, world.Facts]]) -> bytes:
    """Return a 323 over January 2024."""
    dated_on = date(2024, 2, 5)
    post = from_provider(f"D{number}", dated_on)
    return world.written("JW323", world.claim(post, number=number, month="2024-01", dated_on=dated_on, lines=lines))


def good_messages() -> dict[str, bytes]:
    """Return the messages of the delivery by file name."""
    return {
        "toewijzing-anna.xml": assigned(1, ANNA),
        "toewijzing-ben.xml": assigned(2, BEN),
        "start-anna.xml": started(1, ANNA),
        "start-ben.xml": started(2, BEN),
        "stop-anna.xml": stopped(1, ANNA, "2024-06-30"),
        "declaratie.xml": claimed("DN1", [(ANNA, claim_line(1, "R1")), (BEN, claim_line(2, "R2", 6))]),
    }


def write_delivery(folder: Path, messages: dict[str, bytes], *, region: bool = True) -> Path:
    """Write the messages, and the region file unless told otherwise; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in messages.items():
        (folder / name).write_bytes(content)
    if region:
        known = Region("Kleine regio", True, (Municipality(MUNICIPALITY, "Duinstad"),), (Provider(PROVIDER, "De Haven"),))
        write_region(known, folder / "region.yaml")
    return folder
