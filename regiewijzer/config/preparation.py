"""Make a home ready for pages: secret key, process database, static files, first administrator."""

import hashlib
import os
import secrets
from pathlib import Path

import django
from django.core.management import call_command

from regiewijzer import __version__
from regiewijzer.config.environment import create_secret_key
from regiewijzer.ledger.home import Home

WEB = Path(__file__).resolve().parents[1] / "web"


def start_django(home: Path) -> Home:
    """Create the home where needed and start Django on it; call once per process, before anything of Django."""
    place = Home(home.absolute()).create()
    create_secret_key(place)
    os.environ["REGIEWIJZER_HOME"] = str(place.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiewijzer.config.settings")
    django.setup()
    return place


def migrate() -> None:
    """Bring the process database to the structure of this program."""
    call_command("migrate", interactive=False, verbosity=0)


def _static_fingerprint() -> str:
    files = sorted(path for path in (WEB / "static").rglob("*") if path.is_file())
    total = hashlib.sha256(f"{__version__} {django.__version__}".encode())
    for path in files:
        stat = path.stat()
        total.update(f"{path.relative_to(WEB)} {stat.st_size} {stat.st_mtime_ns}".encode())
    return total.hexdigest()


def collect_static(home: Home) -> bool:
    """Collect, name by content and compress the static files unless they stand there already; tell whether it was done."""
    mark = home.path / "static" / "fingerprint"
    fingerprint = _static_fingerprint()
    if mark.exists() and mark.read_text("ascii") == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(fingerprint, "ascii")
    return True


def create_administrator(home: Path, username: str = "beheerder") -> tuple[str, str | None]:
    """Make sure there is an administrator; return the name, and the password when it was made just now.

    The password is generated, returned this once and kept hashed. An administrator that exists is left alone
    (password None).
    """
    place = start_django(home)
    migrate()
    from regiewijzer.apps.accounts import service

    # Twenty characters of 32: 100 bits, without the ones that are easily misread.
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789-"
    password = "".join(secrets.choice(alphabet) for _ in range(20))
    created = service.create_administrator(username=username, password=password)
    (place.path / "process.sqlite3").chmod(0o600)
    return username, password if created else None
