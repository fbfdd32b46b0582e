"""What the environment says about this installation: home, public address, debugging."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.whole_files import write_new

SECRET_FILE = "web-secret-key"  # noqa: S105 (the name of a file)
OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that sends mail, read from an address such as smtp://user:password@host:587; smtps: encrypted at once."""

    host: str
    port: int
    user: str
    password: str
    implicit_tls: bool


def _mail(address: str) -> Mail | None:
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError(
            f"REGIEWIJZER_MAIL: smtp://user:password@host:587 was expected, found a {parts.scheme or 'text'} address"
        )
    implicit = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Mail(parts.hostname, parts.port or (465 if implicit else 587), user, password, implicit)


@dataclass(frozen=True, slots=True)
class Environment:
    """Settings that differ per installation. `addresses` are the public addresses, such as https://monitor.example.nl."""

    home: Home
    addresses: tuple[str, ...] = ()
    debug: bool = False
    mail: Mail | None = None
    mail_from: str = "regiewijzer@localhost"

    @property
    def hosts(self) -> list[str]:
        """Host names that may be asked for: those of the addresses and the machine itself."""
        return [*(urlsplit(address).hostname or "" for address in self.addresses), *OWN_MACHINE]

    @property
    def is_https(self) -> bool:
        """Tell whether every public address is https; cookies and HSTS follow from it."""
        return bool(self.addresses) and all(urlsplit(address).scheme == "https" for address in self.addresses)


def read_environment(environ: Mapping[str, str] = os.environ) -> Environment:
    """Return what REGIEWIJZER_HOME, _ADDRESS (comma-separated), _MAIL, _MAIL_FROM and _DEBUG say."""
    addresses = (address.strip().rstrip("/") for address in environ.get("REGIEWIJZER_ADDRESS", "").split(","))
    return Environment(
        home=Home(Path(environ.get("REGIEWIJZER_HOME", "home")).absolute()),
        addresses=tuple(address for address in addresses if address),
        debug=environ.get("REGIEWIJZER_DEBUG") == "1",
        mail=_mail(environ.get("REGIEWIJZER_MAIL", "")),
        mail_from=environ.get("REGIEWIJZER_MAIL_FROM", "regiewijzer@localhost"),
    )


def create_secret_key(home: Home) -> None:
    """Write a secret key into the home, for the owner only, unless there is one."""
    with suppress(FileExistsError):
        write_new(home.path / SECRET_FILE, secrets.token_urlsafe(64).encode("ascii"), mode=0o600)


def read_secret_key(home: Home) -> str:
    """Return the secret key of the home; a passing one when the home has none (commands that serve nobody)."""
    try:
        return (home.path / SECRET_FILE).read_text("ascii")
    except FileNotFoundError:
        return secrets.token_urlsafe(64)
