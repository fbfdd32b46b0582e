"""Bad input of every kind, made from good messages, with what must be said of it."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date

from regiewijzer.figures.finding import OwnerRole
from tests.support import message_world as world
from tests.support.small_delivery import (
    ANNA,
    BEN,
    MUNICIPALITY,
    PROVIDER,
    assigned,
    claim_line,
    claimed,
    from_municipality,
    from_provider,
    started,
    stopped,
)

BASE = "http://www.istandaarden.nl/ijw/3_2"


@dataclass(frozen=True, slots=True)
class Bad:
    """One file that cannot be taken in as it is; `rule` is the first thing to say of it."""

    file: str
    content: bytes
    rule: str
    owner: OwnerRole = OwnerRole.DELIVERER
    owner_code: str | None = None
    member: str = ""
    line: bool = False  # the finding names a line
    path: str = ""


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ZIP with these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _wrong_code(name: str) -> bytes:
    """Return a 301 from a municipality code of three digits, which the standard's form does not allow."""
    post = world.Post("518", PROVIDER, name, date(2023, 12, 18))
    facts = {"ToewijzingNummer": 90, "Product": "45", "Ingangsdatum": "2024-01-01"}
    return world.written("JW301", world.assignment(post, ANNA, [facts]))


def _without_sex(content: bytes) -> bytes:
    return content.replace(b"<jw305:Geslacht>1</jw305:Geslacht>", b"<jw305:Geslacht>7</jw305:Geslacht>")


def many_faults(count: int) -> bytes:
    """Return a claim of so many lines, each with a unit that is not in the code list."""
    lines = [(ANNA, claim_line(1, f"X{number}") | {"Eenheid": "99"}) for number in range(count)]
    return claimed("DNX", lines)


def bad_files() -> tuple[Bad, ...]:
    """Return one file of every kind of fault that a message can have by itself."""
    good = assigned(80, ANNA)
    provider = {"owner": OwnerRole.PROVIDER, "owner_code": PROVIDER}
    real = world.Youth(world.valid_bsn_outside_the_test_range(1))
    return (
        Bad("afgebroken.xml", good[: len(good) // 2], "RW-XML-03", line=True),
        Bad("leeg.xml", b"", "RW-XML-01"),
        Bad("brief.xml", b"Geachte heer of mevrouw,\r\nhierbij de toewijzing.", "RW-XML-02", line=True),
        Bad("andere-naamruimte.xml", good.replace(BASE.encode(), b"http://example.org/ijw/3_2"), "RW-MSG-01", line=True),
        Bad("wmo.xml", good.replace(b"/ijw/3_2/", b"/iwmo/3_2/").replace(b"jw301/schema", b"wmo301/schema"), "RW-MSG-02"),
        Bad("release.xml", good.replace(b"/ijw/3_2/", b"/ijw/3_9/"), "RW-MSG-03", line=True),
        Bad("tekens.xml", good.replace(b"Voorbeeld", "Voorb\xe9\xe9ld".encode("latin-1")), "RW-XML-05"),
        Bad("doctype.xml", good.replace(b"?>\r\n", b"?>\r\n<!DOCTYPE x [<!ENTITY a 'b'>]>\r\n", 1), "RW-XML-04"),
        Bad("code.xml", _without_sex(started(81, ANNA)), "RW-XSD-05", **provider, line=True, path="Client/Geslacht"),
        Bad("gemeente.xml", _wrong_code("T90"), "RS035", OwnerRole.MUNICIPALITY, line=True, path="Header/Afzender"),
        Bad("stop-voor-start.xml", stopped(2, BEN, "2024-01-02"), "TR018", **provider, line=True),
        Bad("echte-persoon.xml", assigned(82, real), "CS002", OwnerRole.MUNICIPALITY, MUNICIPALITY, path="Client/Bsn"),
        Bad("bom.zip", zipped({"groot.xml": b" " * 30_000_000}), "RW-ZIP-02"),
        Bad("stuk.zip", zipped({"een.xml": good})[:-40], "RW-ZIP-01"),
        Bad(
            "gemengd.zip",
            zipped({"goed.xml": assigned(83, BEN), "stuk.xml": good[:300]}),
            "RW-XML-03",
            member="stuk.xml",
            line=True,
        ),
    )


def across_messages() -> dict[str, bytes]:
    """Return messages that are right by themselves and wrong beside the others of the small delivery."""
    again = world.assignment(
        from_municipality("T2", date(2023, 12, 19)),
        ANNA,
        [{"ToewijzingNummer": 3, "Product": "54", "Ingangsdatum": "2024-01-01"}],
    )
    loose = world.care_stop(
        from_provider("E9", date(2024, 7, 3)),
        ANNA,
        [
            {
                "ToewijzingNummer": 1,
                "Product": "45 45A48",
                "Begindatum": "2024-02-02",
                "RedenBeeindiging": "31",
                "Einddatum": "2024-05-31",
            }
        ],
    )
    elsewhere = world.Post("0599", PROVIDER, "T5", date(2023, 12, 19))
    foreign = world.assignment(elsewhere, BEN, [{"ToewijzingNummer": 5, "Product": "54", "Ingangsdatum": "2024-01-01"}])
    return {
        "andere-regio.xml": world.written("JW301", foreign),
        "zelfde-identificatie.xml": world.written("JW301", again),
        "zonder-toewijzing.xml": claimed("DN9", [(ANNA, claim_line(999, "R9"))]),
        "stop-zonder-start.xml": world.written("JW307", loose),
    }
