"""Who delivers a file, and what the region knows when its rows are judged."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.extracts.senders import SERVICE_CODE, SERVICE_ORGANISATION, Known, KnownMunicipality, Sender
from regiewijzer.ledger.region import Region
from regiewijzer.vocabulary.codes import is_agb, is_municipality

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnknownSender(LookupError):
    """Nobody of that code is in the region file."""


def known_of(region: Region) -> Known:
    """Return the codes that rows are held against; a region file that names none has nothing to hold them against."""
    municipalities = tuple(
        KnownMunicipality(one.code, one.name, one.valid_from, one.valid_until) for one in region.municipalities
    )
    return Known(municipalities or None, frozenset(one.code for one in region.providers) or None)


def sender_of_code(code: str, region: Region) -> Sender:
    """Return the sender: a provider or municipality of the region by its code, `service`, `cbs`, or another as `<kind>:<code>`.

    UnknownSender when the region file names providers or municipalities and this code is not among them.
    """
    kind, _, own = code.rpartition(":")
    if kind:
        if kind not in tuple(SenderKind) or not own:
            raise UnknownSender(code)
        return Sender(SenderKind(kind), own)
    if code in (SERVICE_CODE, SenderKind.CBS):
        return SERVICE_ORGANISATION if code == SERVICE_CODE else Sender(SenderKind.CBS, str(SenderKind.CBS))
    providers, municipalities = {one.code for one in region.providers}, {one.code for one in region.municipalities}
    if code in providers or (is_agb(code) and not providers):
        return Sender(SenderKind.PROVIDER, code)
    if code in municipalities or (is_municipality(code) and not municipalities):
        return Sender(SenderKind.MUNICIPALITY, code)
    raise UnknownSender(code)


def sender_of_path(path: Path, region: Region) -> Sender | None:
    """Return who delivers a file by the nearest folder that is named after a sender; None when no folder is.

    `.../99900012/2026-03-14/personeel.csv` is of provider 99900012. Only codes of the region file count, so that a folder with a
    number for a name makes nobody a sender; names inside a ZIP never count, for whoever made the ZIP wrote them.
    """
    codes = {one.code for one in region.providers} | {one.code for one in region.municipalities}
    codes |= {SERVICE_CODE, str(SenderKind.CBS)}
    nearest = next((name for name in _folders(path) if name in codes), None)
    return sender_of_code(nearest, region) if nearest else None


def day_of_path(path: Path, today: date) -> date | None:
    """Return the day that the nearest folder is named after (2026-03-14), not after today; None when none is."""
    for name in _folders(path):
        if _DAY.fullmatch(name):
            try:
                return min(date.fromisoformat(name), today)
            except ValueError:
                continue
    return None


def _folders(path: Path) -> Iterator[str]:
    return (parent.name for parent in path.absolute().parents)
