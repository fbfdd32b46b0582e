import pytest

from regiewijzer.vocabulary import codes


@pytest.mark.parametrize(
    ("bsn", "valid", "test", "synthetic"),
    [
        ("999900006", True, True, False),  # first of the official test range
        ("999999990", True, True, False),
        ("000000000", False, False, False),  # passes the sum, is nobody
        ("99990000", False, False, False),
        ("99990000x", False, False, False),
        ("100000004", False, False, True),  # 9 - 4 leaves 5
    ],
)
def test_kinds_of_person_numbers(bsn, valid, test, synthetic):
    assert (codes.is_valid_bsn(bsn), codes.is_test_bsn(bsn), codes.is_synthetic_bsn(bsn)) == (valid, test, synthetic)
    assert codes.could_be_bsn(bsn) == (valid or synthetic)


def test_a_synthetic_number_is_never_valid():
    numbers = [f"{number:09d}" for number in range(100_000_000, 100_002_000)]
    assert any(codes.is_synthetic_bsn(bsn) for bsn in numbers)
    assert not any(codes.is_synthetic_bsn(bsn) and codes.is_valid_bsn(bsn) for bsn in numbers)


def test_codes_of_organisations():
    assert codes.is_agb("42420001")
    assert not codes.is_agb("4242000")
    assert codes.is_municipality("0518")
    assert not codes.is_municipality("518")
