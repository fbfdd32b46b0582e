"""What goes back to who delivered a file: the marked workbook, and of a file that was only checked its findings and titles.

It is the sender's own file, with the persons in it, so it is sealed with a key made from that of the installation, and it is
forgotten after some days. The archive is no place to take it from: the key of the archive need not be on this machine.
"""

import base64
import os
import shutil
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone

from regiewijzer.ledger.home import Home

KEPT_FOR = timedelta(days=7)


class Part(StrEnum):
    """What is returned."""

    MARKED = "marked"
    FINDINGS = "findings"
    TITLES = "titles"


def _fernet() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"regiewijzer returned file").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def keep(home: Home, delivery_id: str, part: Part, content: bytes) -> None:
    """Keep a part of what is returned, sealed, for the owner of the home only; an earlier one is replaced."""
    place = home.returned / delivery_id / part
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place.with_name(f"{part}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(_fernet().encrypt(content))
    beside.replace(place)


def kept(home: Home, delivery_id: str, part: Part) -> bytes | None:
    """Return a part; None when there was none, its term is over, or it was sealed with another key."""
    if not is_kept(home, delivery_id, part):
        return None
    try:
        return _fernet().decrypt((home.returned / delivery_id / part).read_bytes())
    except (FileNotFoundError, InvalidToken):
        return None


def is_kept(home: Home, delivery_id: str, part: Part) -> bool:
    """Tell whether a part is there and its term is not over."""
    folder = home.returned / delivery_id
    return (folder / part).exists() and not _is_old(folder, timezone.now())


def _is_old(folder: Path, now: datetime) -> bool:
    return folder.stat().st_mtime < (now - KEPT_FOR).timestamp()


def _old(home: Home, now: datetime) -> list[Path]:
    return [folder for folder in home.returned.iterdir() if _is_old(folder, now)] if home.returned.is_dir() else []


def count_old(home: Home, now: datetime) -> int:
    """Return of how many deliveries something is kept from before the term. `now` has a zone."""
    return len(_old(home, now))


def forget_old(home: Home, now: datetime) -> int:
    """Delete what is returned of deliveries from before the term; return of how many. `now` has a zone."""
    old = _old(home, now)
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)
