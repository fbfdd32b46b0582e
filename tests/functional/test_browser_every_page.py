"""Every page outside the monitor in a real browser, and every page without JavaScript and on paper; from the URL configuration.

A new page that the samples of the authorisation matrix do not open must be named here, with the test that looks at it.
"""

import pytest
from django.test import Client
from playwright.sync_api import Page

from regiewijzer.apps.monitor.actions import publish_newest
from tests.support.authorisation_routes import Route, routes
from tests.support.authorisation_samples import samples_in

from .browser import Visit, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invented", "one_drawing")]
EDITIONS, DELIVERING, ACCOUNTS = "test_editions_browser.py", "test_delivery_browser.py", "test_browser_accounts.py"
CONTRACTS = "contracts/test_in_the_browser.py"
CYCLE = "cycle/test_in_the_browser.py"
FILE, GOES_ON, BROWSER = "a file", "leads to a page", "test_browser.py"
# What the administrator does not see with the samples, and where it is looked at instead.
ELSEWHERE = {
    "contracts:row": CONTRACTS,
    "contracts:room": CONTRACTS,
    "contracts:provider": CONTRACTS,
    "contracts:edit": CONTRACTS,
    "intake:progress": GOES_ON,
    "intake:recorded": DELIVERING,
    "intake:template": FILE,
    "intake:delivery_state": GOES_ON,
    "intake:delivery_marked": FILE,
    "intake:mapping": DELIVERING,
    "publications:changes": EDITIONS,
    "publications:new": EDITIONS,
    "publications:read_changes": EDITIONS,
    "publications:texts": EDITIONS,
    "publications:withdraw": EDITIONS,
    **dict.fromkeys((f"cycle:{one}" for one in ("points", "answers", "weigh", "task", "expect", "judge")), CYCLE),
    "accounts:second_step": ACCOUNTS,
    "accounts:to_provider": GOES_ON,
    "accounts:from_provider": GOES_ON,
    "accounts:accept_invitation": ACCOUNTS,
    "remarks:at": BROWSER,
    "remarks:place": BROWSER,
    "signals:stop": "signals/test_in_the_browser.py",
}
HERE = [route for route in routes() if not route.name.startswith(("api:", "monitor:")) and route.name != "accounts:sign_out"]
# One of each kind that a reader leafs through without JavaScript or prints.
OF_THE_MONITOR = ("list", "flows", "changes", "goals", "goal", "search", "analyses", "analysis", "indicator", "calculation")


@pytest.fixture
def samples(home, loaded, settings):
    settings.REGIEWIJZER_HOME = loaded
    publish_newest(home=loaded, by="test")
    return samples_in(loaded)


def _pages(client: Client, samples: dict[str, str]) -> tuple[list[str], set[str]]:
    """Return the addresses that give a page, and the names of the routes that give neither that nor a file nor take a form."""
    addresses, others = [], set()
    for route in HERE:
        answer = client.get(route.address(samples))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            addresses.append(route.address(samples))
        elif answer.status_code not in (200, 405):
            others.add(route.name)
    return addresses, others


def test_every_page_is_accessible_and_fits_a_phone(visit, page, samples):
    addresses, others = _pages(page, samples)
    assert others == ELSEWHERE.keys()
    assert len(addresses) > 25
    assert [fault for address in addresses for fault in wrong_with(visit, address)] == []


def _incomplete(page: Page) -> list[str]:
    """Return what a page without JavaScript lacks: a heading, text, a form that can be sent, a chart that is drawn."""
    return page.evaluate(
        """() => {
            const shown = one => one && one.checkVisibility();
            const forms = [...document.querySelectorAll("form")].filter(
                form => !form.matches("[role=search]") && !shown(form.querySelector("button:not([type=button]), [type=submit]")));
            const charts = [...document.querySelectorAll("main [data-chart]")].filter(
                one => shown(one) && ![...one.querySelectorAll("svg")].some(shown));
            const lacking = [...forms, ...charts].map(one => one.outerHTML.slice(0, 120));
            if (!shown(document.querySelector("h1"))) lacking.push("no heading");
            const [all, head] = ["main", "h1"].map(name => document.querySelector(name)?.innerText.trim() ?? "");
            if (all.length < head.length + 10) lacking.push("no text");
            return lacking;
        }"""
    )


def _not_for_paper(page: Page) -> list[str]:
    """Return what is wrong on paper: menus that are printed, content that is not."""
    return page.evaluate(
        """() => {
            const shown = one => one && one.checkVisibility();
            const menus = [...document.querySelectorAll(".rw-header nav, .nl-skip-link, .rw-search")].filter(shown);
            const tables = [...document.querySelectorAll("main table")].filter(one => !shown(one) && !one.closest("[hidden]"));
            const wrong = [...menus, ...tables].map(one => one.outerHTML.slice(0, 120));
            return shown(document.querySelector("h1")) ? wrong : [...wrong, "no heading"];
        }"""
    )


def _monitor() -> list[Route]:
    found = {route.name: route for route in routes()}
    return [found[f"monitor:{name}"] for name in OF_THE_MONITOR]


def test_every_page_is_complete_without_javascript_and_on_paper(plain: Visit, page, samples):
    wrong = []
    for address in [*_pages(page, samples)[0], *(route.address(samples) for route in _monitor())]:
        plain.open(address)
        wrong += [(address, one) for one in _incomplete(plain.page)]
        plain.page.emulate_media(media="print")
        wrong += [(address, "on paper", one) for one in _not_for_paper(plain.page)]
        plain.page.emulate_media(media="screen")
    assert wrong == []
