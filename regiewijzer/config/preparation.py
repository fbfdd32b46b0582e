"""Make a home ready for pages: secret key, process database, static files, first administrator."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

from regiewijzer import __version__
from regiewijzer.config.environment import create_secret_key
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region

if TYPE_CHECKING:
    from regiewijzer.apps.accounts.service import DemoAccount
    from regiewijzer.apps.audit.service import Verdict

# Of htmx only the small file of version 4 is used; the others would double the time that compressing takes.
NOT_SERVED = ("htmx-2*", "htmax-*", "htmx-4.js", "hx-*", "vendor.json")
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


def clear_sessions() -> None:
    """Forget the sessions that have ended."""
    call_command("clearsessions", verbosity=0)


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
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=list(NOT_SERVED))
    mark.write_text(fingerprint, "ascii")
    return True


def generate_password() -> str:
    """Return twenty characters of 31 that are not easily misread: 99 bits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(alphabet) for _ in range(20))


def _ready_for_users(home: Path) -> Home:
    place = start_django(home)
    migrate()
    if place.process_database.exists():  # not when the process data is on PostgreSQL
        place.process_database.chmod(0o600)
    return place


def create_administrator(home: Path, username: str = "beheerder") -> tuple[str, str | None]:
    """Make sure there is an administrator; return the name, and the password when it was made just now.

    The password is generated, returned this once and kept hashed. An administrator that exists is left alone
    (password None).
    """
    place = _ready_for_users(home)
    from regiewijzer.apps.accounts import service

    service.settle_organisations(read_region(place.region))
    password = generate_password()
    created = service.create_administrator(username=username, password=password)
    return username, password if created else None


def prepare_demonstration(home: Path) -> Sequence["DemoAccount"]:
    """Make a user per role and publish what was known on the newest day; nothing in a region that is not invented.

    An edition for everyone and a story of the policy cycle are left to the worker, so that nobody waits for them. Returns the
    users, with their passwords when they were made just now. What is there is left alone.
    """
    place = _ready_for_users(home)
    from regiewijzer.apps.accounts import service
    from regiewijzer.apps.cycle.service import queue_story
    from regiewijzer.apps.monitor.service import publish_newest, published_moments
    from regiewijzer.apps.publications.service import queue_demonstration

    region = read_region(place.region)
    if not region.invented:
        return ()
    if not published_moments():
        publish_newest(home=place, by="command line")
    accounts = service.create_demo_accounts(region, generate_password)
    queue_demonstration(maker="directeur", checker="controller")
    queue_story()
    return accounts


@contextmanager
def logged_processing(home: Path, activity: str) -> Iterator[None]:
    """Log a processing of the data of persons by a command, in both logs of the home."""
    _ready_for_users(home)
    from regiewijzer.apps.audit.service import Activity, processing, record_event

    with processing(Activity(activity)) as operation:
        record_event(f"{activity}_started", actor="command line", operation=operation.id)
        yield


def verify_audit_log(home: Path, expected: str = "") -> tuple["Verdict", bool]:
    """Check the audit log; also tell whether the hash that someone wrote down earlier is in it (true when none was)."""
    _ready_for_users(home)
    from regiewijzer.apps.audit.service import holds_hash, verify_chain

    return verify_chain(), not expected or holds_hash(expected)


def renew_password(home: Path, username: str = "beheerder") -> str:
    """Give a user another password, returned this once; LookupError when there is no such user."""
    _ready_for_users(home)
    from regiewijzer.apps.accounts import service

    password = generate_password()
    service.renew_password(username=username, password=password)
    return password
