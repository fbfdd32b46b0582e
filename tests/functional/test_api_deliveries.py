"""A supplier's program delivers: taken in, told what became of it, and never in another's name."""

import io

import pytest

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.intake.models import Delivery
from tests.support.api import ROOT, caller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
GOOD = b"Aanbieder;Kwartaal\n01234567;2026-K1\n"


def sent(name="personeel.csv", content=GOOD):
    file = io.BytesIO(content)
    file.name = name
    return file


@pytest.fixture
def supplier():
    return caller(Kind.PROVIDER, "01234567", may_deliver=True)


def test_a_file_is_taken_in_and_asked_after(supplier):
    answer = supplier.post(f"{ROOT}/deliveries", {"file": sent()})
    assert answer.status_code == 202
    told = answer.json()
    assert answer.headers["Location"] == f"{ROOT}/deliveries/{told['id']}"
    assert (told["state"], told["fileName"], told["checkOnly"]) == ("waiting", "personeel.csv", False)
    assert supplier.get(answer.headers["Location"]).json() == told
    assert supplier.get(f"{ROOT}/deliveries").json()["total"] == 1


def test_a_check_says_so(supplier):
    assert supplier.post(f"{ROOT}/deliveries", {"file": sent(), "checkOnly": "true"}).json()["checkOnly"] is True


def test_a_delivery_is_in_the_name_of_the_token(supplier):
    supplier.post(f"{ROOT}/deliveries", {"file": sent()})
    assert Delivery.objects.get().organisation.code == "01234567"


def test_another_organisation_does_not_see_it(supplier):
    address = supplier.post(f"{ROOT}/deliveries", {"file": sent()}).headers["Location"]
    neighbour = caller(Kind.PROVIDER, "07654321", may_deliver=True)
    for one in (address, f"{address}/findings", f"{address}/marked-file"):
        assert neighbour.get(one).status_code == 404
    assert neighbour.get(f"{ROOT}/deliveries").json()["total"] == 0


def test_a_token_for_reading_does_not_deliver():
    reader = caller(Kind.PROVIDER, "01234567")
    assert reader.post(f"{ROOT}/deliveries", {"file": sent()}).status_code == 401
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "more"),
    [
        ("leeg.csv", b"", {}),
        ("brief.docx", b"x", {}),
        ("oud.xls", b"x", {}),
        ("../../etc/passwd", b"x", {}),
        ("personeel.csv", GOOD, {"table": "no_such_table"}),
        ("begroting.csv", GOOD, {"table": "municipal_budget"}),
    ],
)
def test_what_cannot_be_delivered_is_refused_with_a_reason(supplier, name, content, more):
    answer = supplier.post(f"{ROOT}/deliveries", {"file": sent(name, content), **more})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert not Delivery.objects.exists()


def test_without_a_file_the_problem_names_it(supplier):
    assert supplier.post(f"{ROOT}/deliveries", {}).json()["errors"][0]["name"] == "file"


def test_a_program_needs_no_token_of_a_form(supplier):
    supplier.handler.enforce_csrf_checks = True
    assert supplier.post(f"{ROOT}/deliveries", {"file": sent()}).status_code == 202
