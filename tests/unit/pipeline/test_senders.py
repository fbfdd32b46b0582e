from datetime import date
from pathlib import Path

import pytest

from regiewijzer.ledger.region import Municipality, Provider, Region
from regiewijzer.pipeline.senders import UnknownSender, day_of_path, known_of, sender_of_code, sender_of_path

REGION = Region("x", municipalities=(Municipality("0901", "Zeedorp"),), providers=(Provider("42420001", "Het Anker"),))
NOBODY = Region("x")


@pytest.mark.parametrize(
    ("code", "kind", "own"),
    [
        ("42420001", "provider", "42420001"),
        ("0901", "municipality", "0901"),
        ("service", "service_organisation", "service"),
        ("cbs", "cbs", "cbs"),
        ("school_board:SB01", "school_board", "SB01"),
    ],
)
def test_a_code_names_a_sender(code, kind, own):
    found = sender_of_code(code, REGION)
    assert (found.kind, found.code) == (kind, own)


@pytest.mark.parametrize("code", ["42420009", "0902", "x", "", "teacher:1", "school_board:"])
def test_who_is_not_in_the_region_is_no_sender(code):
    with pytest.raises(UnknownSender):
        sender_of_code(code, REGION)


def test_without_members_the_form_of_the_code_decides():
    assert sender_of_code("42420009", NOBODY).kind == "provider"
    assert sender_of_code("0902", NOBODY).kind == "municipality"
    assert (known_of(NOBODY).municipalities, known_of(NOBODY).providers) == (None, None)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/in/42420001/2026-03-14/personeel.csv", "42420001"),
        ("/in/42420001/service/personeel.csv", "service"),
        ("/in/0901/42420001/personeel.csv", "42420001"),
        ("/in/42420009/personeel.csv", None),  # no member of the region
        ("/in/42420001.csv", None),
    ],
)
def test_the_nearest_folder_that_is_a_member_is_the_sender(path, code):
    found = sender_of_path(Path(path), REGION)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/in/2026-01-01/2026-03-14/x/personeel.csv", date(2026, 3, 14)),
        ("/in/2026-02-30/personeel.csv", None),
        ("/in/2027-01-01/personeel.csv", date(2026, 11, 22)),  # the future has not come in yet
        ("/in/2026-03/personeel.csv", None),
    ],
)
def test_the_nearest_folder_that_is_a_day_is_the_day(path, day):
    assert day_of_path(Path(path), date(2026, 11, 22)) == day
