"""An installation in which nothing is loaded yet."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/monitor", "/monitor/flow", "/leveringen"])
def test_pages_of_an_empty_installation_say_what_to_do(page, address):
    answer = page.get(address)
    assert answer.status_code == 200
    assert "/leveringen" in answer.content.decode()
    assert "nog niets ingelezen" in answer.content.decode()


def test_there_is_no_load_to_report_on(page):
    assert page.get("/leveringen/1").status_code == 404
    assert page.get("/monitor/flow/berekening").status_code == 404
