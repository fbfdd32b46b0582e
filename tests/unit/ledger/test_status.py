from datetime import date

from regiewijzer.ledger.region import ExpectedSender, Municipality, Region
from regiewijzer.ledger.status import SenderMonth, missing_deliveries

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
REGION = Region(
    "Proef",
    municipalities=(Municipality("9801", "Voorbeeldstad"),),
    expected_senders=(ExpectedSender("9801", ("301",)), ExpectedSender("99990001", ("323",), first_month=FEBRUARY)),
)


def test_what_was_expected_and_did_not_come_is_named():
    came = [SenderMonth("9801", "301", JANUARY, 3)]
    missing = missing_deliveries(REGION, came, [JANUARY, FEBRUARY])
    assert [(one.sender_code, one.message_type, one.month) for one in missing] == [
        ("9801", "301", FEBRUARY),
        ("99990001", "323", FEBRUARY),
    ]
    assert missing[0].name == "Voorbeeldstad"


def test_a_month_with_only_refused_messages_is_missing():
    assert missing_deliveries(REGION, [SenderMonth("9801", "301", JANUARY, 0)], [JANUARY])
