import pytest

from regiewijzer.vocabulary.money import euros, signed_cents


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0,00"), (5, "0,05"), (123456, "1.234,56"), (-100, "-1,00"), (123456789, "1.234.567,89")]
)
def test_euros_in_dutch_notation(cents, text):
    assert euros(cents) == text


def test_a_credit_is_negative():
    assert (signed_cents(500, "D"), signed_cents(500, "C")) == (500, -500)
