"""A real browser for the tests: Debian's Chromium, driven by Playwright, with axe."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# Without these switches Chromium looks for its own servers at every start, and is refused here.
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, PHONE, NARROW = WIDTHS = (1280, 390, 320)
ALL_DRAWN = (
    "[...document.querySelectorAll('[data-chart]')].every(one => one.dataset.drawn =="
    " Math.floor(one.querySelector('.rw-chart__picture').clientWidth))"
)
PATIENCE = 30.0  # seconds
# Pages that say no are looked at too; the browser complains of them.
REFUSALS = ("403", "404", "410", "422")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The element itself is told, so that working out a selector for each is not needed: that is a quarter of the time.
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "selectors": False}


def find_chromium() -> str:
    """Return the path of Chromium, or skip the test with what to do."""
    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not found:
        pytest.skip("Chromium is missing. On Debian: sudo apt-get install chromium")
    return found


def start_browser() -> Iterator[Browser]:
    """Yield a browser; one serves all tests of a run."""
    path = find_chromium()
    # Playwright keeps an event loop in this thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page with what the browser said of it."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on(
            "console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: None if self._is_ours(request.url) else self.elsewhere.append(request.url))

    def _is_ours(self, url: str) -> bool:
        return urlsplit(url).scheme in ("data", "blob") or url.startswith(self.base)

    def open(self, address: str) -> "Visit":
        """Go to an address and wait until its charts are drawn."""
        self.page.goto(self.base + address, wait_until="load")
        self.drawn()
        return self

    def drawn(self) -> None:
        """Wait until every chart is drawn for the width it now has; without JavaScript there is nothing to wait for."""
        if self.page.locator("html.js").count():
            # Playwright's own waiting looks a second time from within the page, where the policy forbids it.
            until = time.monotonic() + PATIENCE
            while not self.page.evaluate(ALL_DRAWN):
                assert time.monotonic() < until, "a chart was not drawn for its width"
                self.page.wait_for_timeout(50)

    def resize(self, width: int) -> None:
        """Make the window that wide."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.drawn()

    def width_needed(self) -> int:
        """Return the width that the page takes."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def faults(self) -> list[str]:
        """Return what axe finds, with the element."""
        if not self.page.evaluate("typeof window.axe === 'object'"):
            self.page.evaluate(AXE.read_text("utf-8"))
        found: dict[str, Any] = self.page.evaluate("options => axe.run(options)", OPTIONS)
        return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


def signed_in(context: BrowserContext, base: str, session_key: str) -> BrowserContext:
    """Give the browser the cookie of a session; signing in through the form has a test of its own."""
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": "sessionid", "value": session_key, "url": base}])
    return context


def wrong_with(visit: Visit, address: str) -> list[str]:
    """Return everything that is wrong with a page, wide, on a phone and very narrow; it is loaded once.

    The two narrow widths show the same elements (`test_styles.py`), so axe looks at them once, where they are packed closest.
    """
    visit.resize(WIDE)
    visit.open(address)
    wrong = [f"{address} at {WIDE}: {fault}" for fault in visit.faults()]
    for width in (PHONE, NARROW):
        visit.resize(width)
        if visit.width_needed() > width:
            wrong.append(f"{address} needs {visit.width_needed()} pixels at {width}")
    wrong += [f"{address} at {NARROW}: {fault}" for fault in visit.faults()]
    said = [text for text in visit.complaints if not any(code in text for code in REFUSALS)]
    return wrong + [f"{address}: {text}" for text in [*said, *visit.elsewhere]]
