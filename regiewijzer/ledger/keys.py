"""Keys and where they are: the pseudonym key, the custodian's age key pair, both apart from the ledger.

The key folder has its own custodian: the environment (`REGIEWIJZER_KEYS`) or the installation file names it; only a demo keeps it
in the home. It holds

    pseudonym-<version>.key   32 random bytes in hex, mode 600; what the gate needs to pseudonymise
    custodian.key             age secret key, mode 600; opens archive and person register; may be kept elsewhere, offline
    register/                 sealed person register (see `person_register`)

The home holds only `archive/custodian.pub`, the age public key: a load can seal and cannot read back.
"""

import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.whole_files import write_new, write_over

KEYS_VARIABLE = "REGIEWIJZER_KEYS"
_KEY_BYTES = 32


class KeyTrouble(RuntimeError):
    """A key is missing, readable by others, or not a key."""


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """One version of the pseudonym key; the secret never shows in a log."""

    version: int
    secret: bytes = field(repr=False)


def keys_folder(home: Home, stated: Path | None = None) -> Path:
    """Return the key folder: the environment, else what the installation file states, else the folder in the home."""
    chosen = os.environ.get(KEYS_VARIABLE)
    if chosen:
        return Path(chosen)
    return stated or home.keys


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_new(path, f"{text}\n".encode("ascii"), mode=0o600)


def _read_private(path: Path) -> str:
    try:
        if path.stat().st_mode & 0o077:
            raise KeyTrouble(f"{path}: others may read this key; expected mode 600")
        return path.read_text("ascii").strip()
    except FileNotFoundError as error:
        raise KeyTrouble(f"{path}: there is no such key") from error


def pseudonym_file(folder: Path, version: int) -> Path:
    """Return where that version of the key is."""
    return folder / f"pseudonym-{version}.key"


def key_versions(folder: Path) -> tuple[int, ...]:
    """Return the versions of the pseudonym key that are there, ascending."""
    found = (re.fullmatch(r"pseudonym-([0-9]+)\.key", path.name) for path in folder.glob("pseudonym-*.key"))
    return tuple(sorted(int(match[1]) for match in found if match))


def read_pseudonym_key(folder: Path, version: int) -> PseudonymKey:
    """Return that version of the key; KeyTrouble when it is missing, unprotected or malformed."""
    path = pseudonym_file(folder, version)
    try:
        secret = bytes.fromhex(_read_private(path))
    except ValueError as error:
        raise KeyTrouble(f"{path}: not hexadecimal") from error
    if len(secret) != _KEY_BYTES:
        raise KeyTrouble(f"{path}: {_KEY_BYTES} bytes expected, {len(secret)} found")
    return PseudonymKey(version, secret)


def make_pseudonym_key(folder: Path, version: int) -> PseudonymKey:
    """Make a new version; FileExistsError when it is there: a key is never overwritten."""
    _write_private(pseudonym_file(folder, version), secrets.token_hex(_KEY_BYTES))
    return read_pseudonym_key(folder, version)


def remove_pseudonym_key(folder: Path, version: int) -> None:
    """Destroy a version that a rotation has replaced."""
    pseudonym_file(folder, version).unlink(missing_ok=True)


def _public_file(home: Home) -> Path:
    return home.archive / "custodian.pub"


def custodian_recipient(home: Home) -> str:
    """Return the custodian's public key, with which a load seals; KeyTrouble when there is none."""
    path = _public_file(home)
    if not path.is_file():
        raise KeyTrouble(f"{path}: there is no public key of the custodian; make keys first")
    return path.read_text("ascii").strip()


def set_custodian(home: Home, recipient: str) -> None:
    """Keep the public key of a custodian who holds the secret key elsewhere; KeyTrouble when it is not an age key."""
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise KeyTrouble("this is not an age public key (age1…)") from error
    path = _public_file(home)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_over(path, f"{recipient}\n".encode("ascii"))


def read_custodian_identity(folder: Path) -> str:
    """Return the custodian's secret key; only the custodian's own operations ask for it."""
    return _read_private(folder / "custodian.key")


def ensure_keys(home: Home, folder: Path) -> None:
    """Make what is not there yet: a first pseudonym key and, unless a public key is set, the custodian's pair.

    KeyTrouble when there are loads but no key: a new key would make every person someone else.
    """
    if not key_versions(folder):
        if any(home.loads.glob("*")):
            raise KeyTrouble(f"{folder}: the pseudonym key of the loads in {home.path} is not here")
        with suppress(FileExistsError):  # another load, begun at the same moment, was first
            make_pseudonym_key(folder, 1)
    if not _public_file(home).is_file():
        if not (folder / "custodian.key").is_file():
            with suppress(FileExistsError):
                _write_private(folder / "custodian.key", str(pyrage.x25519.Identity.generate()))
        identity = pyrage.x25519.Identity.from_str(read_custodian_identity(folder))
        set_custodian(home, str(identity.to_public()))
