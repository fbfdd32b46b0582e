"""A return message as a page may show it."""

import pytest

from regiewijzer.apps.intake.preview import MASK, UnknownMessage, masked
from tests.support.small_delivery import ANNA, assigned, claim_line, claimed


@pytest.mark.parametrize("content", [assigned(1, ANNA), claimed("1", [(ANNA, claim_line(1, "R1"))])])
def test_every_value_of_a_person_is_masked_and_the_rest_is_there(content):
    text = masked(content)
    assert ANNA.bsn in content.decode()
    assert ANNA.bsn not in text
    assert f":Bsn>{MASK}</" in text
    assert "0518" in text
    assert "Geboortedatum>" not in text or f">{MASK}<" in text


def test_what_is_no_message_is_refused():
    with pytest.raises(UnknownMessage):
        masked(b"<a xmlns='http://example.org/'><b>Anna</b></a>")
