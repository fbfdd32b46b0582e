"""Makes the pictures of the README from a demo: `python docs/screenshot.py [HOME]`, by default var/demo.

Needs Chromium (Debian: apt-get install chromium). It signs in with a session of its own; no password is used or changed.
"""

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright
from waitress.server import create_server

from regiewijzer.config.preparation import collect_static, create_administrator, start_django

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SWITCHES = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update")
# name -> address, width and height of the picture (None: the whole page)
PICTURES: dict[str, tuple[str, int, int | None]] = {
    "indicator-page": ("/monitor/young-people-in-care", 1280, 1500),
    "indicator-page-mobile": ("/monitor/young-people-in-care", 390, 1500),
    "load-report": ("/leveringen/1", 1280, 1700),
}


def _session_key(username: str) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from regiewijzer.apps.accounts.models import User

    user = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    return str(session.session_key)


@contextmanager
def _server() -> Iterator[str]:
    from regiewijzer.config.wsgi import application

    server = create_server(application, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def _take(context: BrowserContext, base: str, name: str, folder: Path) -> Path:
    address, width, height = PICTURES[name]
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height or 900})
    page.goto(base + address)
    page.wait_for_function("[...document.querySelectorAll('[data-chart]')].every(one => Number(one.dataset.drawn) > 0)")
    target = folder / f"{name}.png"
    page.screenshot(path=target, full_page=height is None)
    page.close()
    return target


def take_pictures(home: Path, folder: Path) -> list[Path]:
    """Write the pictures into the folder; return their paths."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("Chromium is missing. On Debian: sudo apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    username, _password = create_administrator(home)
    collect_static(start_django(home))
    key = _session_key(username)
    with _server() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        context = browser.new_context(locale="nl-NL", device_scale_factor=1)
        context.add_cookies([{"name": "sessionid", "value": key, "url": base}])
        context.set_default_timeout(120_000)
        taken = [_take(context, base, name, folder) for name in PICTURES]
        browser.close()
    return taken


if __name__ == "__main__":
    for path in take_pictures(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "demo", IMAGES):
        print(path.relative_to(ROOT))
